import type { Code, Params } from "../../diagnostics/catalog.js";
import type { Json, JsonObject } from "../../model/json.js";
import type { Pointer } from "../../model/schema.js";
import { childOf, isList, isObject, joinPointer, ROOT, valueAt } from "../../source/pointer.js";
import { methodsOf } from "../methods.js";
import type { Slot } from "../grammar.js";
import { refOf } from "../resolve.js";

/** One thing a document may not say. Reports all of its findings and changes nothing. */
export type Rule = (document: Subject) => void;

/** What a rule reads: the canonical document, which may still be malformed anywhere. */
export interface Subject {
  readonly root: JsonObject;
  /** Operations may have been left out because the user asked for it. */
  readonly narrowed: boolean;
  /** Every meaningful object, parents first; all rules are shown them on one way through the document. */
  each(see: See): void;
  report<C extends Code>(code: C, at: Pointer, params: Params<C>): void;
}

/** Looks at one object of the document. */
export type See = (node: JsonObject, slot: Slot, at: Pointer) => void;

/** A value with the pointer where it stands. */
export interface Placed<T extends Json = Json> {
  readonly value: T;
  readonly at: Pointer;
}

/** An operation below `paths`, with what surrounds it. */
export interface PlacedOperation extends Placed<JsonObject> {
  readonly path: string;
  readonly method: string;
  readonly item: Placed<JsonObject>;
}

/** Members of an object; none where it is absent or something else. */
export function membersOf(owner: Placed | undefined): (Placed & { readonly name: string })[] {
  if (owner === undefined || !isObject(owner.value)) return [];
  return Object.entries(owner.value).map(([name, value]) => ({
    name,
    value,
    at: joinPointer(owner.at, name),
  }));
}

/** Items of a list; none where it is absent or something else. */
export function itemsOf(owner: Placed | undefined): Placed[] {
  if (owner === undefined || !isList(owner.value)) return [];
  return owner.value.map((value, index) => ({ value, at: joinPointer(owner.at, index) }));
}

/** A member with its pointer; undefined where there is none. */
export function memberOf(owner: Placed | undefined, name: string): Placed | undefined {
  const value = owner === undefined ? undefined : childOf(owner.value, name);
  return owner === undefined || value === undefined
    ? undefined
    : { value, at: joinPointer(owner.at, name) };
}

export function textOf(owner: Placed | undefined, name: string): string | undefined {
  const member = memberOf(owner, name)?.value;
  return typeof member === "string" ? member : undefined;
}

/** The object behind a reference, or the object itself; undefined when it is none. */
export function follow(root: JsonObject, place: Placed): Placed<JsonObject> | undefined {
  let { value, at } = place;
  // References of a canonical document resolve; the bound covers those already reported as circular.
  for (let hops = 0; hops < 50; hops += 1) {
    const ref = refOf(value);
    if (ref === undefined) return isObject(value) ? { value, at } : undefined;
    const target = valueAt(root, ref);
    if (target === undefined) return undefined;
    [value, at] = [target, ref as Pointer];
  }
  return undefined;
}

/** Path items, by path, in document order. */
export function pathItemsOf(root: JsonObject): (Placed<JsonObject> & { readonly path: string })[] {
  return membersOf(memberOf({ value: root, at: ROOT }, "paths")).flatMap(({ name, value, at }) =>
    isObject(value) && !name.startsWith("x-") ? [{ path: name, value, at }] : [],
  );
}

/** Operations of `paths`, in document order. */
export function operationsOf(root: JsonObject): PlacedOperation[] {
  return pathItemsOf(root).flatMap((item) =>
    methodsOf(item.value).map(({ method, value, tokens }) => {
      const at = joinPointer(item.at, ...tokens);
      return { path: item.path, method, item, value, at };
    }),
  );
}
