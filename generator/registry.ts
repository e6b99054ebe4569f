import { runtimeFor } from "./emitters/client/runtime.js";
import type { Json } from "./model/json.js";

export const emitterNames = [
  "types",
  "models",
  "zod",
  "client",
  "package",
  "docs",
  "postman",
  "contract",
  "model",
] as const;

export type EmitterName = (typeof emitterNames)[number];

export interface EmitterOptions {
  /** Name of the generated package; default: what of the document's title names the API, and `-client`. */
  readonly name?: string;
  /** Whether `format` decides validity; default `assert`. */
  readonly formats?: "assert" | "annotate";
  /** Whether enumerations in responses take values that are not listed; default `open`. */
  readonly enums?: "open" | "closed";
  /** `exact`: int64 and decimals are read and printed without rounding; default `double`. */
  readonly numbers?: "double" | "exact";
  /** `mini`: schemas are written for `zod/mini`, and bundle small; default `classic`. */
  readonly zod?: "classic" | "mini";
  /** Pages beside the reference: templates by name, and the data they are given. */
  readonly guides?: { readonly templates: readonly string[]; readonly data: Json };
  readonly only?: readonly EmitterName[];
}

export type Templates = Readonly<Record<string, string>>;

/** What every generated package runs on, by file name: the text of `src/runtime/`. */
export function runtimeTexts(
  templates: Templates,
  zod: "classic" | "mini" = "classic",
): Record<string, string> {
  return runtimeFor(zod, folder(templates, "runtime/"));
}

/** The templates of one folder, by their names inside it. */
export function folder(templates: Templates, prefix: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(templates)
      .filter(([path]) => path.startsWith(prefix))
      .map(([path, text]) => [path.slice(prefix.length), text]),
  );
}
