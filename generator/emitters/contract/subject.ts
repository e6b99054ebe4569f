import type { Json } from "../../model/json.js";
import type { SchemaId } from "../../model/schema.js";
import type { Edit } from "./case.js";
import type { NamedInput } from "./inputs.js";

/** A valid value, and the input it is part of. */
export interface Base {
  readonly input: NamedInput;
  readonly value: Json;
}

/** A schema, values that satisfy it, and how one of its edits becomes an edit of an input. */
export interface Subject {
  readonly schema: SchemaId;
  readonly bases: readonly Base[];
  /** As `Surroundings.asText`. */
  readonly asText: boolean;
  /** Where in the input the value is: `/body`, `/query/pageSize`. */
  readonly at: string;
  /** True: the whole value is set, since inputs may lack it. */
  readonly whole: boolean;
  /** As `ViolationCase.unsendable`, of all its violations. */
  readonly unsendable?: string;
  /** Whether a value can be told on the wire from all others; by default each can. */
  readonly isShown?: (value: Json) => boolean;
}

/** An edit that breaks a constraint, and what it makes of the value. */
export interface Hit {
  readonly edit: Edit;
  readonly value: Json;
  readonly alone: boolean;
}

/** The edit of the whole value at a place that inputs may lack. A repetition stays one as long as it is the whole value. */
export function wholeEdit(at: string, hit: Hit): Edit {
  if (hit.edit.op === "set" && hit.edit.at === "") return { ...hit.edit, at };
  return { op: "set", at, value: hit.value };
}
