import type { Code } from "../code/code.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { Json } from "../model/json.js";
import type { ApiModel } from "../model/model.js";
import type { TextOf } from "../model/prose.js";

/** `(model) => files`. Same model, same bytes. Options are given where the emitter is made: `zod({ … })`. */
export interface Emitter {
  readonly name: string;
  /**
   * `directions`: it is given the model whose operations read components in their direction, with
   * `readOnly`, `writeOnly` and open enumerations applied; the default is the neutral one.
   */
  readonly reads?: "directions";
  emit(model: ApiModel): Emission | Promise<Emission>;
  /**
   * Present where the emitter passes prose on unread, as text of comments or not at all. What it has
   * made of a model with placeholders in the place of descriptions and summaries becomes by this, file
   * by file as written down, what it makes of one with the texts.
   */
  readonly retell?: (written: string, textOf: TextOf) => string;
}

export interface Emission {
  readonly files: readonly EmittedFile[];
  readonly diagnostics: readonly Diagnostic[];
}

/** What a file says; `render/` decides how it is written down. Paths start at the output folder, with `/`. */
export type EmittedFile =
  | {
      readonly path: string;
      readonly kind: "typescript";
      readonly statements: readonly Statement[];
    }
  | {
      readonly path: string;
      readonly kind: "markdown";
      /** A template's name, a path below `templates/` without `.hbs`: `docs/operation.md`. */
      readonly template: string;
      /** Asked for once; large ones are made then, by a getter, so that no two are held at a time. */
      readonly view: Json;
    }
  | { readonly path: string; readonly kind: "json"; readonly value: Json }
  /** Copied as it is, apart from formatting when `format` is true (default false). */
  | {
      readonly path: string;
      readonly kind: "text";
      readonly content: string;
      readonly format?: boolean;
    };

/** A top-level statement; its imports are derived from the symbols it mentions. */
export interface Statement {
  /** Plain text, printed as a documentation comment. */
  readonly docs?: string;
  readonly code: Code;
}
