import type { Json } from "../model/json.js";
import type { Pointer } from "../model/schema.js";
import { childOf, isList, isObject, joinPointer, parsePointer, ROOT } from "../source/pointer.js";
import type { Files } from "./files.js";
import { nearest } from "./nearest.js";
import { parseReference } from "./reference.js";

/** A place in one of the document's files. */
export interface Address {
  readonly file: string;
  readonly pointer: Pointer;
}

export interface Target extends Address {
  readonly value: Json;
}

/** Where a `$ref` leads. `load` asks for a file to be read first. */
export type Resolution =
  | { readonly kind: "found"; readonly target: Target }
  | { readonly kind: "load"; readonly file: string }
  | { readonly kind: "unreadable" }
  | { readonly kind: "fault"; readonly code: "ref/remote" | "ref/outside" | "ref/circular" }
  | { readonly kind: "fault"; readonly code: "ref/invalid"; readonly reason: string }
  | { readonly kind: "fault"; readonly code: "ref/unresolved"; readonly nearest?: string };

/** The text of a `$ref`, where a value is a reference. */
export function refOf(value: Json | undefined): string | undefined {
  if (!isObject(value)) return undefined;
  const ref = childOf(value, "$ref");
  return typeof ref === "string" ? ref : undefined;
}

/**
 * Resolves a `$ref` that stands in `from` to the value it names, through references met on the
 * way; the value itself may be a reference again.
 * @see https://spec.openapis.org/oas/v3.1.0#reference-object
 */
export function resolve(files: Files, from: string, ref: string): Resolution {
  return resolveThrough(files, from, ref, new Set());
}

/**
 * Resolves to a value that is no reference, or, earlier, to one of `settled`: addresses known to
 * lead to a value, to which those passed are added. References that only lead to each other are
 * `ref/circular`.
 */
export function resolveFully(
  files: Files,
  from: string,
  ref: string,
  settled: Set<string>,
): Resolution {
  const passed = new Set<string>();
  let resolution = resolve(files, from, ref);
  while (resolution.kind === "found") {
    const { file, pointer, value } = resolution.target;
    const next = refOf(value);
    const address = `${file}${pointer}`;
    if (next === undefined || settled.has(address)) {
      for (const each of passed) settled.add(each);
      return resolution;
    }
    if (passed.has(address)) return { kind: "fault", code: "ref/circular" };
    passed.add(address);
    resolution = resolve(files, file, next);
  }
  return resolution;
}

/** References that may be passed on the way to one value; honest documents pass a handful. */
export const MAX_HOPS = 500;

function resolveThrough(files: Files, from: string, ref: string, seen: Set<string>): Resolution {
  const reference = parseReference(ref, from);
  if (reference.kind === "remote") return { kind: "fault", code: "ref/remote" };
  if (reference.kind === "outside") return { kind: "fault", code: "ref/outside" };
  if (reference.kind === "invalid") {
    return { kind: "fault", code: "ref/invalid", reason: reference.reason };
  }
  const { file, fragment } = reference;
  if (!files.isRead(file)) return { kind: "load", file };
  const root = files.root(file);
  if (root === undefined) return { kind: "unreadable" };
  const tokens = parsePointer(fragment);
  if (tokens === undefined) {
    const anchored = findAnchor(root, fragment.slice(1));
    return anchored === undefined
      ? { kind: "fault", code: "ref/unresolved" }
      : { kind: "found", target: { file, ...anchored } };
  }
  let target: Target = { file, pointer: ROOT, value: root };
  for (const [index, token] of tokens.entries()) {
    let child = childOf(target.value, token);
    for (let hop = refOf(target.value); child === undefined && hop !== undefined;) {
      const address = `${target.file}${target.pointer}`;
      if (seen.has(address)) return { kind: "fault", code: "ref/circular" };
      seen.add(address);
      if (seen.size > MAX_HOPS) {
        const reason = `it passes through more than ${MAX_HOPS} others`;
        return { kind: "fault", code: "ref/invalid", reason };
      }
      const resolution = resolveThrough(files, target.file, hop, seen);
      if (resolution.kind !== "found") return resolution;
      target = resolution.target;
      child = childOf(target.value, token);
      hop = refOf(target.value);
    }
    if (child === undefined) return unresolved(ref, target.value, tokens, index);
    target = { file: target.file, pointer: joinPointer(target.pointer, token), value: child };
  }
  return { kind: "found", target };
}

/** Suggests the neighbour whose name is nearest to the token that was not found. */
function unresolved(
  ref: string,
  parent: Json,
  tokens: readonly string[],
  index: number,
): Resolution {
  const names = isObject(parent) ? Object.keys(parent) : [];
  const name = nearest(tokens[index] ?? "", names);
  if (name === undefined) return { kind: "fault", code: "ref/unresolved" };
  const rest = tokens.slice(index + 1);
  const file = ref.slice(0, ref.indexOf("#"));
  const corrected = joinPointer(ROOT, ...tokens.slice(0, index), name, ...rest);
  return { kind: "fault", code: "ref/unresolved", nearest: `${file}${corrected}` };
}

/** `#name` is an anchor of 2020-12. @see https://json-schema.org/draft/2020-12/json-schema-core#section-8.2.2 */
function findAnchor(root: Json, name: string): { pointer: Pointer; value: Json } | undefined {
  const stack: { pointer: Pointer; value: Json }[] = [{ pointer: ROOT, value: root }];
  for (let place = stack.pop(); place !== undefined; place = stack.pop()) {
    const { pointer, value } = place;
    if (isObject(value)) {
      if (childOf(value, "$anchor") === name || childOf(value, "$dynamicAnchor") === name)
        return place;
      for (const [token, child] of Object.entries(value).reverse()) {
        if (typeof child === "object")
          stack.push({ pointer: joinPointer(pointer, token), value: child });
      }
    } else if (isList(value)) {
      for (const [token, child] of value.entries()) {
        stack.push({ pointer: joinPointer(pointer, token), value: child });
      }
    }
  }
  return undefined;
}
