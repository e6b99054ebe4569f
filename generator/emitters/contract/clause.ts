import type { Pointer, SchemaId } from "../../model/schema.js";
import { child } from "../../model/pointer.js";
import type { Uncovered } from "./case.js";

/** One constraint of one schema: the unit that a violation breaks. */
export interface Clause {
  readonly schema: SchemaId;
  /** `minLength`; `false` for the schema that nothing satisfies. */
  readonly keyword: string;
  /** The property of `required`; `trigger>property` of `dependentRequired`. */
  readonly detail?: string;
}

/** The reason of what is shown or broken by values alone that the wire cannot carry as what they are. */
export const UNSHOWN = "no text of a header is read as a value that shows it";

export function clausePointer(clause: Clause): Pointer {
  return clause.keyword === "false" ? clause.schema : child(clause.schema, clause.keyword);
}

/** Tells clauses apart: no keyword has a space, and a schema's length says where its detail begins. */
export function clauseKey(clause: Clause): string {
  const { schema, keyword, detail = "" } = clause;
  return `${keyword} ${String(schema.length)} ${schema}${detail}`;
}

export function uncovered(clause: Clause, reason: string): Uncovered {
  const { keyword, detail } = clause;
  const named = detail === undefined ? {} : { detail };
  return { pointer: clausePointer(clause), keyword, ...named, reason };
}

/** Whether a fault is one of the clause: a discriminator only names the branch, so that without it what the union says counts no more. */
export function isLeftOut(
  clause: Clause | undefined,
  schema: SchemaId,
  keyword: string,
  detail?: string,
): boolean {
  if (clause?.schema !== schema) return false;
  if (clause.keyword === "discriminator") return keyword === "oneOf" || keyword === "anyOf";
  return clause.keyword === keyword && (clause.detail === undefined || clause.detail === detail);
}
