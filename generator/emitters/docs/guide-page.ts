import { isObject, type Json } from "../../model/json.js";
import type { ApiModel } from "../../model/model.js";
import type { EmittedFile } from "../emitter.js";
import { samplesOf } from "./operation-page.js";
import { Place } from "./place.js";

export interface Guides {
  /** Pages: `tutorial` is the template `guides/tutorial.md` and becomes `docs/guides/tutorial.md`. */
  readonly templates: readonly string[];
  /**
   * Whatever the pages want to know beside the document. A member `titles`, page by page, names them in
   * the index and puts those it names first, in its order.
   */
  readonly data: Json;
}

/** The guides as the index lists them. */
export function guideEntries({
  templates,
  data,
}: Guides): { readonly link: string; readonly title: string }[] {
  const titles = isObject(data) && Object.hasOwn(data, "titles") ? (data["titles"] ?? null) : null;
  const named = isObject(titles) ? titles : {};
  const first = Object.keys(named).filter((name) => templates.includes(name));
  return [...first, ...templates.filter((name) => !first.includes(name))].map((name) => {
    const title = Object.hasOwn(named, name) ? named[name] : undefined;
    return { link: `guides/${name}.md`, title: typeof title === "string" ? title : titleOf(name) };
  });
}

/** `getting-started` → `Getting started`. */
function titleOf(name: string): string {
  const words = name.replaceAll("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Guides see `data`, `packageName`, and `operations` by name, each with its samples by their keys. */
export function guidePages(
  model: ApiModel,
  { templates, data }: Guides,
  packageName: string,
): EmittedFile[] {
  const place = new Place(model, "guides");
  const operations = Object.fromEntries(
    model.operations.map((operation) => [
      operation.name,
      {
        title: operation.docs.summary ?? operation.id,
        link: place.operationLink(operation),
        samples: Object.fromEntries(
          samplesOf(operation, model).map(({ key, typescript, curl }) => [
            key,
            { typescript, curl },
          ]),
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
