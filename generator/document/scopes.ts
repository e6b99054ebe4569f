import type { Json } from "../model/json.js";
import { isObject, joinPointer, parsePointer, valueAt } from "../source/pointer.js";
import { slotAt, type Slot } from "./grammar.js";
import {
  dynamicRefOf,
  keyOf,
  refOf,
  resolve,
  type Address,
  type Resolution,
  type Target,
} from "./resolve.js";
import type { Resource, Resources } from "./resources.js";
import { splitFragment } from "./uri.js";
import { mapChildren } from "./walk.js";

/** The schemas that dynamic references by name lead to: of each name, the first that was passed. */
export interface Scope {
  readonly anchors: ReadonlyMap<string, Address>;
  /** Equal for scopes that say the same. */
  readonly key: string;
}

const EMPTY: Scope = { anchors: new Map(), key: "" };

/**
 * Dynamic scopes, told before there is a value. Which schemas lie on the way to a `$dynamicRef` does
 * not depend on the value, so a schema that is reached on two ways with different ends is two schemas:
 * the one where it stands, read as its place says, and a copy for each other scope. Only the names
 * that are asked for behind a schema count in its scope, so that nothing else is ever copied.
 * @see https://json-schema.org/draft/2020-12/json-schema-core#section-8.2.3.2
 */
export class Scopes {
  readonly #resources: Resources;
  readonly #entry: string;
  /** The names that a schema, or what it refers to, asks for. */
  readonly #names: ReadonlyMap<string, ReadonlySet<string>>;

  private constructor(
    resources: Resources,
    entry: string,
    names: ReadonlyMap<string, ReadonlySet<string>>,
  ) {
    this.#resources = resources;
    this.#entry = entry;
    this.#names = names;
  }

  /** The scopes of a document whose files are all read; undefined where nothing asks for them. */
  static of(
    resources: Resources,
    entry: string,
    places: readonly (Address & { readonly slot: Slot })[],
  ): Scopes | undefined {
    // Without a `$dynamicAnchor` every `$dynamicRef` is read as `$ref` is.
    if (!resources.hasDynamicAnchors) return undefined;
    const names = namesAsked(resources, places);
    return names.size === 0 ? undefined : new Scopes(resources, entry, names);
  }

  /** A schema as it is meant by a reference at `from`: with a scope where it must be a copy. */
  entered(target: Target, from: Address): Target {
    const { file, pointer, value } = target;
    const own = { file, pointer, value };
    const names = this.#names.get(keyOf(own));
    if (names === undefined) return own;
    const scope = restricted(this.#enter(this.#scopeAt(from), target), names);
    const standing = this.#isInPlace(target) ? this.#standing(target) : undefined;
    if (standing !== undefined && restricted(standing, names).key === scope.key) return own;
    return { ...own, scope };
  }

  /** A child of a place, in the scope that reading down from there leads to. */
  below(from: Address, slot: Slot, child: Address, childSlot: Slot): Address {
    if (from.scope !== undefined) return { ...child, scope: this.#enter(from.scope, child) };
    // In the entry document a place tells the scope. A response of another file, say, begins one.
    const begins = childSlot === "schema" && slot !== "schema" && !slot.endsWith(":schema");
    if (!begins || from.file === this.#entry) return child;
    return { ...child, scope: this.#enter(EMPTY, child) };
  }

  /** What a reference at `from` means; `target`: where it leads read as a `$ref`. */
  meant(target: Target, ref: string, isDynamic: boolean, from: Address): Target {
    const name = isDynamic ? dynamicName(this.#resources, target, ref) : undefined;
    const anchor = name === undefined ? undefined : this.#scopeAt(from).anchors.get(name);
    const root = anchor === undefined ? undefined : this.#resources.files.root(anchor.file);
    if (anchor === undefined || root === undefined) return this.entered(target, from);
    const value = valueAt(root, anchor.pointer);
    return this.entered(value === undefined ? target : { ...anchor, value }, from);
  }

  #scopeAt(from: Address): Scope {
    return from.scope ?? this.#standing(from);
  }

  /** The scope of a schema read from the entry point around it: a component, a body, a parameter. */
  #standing({ file, pointer }: Address): Scope {
    const tokens = parsePointer(pointer) ?? [];
    const length = tokens.findIndex((_, index) => slotAt(tokens.slice(0, index + 1)) === "schema");
    const start: Address = { file, pointer: joinPointer("#", ...tokens.slice(0, length + 1)) };
    const inside = this.#resources
      .along({ file, pointer })
      .filter((resource) => resource.pointer.length > start.pointer.length);
    return [this.#resources.around(start), ...inside].reduce(
      (scope, resource) => this.#with(scope, resource),
      EMPTY,
    );
  }

  #isInPlace({ file, pointer }: Address): boolean {
    return file === this.#entry && slotAt(parsePointer(pointer) ?? []) === "schema";
  }

  #enter(scope: Scope, { file, pointer }: Address): Scope {
    return this.#with(scope, this.#resources.around({ file, pointer }));
  }

  #with(scope: Scope, resource: Resource): Scope {
    const own = this.#resources.dynamicAnchors(resource);
    const added = [...own].filter(([name]) => !scope.anchors.has(name));
    return added.length === 0 ? scope : scopeOf([...scope.anchors, ...added]);
  }
}

/** Whether a schema leads, by references alone, back to where it has been. */
export function isEndless(
  resources: Resources,
  scopes: Scopes | undefined,
  start: Target,
): boolean {
  const passed = new Set<string>();
  let place = start;
  while (!passed.has(keyOf(place))) {
    passed.add(keyOf(place));
    const dynamic = dynamicRefOf(place.value);
    const ref: string | undefined = refOf(place.value) ?? dynamic;
    const found: Resolution | undefined =
      ref === undefined ? undefined : resolve(resources, place, ref);
    if (ref === undefined || found?.kind !== "found") return false;
    place = scopes?.meant(found.target, ref, ref === dynamic, place) ?? found.target;
  }
  return true;
}

/** The name by which a dynamic reference is resolved; undefined where it is read as `$ref` is. */
export function dynamicName(resources: Resources, target: Target, ref: string): string | undefined {
  const name = splitFragment(ref)[1] ?? "";
  const anchor = resources.dynamicAnchors(resources.around(target)).get(name);
  const isNamed = anchor?.file === target.file && anchor.pointer === target.pointer;
  return isNamed ? name : undefined;
}

function scopeOf(anchors: readonly (readonly [string, Address])[]): Scope {
  const sorted = [...anchors].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const key = sorted.map(([name, address]) => `${name} ${keyOf(address)}`).join("\n");
  return { anchors: new Map(sorted), key };
}

function restricted(scope: Scope, names: ReadonlySet<string>): Scope {
  return scopeOf([...scope.anchors].filter(([name]) => names.has(name)));
}

/** For each schema, the dynamic names that it asks for itself or through what it leads to. */
function namesAsked(
  resources: Resources,
  places: readonly (Address & { readonly slot: Slot })[],
): Map<string, ReadonlySet<string>> {
  /** From a schema to those that lead to it. */
  const sources = new Map<string, Set<string>>();
  const asking = new Map<string, Set<string>>();
  const link = (from: string, to: Address): void => {
    sources.set(keyOf(to), (sources.get(keyOf(to)) ?? new Set<string>()).add(from));
  };
  const seen = new Set<string>();
  const queue = [...places];
  const look = (value: Json, slot: Slot, at: Address): void => {
    const key = keyOf(at);
    if (seen.has(`${slot} ${key}`)) return;
    seen.add(`${slot} ${key}`);
    if (slot === "schema" && isObject(value)) {
      for (const [text, isDynamic] of [
        [refOf(value), false],
        [dynamicRefOf(value), true],
      ] as const) {
        const found = text === undefined ? undefined : resolve(resources, at, text);
        if (text === undefined || found?.kind !== "found") continue;
        const name = isDynamic ? dynamicName(resources, found.target, text) : undefined;
        const targets = name === undefined ? [found.target] : resources.dynamicallyAnchored(name);
        for (const target of targets) {
          link(key, target);
          queue.push({ ...target, slot: "schema" });
        }
        if (name !== undefined) asking.set(name, (asking.get(name) ?? new Set()).add(key));
      }
    }
    mapChildren(value, slot, at.pointer, (child, childSlot, pointer) => {
      const below = { file: at.file, pointer };
      link(key, below);
      look(child, childSlot, below);
      return child;
    });
  };
  for (const { file, pointer, slot } of queue) {
    const root = resources.files.root(file);
    const value = root === undefined ? undefined : valueAt(root, pointer);
    if (value !== undefined) look(value, slot, { file, pointer });
  }
  const names = new Map<string, Set<string>>();
  for (const [name, askers] of asking) {
    const reached = [...askers];
    for (const key of reached) {
      const asked = names.get(key) ?? new Set<string>();
      if (asked.has(name)) continue;
      names.set(key, asked.add(name));
      for (const source of sources.get(key) ?? []) reached.push(source);
    }
  }
  return names;
}
