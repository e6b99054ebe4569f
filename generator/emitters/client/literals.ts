import { code, join, key, literal, type Code, type SymbolRef } from "../../code/code.js";
import type { Json } from "../../model/json.js";

/** A member of an object literal; a symbol is a member of its own name. */
export type Member = readonly [name: string, value: Code] | SymbolRef;

/** `{ name: "getPet", readHeaders }` */
export function objectOf(members: readonly Member[]): Code {
  return code`{ ${join(members.map((one) => ("kind" in one ? one : code`${key(one[0])}: ${one[1]}`)))} }`;
}

/** `[{ … }, { … }]` */
export function listOf(items: readonly Code[]): Code {
  return code`[${join(items)}]`;
}

/** Members that are data. */
export function told(facts: { readonly [name: string]: Json }): Member[] {
  return Object.entries(facts).map(([name, value]) => [name, literal(value)] as const);
}
