import type { Json, JsonObject } from "../model/json.js";
import { escapeToken } from "../model/pointer.js";
import type { Pointer } from "../model/schema.js";
import { isList, isObject } from "../source/pointer.js";
import { slotOf, type Slot } from "./grammar.js";

/** Sees one child: its value, what OpenAPI takes it for, its pointer, and its last token. */
export type ChildMap = (value: Json, slot: Slot, at: Pointer, token: string) => Json;

/**
 * A node with each child that OpenAPI gives a meaning to replaced by what `map` returns; opaque
 * members (examples, extensions, enum values) are carried over. An unchanged node is returned itself.
 */
export function mapChildren(node: Json, slot: Slot, at: Pointer, map: ChildMap): Json {
  if (isList(node)) {
    const childSlot = slot.startsWith("list:") ? slotOf(slot, "0") : undefined;
    if (childSlot === undefined) return node;
    let items: Json[] | undefined;
    for (const [index, item] of node.entries()) {
      const mapped = map(item, childSlot, `${at}/${String(index)}`, String(index));
      if (mapped !== item) (items ??= [...node])[index] = mapped;
    }
    return items ?? node;
  }
  if (!isObject(node) || slot.startsWith("list:")) return node;
  let replaced: Map<string, Json> | undefined;
  for (const token of Object.keys(node)) {
    const childSlot = slotOf(slot, token);
    if (childSlot === undefined) continue;
    const value = node[token] as Json;
    const mapped = map(value, childSlot, `${at}/${escapeToken(token)}`, token);
    if (mapped !== value) (replaced ??= new Map()).set(token, mapped);
  }
  if (replaced === undefined) return node;
  const members = new Map([...Object.entries(node), ...replaced]);
  // `fromEntries` defines members, so a key named `__proto__` stays a key.
  return Object.fromEntries(members);
}

/** Visits every meaningful object below and including `node`, parents first. */
export function visit(
  node: Json,
  slot: Slot,
  at: Pointer,
  see: (node: JsonObject, slot: Slot, at: Pointer) => void,
): void {
  if (isObject(node)) see(node, slot, at);
  // Told apart from `mapChildren`: rules look at every place, and a closure each is felt.
  if (isList(node)) {
    const childSlot = slot.startsWith("list:") ? slotOf(slot, "0") : undefined;
    if (childSlot !== undefined)
      node.forEach((item, index) => {
        visit(item, childSlot, `${at}/${String(index)}`, see);
      });
  } else if (isObject(node) && !slot.startsWith("list:"))
    for (const token of Object.keys(node)) {
      const childSlot = slotOf(slot, token);
      if (childSlot !== undefined)
        visit(node[token] as Json, childSlot, `${at}/${escapeToken(token)}`, see);
    }
}

/** Rewrites every meaningful object, children first. */
export function rewrite(
  node: Json,
  slot: Slot,
  at: Pointer,
  change: (node: JsonObject, slot: Slot, at: Pointer) => JsonObject,
): Json {
  const mapped = mapChildren(node, slot, at, (child, childSlot, childAt) =>
    rewrite(child, childSlot, childAt, change),
  );
  return isObject(mapped) ? change(mapped, slot, at) : mapped;
}
