import { code, key, literal, type Code } from "../../code/code.js";
import type { Json } from "../../model/json.js";
import { kindOf } from "../../model/literals.js";
import type { Dialect } from "./dialect.js";
import { assertion, braces, brackets, z } from "./symbols.js";

/** One of the values, and nothing else; `z.never()` for none. */
export function printLiterals(values: readonly Json[], dialect: Dialect): Code {
  const named = values.filter((value) => value !== null);
  const nullable = named.length < values.length;
  if (named.length === 0) return nullable ? code`${z}.null()` : code`${z}.never()`;
  const scalars = named.filter((value) => typeof value !== "object");
  const structures = named.filter((value) => typeof value === "object");
  const options = [
    ...(scalars.length > 0 ? [printScalars(scalars)] : []),
    ...structures.map((value) => printStructure(value, dialect)),
  ];
  const [only = nullCode] = options;
  const union = options.length === 1 ? only : code`${z}.union(${brackets(options)})`;
  return nullable ? dialect.nullable(union) : union;
}

const nullCode = code`null`;

function printScalars(values: readonly Json[]): Code {
  const distinct = [...new Set(values)];
  const [only = null] = distinct;
  if (distinct.length === 1) return code`${z}.literal(${literal(only)})`;
  if (distinct.every((value) => typeof value === "string"))
    return code`${z}.enum(${literal(distinct)})`;
  return code`${z}.literal(${literal(distinct)})`;
}

/** An object or array literal: exactly these members. */
function printStructure(value: Json, dialect: Dialect): Code {
  if (Array.isArray(value)) {
    const items = (value as readonly Json[]).map((item) => printLiterals([item], dialect));
    return code`${z}.tuple(${brackets(items)})`;
  }
  if (kindOf(value) !== "object") return printLiterals([value], dialect);
  if (Object.hasOwn(value as object, "__proto__")) return assertion("constant", literal(value));
  const members = Object.entries(value as { readonly [key: string]: Json }).map(
    ([name, member]) => code`${key(name)}: ${printLiterals([member], dialect)}`,
  );
  return code`${z}.strictObject(${braces(members)})`;
}

/** Whether an object is among the value's parts: it is printed as one that refuses unknown keys. */
export function hasObject(value: Json): boolean {
  if (Array.isArray(value)) return (value as readonly Json[]).some(hasObject);
  return kindOf(value) === "object";
}
