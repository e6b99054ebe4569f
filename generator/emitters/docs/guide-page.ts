import type { Json } from "../../model/json.js";
import type { ApiModel } from "../../model/model.js";
import type { EmittedFile } from "../emitter.js";
import { samplesOf } from "./operation-page.js";
import { Place } from "./place.js";

export interface Guides {
  /** Pages: `tutorial` is the template `guides/tutorial.md` and becomes `docs/guides/tutorial.md`. */
  readonly templates: readonly string[];
  /** Whatever the pages want to know beside the document. */
  readonly data: Json;
}

/** Guides see `data`, `packageName`, and `operations` by name, each with its samples by their keys. */
export function guidePages(model: ApiModel, { templates, data }: Guides, packageName: string): EmittedFile[] {
  const place = new Place(model, "guides");
  const operations = Object.fromEntries(
    model.operations.map((operation) => [
      operation.name,
      {
        title: operation.docs.summary ?? operation.id,
        link: place.operationLink(operation),
        samples: Object.fromEntries(
          samplesOf(operation, model).map(({ key, typescript, curl }) => [key, { typescript, curl }]),
        ),
      },
    ]),
  );
  return templates.map((name) => ({
    kind: "markdown",
    path: `docs/guides/${name}.md`,
    template: `guides/${name}.md`,
    view: {
      data,
      packageName,
      operations,
      indexLink: place.link("", "index"),
      authenticationLink: place.link("", "authentication"),
    },
  }));
}
