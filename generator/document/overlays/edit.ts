import { isObject, type Json, type JsonObject } from "../../model/json.js";
import { isList } from "../../source/pointer.js";
import type { Path } from "./json-path.js";

/** What does not fit together, in words. */
export class Misfit extends Error {}

/** The value with the node at a path replaced by what `change` makes of it; undefined takes it away. */
export function changed(
  value: Json,
  path: Path,
  change: (node: Json) => Json | undefined,
): Json | undefined {
  const [token, ...rest] = path;
  if (token === undefined) return change(value);
  if (isList(value)) {
    const at = Number(token);
    const item = value[at];
    if (item === undefined) return value;
    const next = changed(item, rest, change);
    return next === undefined ? value.toSpliced(at, 1) : value.with(at, next);
  }
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, member]): [string, Json][] => {
      const next = name === token ? changed(member, rest, change) : member;
      return next === undefined ? [] : [[name, next]];
    }),
  );
}

/** A target with an update: objects are merged, lists grow, single values are replaced. */
export function updated(target: Json, update: Json): Json {
  if (isList(target)) return [...target, ...(isList(update) ? update : [update])];
  if (isObject(target)) {
    if (!isObject(update)) throw new Misfit("an object takes an object");
    return merged(target, update);
  }
  if (isList(update) || isObject(update)) throw new Misfit("a single value takes a single value");
  return update;
}

/** @see https://spec.openapis.org/overlay/v1.1.0.html#action-object */
function merged(target: JsonObject, update: JsonObject): JsonObject {
  const members = new Map(Object.entries(target));
  for (const [name, value] of Object.entries(update)) {
    const known = members.get(name);
    members.set(name, known === undefined ? value : joined(name, known, value));
  }
  return Object.fromEntries(members);
}

function joined(name: string, known: Json, value: Json): Json {
  const isOf = (one: Json): string =>
    isList(one) ? "a list" : isObject(one) ? "an object" : "a single value";
  if (isOf(known) !== isOf(value))
    throw new Misfit(
      `${JSON.stringify(name)} is ${isOf(known)}, and the update has ${isOf(value)}`,
    );
  return updated(known, value);
}
