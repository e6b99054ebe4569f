import type { Json, JsonObject } from "../../model/json.js";
import type { Pointer } from "../../model/schema.js";
import { childOf, isList, isObject, joinPointer } from "../../source/pointer.js";
import { methodsOf } from "../methods.js";
import { refOf } from "../resolve.js";
import { templateNames } from "../rules/path-templates.js";
import { follow, textOf } from "../rules/rule.js";
import type { Desk } from "./repair.js";

/**
 * Names of a path's template that no parameter declares. A declared parameter of nearly that name,
 * which the path does not have, is the one that was meant; otherwise a required text is. Reads a
 * document whose other mistakes are repaired.
 * @see https://spec.openapis.org/oas/v3.1.0#path-templating
 */
export function declarePathParameters(root: JsonObject, desk: Desk): JsonObject {
  const paths = childOf(root, "paths");
  if (!isObject(paths)) return root;
  let changed = false;
  const items = Object.entries(paths).map(([path, item]): [string, Json] => {
    const names = path.startsWith("x-") ? undefined : templateNames(path);
    if (names === undefined || !isObject(item) || refOf(item) !== undefined) return [path, item];
    const read = declareAll(item, path, names, joinPointer("#/paths", path), desk);
    changed ||= read !== item;
    return [path, read];
  });
  return changed ? { ...root, paths: Object.fromEntries(items) } : root;
}

function declareAll(
  item: JsonObject,
  path: string,
  names: readonly string[],
  at: Pointer,
  desk: Desk,
): JsonObject {
  const shared = declared(item, desk);
  const own = methodsOf(item);
  if (own.length === 0) return item;
  let read = item;
  for (const name of names) {
    if (shared.has(name)) continue;
    const lacking = own
      .map(({ tokens }) => tokens)
      .filter((tokens) => !declared(ownerAt(read, tokens), desk).has(name));
    // What every operation lacks is the path item's to say.
    const owners = lacking.length === own.length ? [ITEM, ...lacking] : lacking;
    const meant = owners.filter((tokens) =>
      [...declared(ownerAt(read, tokens), desk)].some((stray) => isNearly(stray, name, names)),
    );
    for (const tokens of meant)
      read = withOwner(
        read,
        tokens,
        (owner, place) => renamed(owner, place, name, names, path, desk),
        at,
      );
    const isAll = lacking.length === own.length && meant.length === 0;
    const left = meant.includes(ITEM) ? [] : lacking.filter((tokens) => !meant.includes(tokens));
    for (const tokens of isAll ? [ITEM] : left) {
      desk.report("repair/path-parameter", joinPointer(at, ...tokens), { name, path });
      const parameter = { name, in: "path", required: true, schema: { type: "string" } };
      read = withOwner(read, tokens, (owner) => withParameter(owner, parameter), at);
    }
  }
  return read;
}

/** The way to the path item itself, as that to an operation of it is `["get"]`. */
const ITEM: readonly string[] = [];

function ownerAt(item: JsonObject, tokens: readonly string[]): Json {
  return tokens.reduce<Json>((owner, token) => childOf(owner, token) ?? {}, item);
}

/** The path item with itself, or one of its operations, changed. */
function withOwner(
  item: JsonObject,
  [token, ...rest]: readonly string[],
  change: (owner: JsonObject, at: Pointer) => JsonObject,
  at: Pointer,
): JsonObject {
  if (token === undefined) return change(item, at);
  const inner = childOf(item, token);
  return isObject(inner)
    ? { ...item, [token]: withOwner(inner, rest, change, joinPointer(at, token)) }
    : item;
}

/** The same letters and digits, and no name of the path's own. */
function isNearly(stray: string, name: string, names: readonly string[]): boolean {
  const plain = (text: string): string => text.replace(/[^A-Za-z0-9]/g, "").toLowerCase();
  return !names.includes(stray) && plain(stray) === plain(name);
}

/** One that is referred to has its name from elsewhere, and is left to the rules. */
function renamed(
  owner: JsonObject,
  at: Pointer,
  name: string,
  names: readonly string[],
  path: string,
  desk: Desk,
): JsonObject {
  const list = childOf(owner, "parameters");
  if (!isList(list)) return owner;
  const parameters = list.map((parameter, index) => {
    const stray = textOf({ value: parameter, at }, "name");
    if (!isObject(parameter) || stray === undefined || !isNearly(stray, name, names))
      return parameter;
    const place = joinPointer(at, "parameters", index, "name");
    desk.report("repair/path-parameter-name", place, { name: stray, path, meant: name });
    return { ...parameter, name };
  });
  return { ...owner, parameters };
}

function withParameter(owner: JsonObject, parameter: Json): JsonObject {
  const list = childOf(owner, "parameters");
  return { ...owner, parameters: [...(isList(list) ? list : []), parameter] };
}

/** Names of the path parameters an object lists. */
function declared(owner: Json, desk: Desk): Set<string> {
  const list = childOf(owner, "parameters");
  const names = (isList(list) ? list : []).flatMap((value): string[] => {
    const parameter = follow(desk.root, { value, at: "#" });
    const name = textOf(parameter, "name");
    return textOf(parameter, "in")?.toLowerCase() === "path" && name !== undefined ? [name] : [];
  });
  return new Set(names);
}
