import type { Emitter } from "../emitter.js";
import { authenticationPage } from "./authentication-page.js";
import { guidePages, type Guides } from "./guide-page.js";
import { indexPage } from "./index-page.js";
import { operationPage } from "./operation-page.js";
import { schemaPages } from "./schema-page.js";

export interface DocsOptions {
  /** The generated package, as samples import it. */
  readonly packageName: string;
  /** Pages beside the reference; default none. */
  readonly guides?: Guides | undefined;
}

/**
 * The reference in Markdown, below `docs/`: `index.md`, `authentication.md`, a page for each
 * operation, webhook and named schema, and the guides. Links are relative and lead to pages or to
 * ids of this output only; its size grows with the document's, not with how often a schema is used.
 */
export function docs({ packageName, guides }: DocsOptions): Emitter {
  return {
    name: "docs",
    emit: (model) => ({
      files: [
        indexPage(model, { packageName, guides }),
        authenticationPage(model, packageName),
        ...model.operations.map((operation) => operationPage(operation, model, "operations")),
        ...model.webhooks.map((webhook) => operationPage(webhook, model, "webhooks")),
        ...schemaPages(model),
        ...(guides === undefined ? [] : guidePages(model, guides, packageName)),
      ],
      diagnostics: [],
    }),
  };
}
