import type { ApiModel } from "../../model/model.js";
import type { PostmanReference } from "../../model/postman.js";
import type { Declaration } from "../../model/schema.js";
import type { Emitter } from "../emitter.js";
import { addressesFile } from "./addresses.js";
import { authenticationPage } from "./authentication-page.js";
import { guidePages, type Guides } from "./guide-page.js";
import { indexPage } from "./index-page.js";
import { operationPage } from "./operation-page.js";
import { schemaPages } from "./schema-page.js";
import { validationPage, type Reading } from "./validation-page.js";

export interface DocsOptions {
  /** The generated package, as samples import it. */
  readonly packageName: string;
  /** The model whose operations read components in their direction. */
  readonly directed: ApiModel;
  /** What decides what validators accept. */
  readonly reading: Reading;
  /** Pages beside the reference; default none. */
  readonly guides?: Guides | undefined;
  /** What the Postman collection of a model calls things; default: no collection is made. */
  readonly postman?: ((model: ApiModel) => PostmanReference) | undefined;
}

/**
 * The reference in Markdown, below `docs/`: `index.md`, `authentication.md`, `validation.md`, a page for each
 * operation, webhook and named schema, the guides, and where all of them are. Links are relative and lead to pages or to
 * ids of this output only; its size grows with the document's, not with how often a schema is used.
 */
export function docs({ packageName, directed, reading, guides, postman }: DocsOptions): Emitter {
  const readings = readingsOf(directed);
  return {
    name: "docs",
    emit: (model) => {
      const written = { model, directed, packageName, postman: postman?.(model) };
      return {
        files: [
          indexPage(model, { packageName, guides, hasReadings: readings.length > 0 }),
          authenticationPage(model, packageName),
          validationPage(model, packageName, reading),
          ...model.operations.map((operation, index) =>
            operationPage(operation, directed.operations[index], written, "operations"),
          ),
          ...model.unsent.map((operation, index) =>
            operationPage(operation, directed.unsent[index], written, "operations"),
          ),
          ...model.webhooks.map((webhook, index) =>
            operationPage(webhook, directed.webhooks[index], written, "webhooks"),
          ),
          ...schemaPages(model, readings),
          ...(guides === undefined ? [] : guidePages(model, guides, packageName)),
          addressesFile(model),
        ],
        diagnostics: [],
      };
    },
  };
}

/** The names of what operations read components as, where that differs from what they are. */
function readingsOf({ schemas }: ApiModel): Declaration[] {
  return Object.values(schemas).flatMap(({ declaration }) =>
    declaration?.reading === undefined ? [] : [declaration],
  );
}
