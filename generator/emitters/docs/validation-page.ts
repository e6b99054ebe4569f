import { FORMATS, isAsserted } from "../../model/formats.js";
import type { ApiModel } from "../../model/model.js";
import type { EmittedFile } from "../emitter.js";
import { declared } from "./schema-page.js";

/** What decides what validators and types say; see the options of `codegen`. */
export interface Reading {
  readonly formats: "assert" | "annotate";
  readonly enums: "open" | "closed";
  readonly numbers: "double" | "exact";
  /** Which of zod's interfaces validators are written in. */
  readonly zod: "classic" | "mini";
}

/** What the validators hold values to, how a refusal is explained, and the formats the document uses. */
export function validationPage(
  model: ApiModel,
  packageName: string,
  { formats, enums, numbers, zod }: Reading,
): EmittedFile {
  const used = formatsOf(model);
  const all = declared(model);
  // An object that callers send makes the best example, if there is one.
  const sent = all.find(([{ shape, usage }]) => shape.kind === "object" && usage === "request");
  const [, example] = sent ?? all[0] ?? [];
  return {
    kind: "markdown",
    path: "docs/validation.md",
    template: "docs/validation.md",
    view: {
      indexLink: "index.md",
      isOpen: enums === "open",
      isMini: zod === "mini",
      isExact: numbers === "exact",
      isAsserted: formats === "assert",
      sample: example === undefined ? "" : sampleOf(packageName, `${example.name}Schema`),
      formats: FORMATS.filter(({ name }) => used.has(name)).map((format) => ({
        name: format.name,
        type: `${format.type}s`,
        source: format.source.title,
        url: format.source.url,
        isAsserted: formats === "assert" && isAsserted(format),
      })),
    },
  };
}

function formatsOf({ schemas }: ApiModel): Set<string> {
  const names = Object.values(schemas).flatMap(({ assertions: { string, number } }) => [
    string?.format,
    number?.format,
  ]);
  return new Set(names.filter((name) => name !== undefined));
}

function sampleOf(packageName: string, schema: string): string {
  return `import { explain, formatFindings, ${schema} } from ${JSON.stringify(`${packageName}/schemas`)};

/** What is wrong with a value, a line for each finding; empty when nothing is. */
export function faultsOf(value: unknown): string {
  return formatFindings(explain(${schema}, value));
}`;
}
