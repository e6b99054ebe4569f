import type { Allowances, Filters } from "./document/document.js";
import type { EmitterName } from "./registry.js";

/**
 * Options of `codegen`, by the names of its flags in camel case. Paths start at the folder of the
 * file that holds them. A flag on the command line wins.
 */
export interface Config extends Filters, Allowances {
  /** The OpenAPI document. */
  readonly input?: string;
  /** Overlays (OpenAPI Overlay Specification 1.0 or 1.1) applied to it, in their order. */
  readonly overlay?: readonly string[];
  /** Folder to write to. */
  readonly output?: string;
  /** A folder of your own files, laid out like the output: each stands in the place of the generated one, or beside it. */
  readonly hooks?: string;
  /** Name of the generated package. */
  readonly name?: string;
  /** Only these emitters. */
  readonly only?: readonly EmitterName[];
  /** Whether `format` decides validity; default `assert`. */
  readonly formats?: "assert" | "annotate";
  /** Whether enumerations in responses take values that are not listed; default `open`. */
  readonly enums?: "open" | "closed";
  /** `exact`: int64 and decimals are read and printed without rounding; default `double`. */
  readonly numbers?: "double" | "exact";
  /** `mini`: schemas are written for `zod/mini`, and bundle small; default `classic`. */
  readonly zod?: "classic" | "mini";
  /** A folder of `*.md.hbs` pages to add to the docs, and a YAML or JSON file of data for them. */
  readonly guides?: { readonly templates: string; readonly data?: string };
}

/** Returns its argument: lets an editor check a config file. */
export function defineConfig(config: Config): Config {
  return config;
}
