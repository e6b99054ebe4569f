import type { Json } from "../../model/json.js";
import type { Schema, SchemaId } from "../../model/schema.js";
import type { Edit } from "./case.js";
import type { Clause } from "./clause.js";
import type { Synthesiser } from "./synthesise.js";

/** A constraint and the edits that may break it; the first that breaks it alone is taken. */
export interface Mutant {
  readonly clause: Clause;
  /** Places are relative to the value that the schema applies to: `""` is the value itself. */
  readonly edits: Iterable<Edit>;
  /** As `ViolationCase.unsendable`. */
  readonly unsendable?: string;
  /** What breaks the constraint breaks another of the same schema: it is never broken alone. */
  readonly implied?: boolean;
}

/** What a mutant may draw on. */
export interface Surroundings {
  readonly schemas: { readonly [id: SchemaId]: Schema };
  readonly synthesiser: Synthesiser;
  /** Values are written as text (parameters, forms): a number and its digits are the same. */
  readonly asText: boolean;
}

/** Notes the edits that may break a keyword of the schema at hand. */
export type Add = (
  keyword: string,
  edits: Iterable<Edit>,
  more?: { readonly detail?: string } & Pick<Mutant, "unsendable" | "implied">,
) => void;

/** Edits that are made when they are tried: most mutants need the first alone, or none. */
export function lazily(make: () => Iterable<Edit>): Iterable<Edit> {
  return { [Symbol.iterator]: () => make()[Symbol.iterator]() };
}

/** Replaces the value, or the member at a place. */
export function set(value: Json, at = ""): Edit {
  return { op: "set", at, value };
}
