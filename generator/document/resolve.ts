import type { Json } from "../model/json.js";
import type { Pointer } from "../model/schema.js";
import { childOf, isObject, joinPointer, parsePointer, ROOT, valueAt } from "../source/pointer.js";
import { placesMeant, schemaItself, type Meant } from "./misplaced-references.js";
import { nearest } from "./nearest.js";
import { parseReference } from "./reference.js";
import type { Resource, Resources } from "./resources.js";
import type { Scope } from "./scopes.js";
import { resolveUri, splitFragment } from "./uri.js";

/** A place in one of the document's files. */
export interface Address {
  readonly file: string;
  readonly pointer: Pointer;
  /** What dynamic references mean here, where that is not what they mean by where they stand. */
  readonly scope?: Scope;
}

export interface Target extends Address {
  readonly value: Json;
}

/**
 * Where a `$ref` leads. `load` asks for a file to be read first; `uri`: what it would be read for, a
 * resource that a file yet to be read may bring by its `$id`. `beyond`: the resource that the
 * reference should have stayed in. `meant`: where it was taken to lead, because it leads nowhere.
 */
export type Resolution =
  | {
      readonly kind: "found";
      readonly target: Target;
      readonly beyond?: Resource;
      readonly meant?: Meant;
    }
  | { readonly kind: "load"; readonly file: string; readonly uri?: string }
  | { readonly kind: "unreadable" }
  | { readonly kind: "fault"; readonly code: "ref/remote" | "ref/outside" | "ref/circular" }
  | { readonly kind: "fault"; readonly code: "ref/invalid"; readonly reason: string }
  | { readonly kind: "fault"; readonly code: "ref/unresolved"; readonly nearest?: string };

/** Tells places apart, and the scopes they are read in. */
export function keyOf({ file, pointer, scope }: Address): string {
  return scope === undefined ? `${file}${pointer}` : `${file}${pointer} ${scope.key}`;
}

/** The text of a `$ref`, where a value is a reference. */
export function refOf(value: Json | undefined): string | undefined {
  if (!isObject(value)) return undefined;
  const ref = childOf(value, "$ref");
  return typeof ref === "string" ? ref : undefined;
}

/** The text of a `$dynamicRef`, where a schema has one. */
export function dynamicRefOf(value: Json | undefined): string | undefined {
  if (!isObject(value)) return undefined;
  const ref = childOf(value, "$dynamicRef");
  return typeof ref === "string" ? ref : undefined;
}

/**
 * Resolves a `$ref` that stands at `from` to the value it names, through references met on the
 * way; the value itself may be a reference again.
 * @see https://spec.openapis.org/oas/v3.1.0#reference-object
 * @see https://json-schema.org/draft/2020-12/json-schema-core#section-8.2.3.1
 */
export function resolve(resources: Resources, from: Address, ref: string): Resolution {
  return resolveThrough(resources, from, ref, new Set());
}

/** What is known of addresses that were passed before: that they lead to a value, or that they never do. */
export type Settled = Map<string, "value" | "circular">;

/**
 * Resolves to a value that is no reference, or, earlier, to one of `settled` that leads to a value.
 * References that only lead to each other are `ref/circular`. What is passed on the way is added to
 * `settled`, so that no way is gone twice.
 */
export function resolveFully(
  resources: Resources,
  from: Address,
  ref: string,
  settled: Settled,
): Resolution {
  const passed = new Set<string>();
  let resolution = resolve(resources, from, ref);
  while (resolution.kind === "found") {
    const { file, pointer, value } = resolution.target;
    const next = refOf(value);
    const address = `${file}${pointer}`;
    const known = settled.get(address);
    if (next === undefined || known === "value") {
      for (const each of passed) settled.set(each, "value");
      return resolution;
    }
    if (known === "circular" || passed.has(address)) {
      for (const each of passed) settled.set(each, "circular");
      return { kind: "fault", code: "ref/circular" };
    }
    passed.add(address);
    resolution = resolve(resources, { file, pointer }, next);
  }
  return resolution;
}

/** References that may be passed on the way to one value; honest documents pass a handful. */
export const MAX_HOPS = 500;

/** Resolves as it is written, else as it was plainly meant. */
function resolveThrough(
  resources: Resources,
  from: Address,
  ref: string,
  seen: Set<string>,
): Resolution {
  const written = resolveWritten(resources, from, ref, seen);
  if (written.kind === "found" && written.target.pointer === ROOT) {
    const itself = schemaItself(resources, from, ref);
    return itself === undefined ? written : assume(resources, itself, ref, seen);
  }
  if (written.kind !== "fault" || !MISPLACED.has(written.code)) return written;
  for (const meant of placesMeant(resources, from, ref)) {
    const assumed = assume(resources, meant, ref, seen);
    if (assumed.kind === "found" || assumed.kind === "load") return assumed;
  }
  return written;
}

const MISPLACED: ReadonlySet<string> = new Set(["ref/unresolved", "ref/outside"]);

function assume(resources: Resources, meant: Meant, ref: string, seen: Set<string>): Resolution {
  const value = resources.files.root(meant.file);
  if (value === undefined) return { kind: "unreadable" };
  const start = { file: meant.file, pointer: ROOT, value };
  const resolution = walk(resources, start, meant.tokens, ref, seen);
  return resolution.kind === "found" ? { ...resolution, meant } : resolution;
}

function resolveWritten(
  resources: Resources,
  from: Address,
  ref: string,
  seen: Set<string>,
): Resolution {
  const resource = resourceOf(resources, from, ref);
  if ("kind" in resource) return resource;
  const { files } = resources;
  if (!files.isRead(resource.file)) return { kind: "load", file: resource.file };
  const root = files.root(resource.file);
  const value = root === undefined ? undefined : valueAt(root, resource.pointer);
  if (root === undefined || value === undefined) return { kind: "unreadable" };
  const fragment = `#${decoded(splitFragment(ref)[1] ?? "") ?? ""}`;
  const tokens = parsePointer(fragment);
  if (tokens === undefined) {
    const anchored = resources.anchored(resource, fragment.slice(1));
    const named = anchored === undefined ? undefined : valueAt(root, anchored.pointer);
    return anchored === undefined || named === undefined
      ? { kind: "fault", code: "ref/unresolved" }
      : { kind: "found", target: { ...anchored, value: named } };
  }
  const start = { file: resource.file, pointer: resource.pointer, value };
  const inside = walk(resources, start, tokens, ref, seen);
  if (inside.kind !== "fault" || resource.pointer === ROOT || tokens[0] !== "components") {
    return inside;
  }
  // What stands beside components with an `$id` is most often meant from the document's root.
  const whole = { file: resource.file, pointer: ROOT, value: root };
  const outside = walk(resources, whole, tokens, ref, seen);
  return outside.kind === "found" ? { ...outside, beyond: resource } : inside;
}

/** The resource that a reference names by what stands before its fragment. */
function resourceOf(
  resources: Resources,
  from: Address,
  ref: string,
): { readonly file: string; readonly pointer: Pointer; readonly uri: string } | Resolution {
  const reference = parseReference(ref, from.file, resources.files.allowed);
  if (reference.kind === "invalid") {
    return { kind: "fault", code: "ref/invalid", reason: reference.reason };
  }
  const [text] = splitFragment(ref);
  const base = resources.around(from);
  if (text === "") return base;
  const uri = resolveUri(base.uri, text);
  const known = resources.called(uri);
  if (known !== undefined) return known;
  if (reference.kind === "remote") return { kind: "fault", code: "ref/remote" };
  if (reference.kind === "outside") return { kind: "fault", code: "ref/outside" };
  const { file } = reference;
  const own = resources.around({ file, pointer: ROOT });
  if (base.pointer === ROOT && base.uri === resources.fileUri(from.file)) return own;
  // Schemas are kept in files that only a publisher's server would call by their `$id`s.
  return { kind: "load", file, uri };
}

/** Follows a pointer's tokens, through references where nothing is there. */
function walk(
  resources: Resources,
  start: Target,
  tokens: readonly string[],
  ref: string,
  seen: Set<string>,
): Resolution {
  let target = start;
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
      const resolution = resolveThrough(resources, target, hop, seen);
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

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
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
