import type { Reporter } from "../diagnostics/reporter.js";
import type { Json, JsonObject } from "../model/json.js";
import type { Pointer } from "../model/schema.js";
import {
  childOf,
  isList,
  isObject,
  joinPointer,
  parsePointer,
  ROOT,
  valueAt,
} from "../source/pointer.js";
import { nameComponents } from "./component-names.js";
import type { Found, Gathered, Stays } from "./gather.js";
import type { Resources } from "./resources.js";
import type { Scopes } from "./scopes.js";
import { sectionOf, type Slot } from "./grammar.js";
import { defaultMappingOf, isUriReference, mappingOf } from "./mapping.js";
import type { Origins } from "./origin.js";
import { homeKey, onlyRefers, withoutIdentifiers } from "./homes.js";
import { dynamicRefOf, MAX_HOPS, refOf, resolve, type Address, type Target } from "./resolve.js";
import { schemesNamed, withNamedSchemes } from "./requirements.js";
import { mapChildren } from "./walk.js";

/**
 * One document out of many files: every reference of the result is `#/…`. Parts that have a home
 * under `components` move there; others (path items, operations, text) are written where the
 * reference stood. Identifiers go, because nothing refers to them any more, and `$dynamicRef` is a
 * `$ref`. References that lead nowhere were reported before and are left as they are.
 */
export function bundle(gathered: Gathered, origins: Origins, reporter: Reporter): JsonObject {
  return new Bundle(gathered, origins, reporter).run();
}

interface Home extends Target {
  readonly slot: Slot;
  readonly at: Pointer;
}

class Bundle {
  readonly #resources: Resources;
  readonly #entry: string;
  readonly #stays: Stays;
  readonly #scopes: Scopes | undefined;
  readonly #origins: Origins;
  readonly #reporter: Reporter;
  readonly #schemes: ReadonlySet<string>;
  /** Components by slot and address. */
  readonly #homes = new Map<string, Home>();
  /** Components that are new, to be added to the entry's. */
  readonly #added: { section: string; name: string; home: Home }[] = [];
  /** Addresses being written in place, to stop at those that contain themselves. */
  readonly #open = new Set<string>();

  constructor(
    { resources, entry, stays, found, scopes }: Gathered,
    origins: Origins,
    reporter: Reporter,
  ) {
    this.#resources = resources;
    this.#entry = entry;
    this.#stays = stays;
    this.#scopes = scopes;
    this.#origins = origins;
    this.#reporter = reporter;
    this.#schemes = schemesNamed(resources.files.root(entry));
    this.#settle(found);
  }

  run(): JsonObject {
    this.#origins.record(ROOT, this.#resources.files.shown(this.#entry), ROOT);
    const root = this.#resources.files.root(this.#entry) ?? {};
    const document = this.#place(root, "document", { file: this.#entry, pointer: ROOT }, ROOT);
    const object = isObject(document) ? document : {};
    if (this.#added.length === 0) return object;
    const declared = childOf(object, "components");
    const components = new Map(Object.entries(isObject(declared) ? declared : {}));
    for (const section of new Set(this.#added.map((added) => added.section))) {
      const previous = components.get(section);
      const members = isObject(previous) ? Object.entries(previous) : [];
      const added = this.#added
        .filter((candidate) => candidate.section === section)
        .map(({ name, home }): [string, Json] => [name, this.#write(home, home.slot, home.at)]);
      components.set(section, Object.fromEntries([...members, ...added]));
    }
    return { ...object, components: Object.fromEntries(components) };
  }

  /** Gives every part that leaves its file a home: a component that only refers to it, or a new one. */
  #settle(found: readonly Found[]): void {
    const root = this.#resources.files.root(this.#entry) ?? {};
    const declared = childOf(root, "components");
    const sections = new Map<string, Target[]>();
    const slots = new Map<string, Slot>();
    for (const place of found) {
      const section = sectionOf(place.slot);
      const target = section === undefined ? undefined : this.#end(place, place.slot);
      if (section === undefined || target === undefined) continue;
      slots.set(section, place.slot);
      const key = homeKey(place.slot, target);
      if (this.#stays(target, place.slot) || this.#homes.has(key)) continue;
      this.#homes.set(key, { ...target, slot: place.slot, at: ROOT });
      sections.set(section, [...(sections.get(section) ?? []), target]);
    }
    for (const [section, targets] of sections) {
      const slot = slots.get(section) as Slot;
      const own = childOf(declared ?? {}, section);
      const members = isObject(own) ? Object.entries(own) : [];
      const homeless = new Map(targets.map((target) => [homeKey(slot, target), target]));
      for (const [name, member] of members) {
        const from = { file: this.#entry, pointer: joinPointer(ROOT, "components", section, name) };
        const ref = slot === "schema" && !onlyRefers(member) ? undefined : refOf(member);
        const target = ref === undefined ? undefined : this.#target(ref, slot, from);
        if (target === undefined) continue;
        const key = homeKey(slot, target);
        if (!homeless.delete(key)) continue;
        this.#homes.set(key, { ...target, slot, at: from.pointer });
      }
      const names = nameComponents(
        [...homeless.values()],
        members.map(([name]) => name),
      );
      for (const [key, target] of homeless) {
        const name = names.get(target) ?? "";
        const home = { ...target, slot, at: joinPointer(ROOT, "components", section, name) };
        this.#homes.set(key, home);
        this.#added.push({ section, name, home });
      }
    }
  }

  #scoped(place: Address, from: Address): Address {
    const target = this.#at(place);
    return target === undefined ? place : (this.#scopes?.entered(target, from) ?? target);
  }

  /** What a reference leads to, where it stays in the bundled document or has a home there. */
  #target(ref: string, slot: Slot, from: Address, isDynamic = false): Target | undefined {
    const resolution = resolve(this.#resources, from, ref);
    if (resolution.kind !== "found") return undefined;
    const target =
      this.#scopes === undefined || slot !== "schema"
        ? resolution.target
        : this.#scopes.meant(resolution.target, ref, isDynamic, from);
    return this.#end(target, slot);
  }

  /** The value behind a chain of references that leave the entry document. */
  #end(place: Address, slot: Slot): Target | undefined {
    let target = this.#at(place);
    for (let hops = 0; target !== undefined && hops < MAX_HOPS; hops += 1) {
      const ref = refOf(target.value);
      if (ref === undefined || target.file === this.#entry) return target;
      if (slot === "schema" && !onlyRefers(target.value)) return target;
      const resolution = resolve(this.#resources, target, ref);
      if (resolution.kind !== "found") return undefined;
      const next = resolution.target;
      target =
        slot === "schema" && this.#scopes !== undefined ? this.#scopes.entered(next, target) : next;
    }
    return undefined;
  }

  #at(place: Address): Target | undefined {
    const root = this.#resources.files.root(place.file);
    const value = root === undefined ? undefined : valueAt(root, place.pointer);
    return value === undefined ? undefined : { ...place, value };
  }

  /** A node of a file, as it stands at `at` in the bundled document. */
  #place(value: Json, slot: Slot, from: Address, at: Pointer): Json {
    if (slot === "schema" && isObject(value)) return this.#schema(value, from, at);
    const ref = refOf(value);
    if (ref !== undefined && isObject(value)) return this.#reference(value, ref, slot, from, at);
    const named = isObject(value)
      ? withNamedSchemes(value, slot, this.#schemes, (scheme) => this.#schemeName(scheme, from))
      : value;
    return this.#children(named, slot, from, at);
  }

  /** What a security scheme that a requirement refers to is called among the components. */
  #schemeName(ref: string, from: Address): string | undefined {
    const target = this.#target(ref, "securityScheme", from);
    const pointer = target === undefined ? undefined : this.#pointer(target, "securityScheme");
    return pointer === undefined ? undefined : parsePointer(pointer)?.at(-1);
  }

  #children(node: Json, slot: Slot, from: Address, at: Pointer): Json {
    return mapChildren(node, slot, at, (child, childSlot, childAt, token) => {
      const below = { file: from.file, pointer: joinPointer(from.pointer, token) };
      const scoped = this.#scopes?.below(from, slot, below, childSlot) ?? below;
      return this.#place(child, childSlot, scoped, childAt);
    });
  }

  /** A `$dynamicRef` holds beside a `$ref` as it holds alone. */
  #schema(schema: JsonObject, from: Address, at: Pointer): Json {
    const mapped = this.#mapping(schema, from);
    const node = this.#resources.areRead ? withoutIdentifiers(mapped) : mapped;
    const ref = refOf(node);
    const placed =
      ref === undefined
        ? this.#children(node, "schema", from, at)
        : this.#reference(node, ref, "schema", from, at);
    const text = this.#resources.areRead ? dynamicRefOf(schema) : undefined;
    const target = text === undefined ? undefined : this.#target(text, "schema", from, true);
    const $ref = target === undefined ? undefined : this.#pointer(target, "schema");
    if ($ref === undefined || !isObject(placed)) return placed;
    if (refOf(placed) === undefined) return { ...placed, $ref };
    const parts = childOf(placed, "allOf");
    return { ...placed, allOf: [...(isList(parts) ? parts : []), { $ref }] };
  }

  /** A discriminator's mapping leads to where the schemas are now; names of components become pointers. */
  #mapping(schema: JsonObject, from: Address): JsonObject {
    const mapping = mappingOf(schema);
    const discriminator = childOf(schema, "discriminator");
    const otherwise = defaultMappingOf(schema);
    if (!isObject(discriminator)) return schema;
    const members: { [field: string]: Json } = { ...discriminator };
    const mapped = mapping.map(([tag, text]) => [tag, this.#mapped(text, from)] as const);
    if (mapped.length > 0) members.mapping = Object.fromEntries(mapped);
    if (otherwise !== undefined) members.defaultMapping = this.#mapped(otherwise, from);
    return { ...schema, discriminator: members };
  }

  #mapped(text: string, from: Address): string {
    const named = { file: this.#entry, pointer: joinPointer(ROOT, "components", "schemas", text) };
    const target = isUriReference(text)
      ? this.#target(text, "schema", from)
      : this.#end(this.#scoped(named, from), "schema");
    return (target === undefined ? undefined : this.#pointer(target, "schema")) ?? text;
  }

  /** Where a part stands in the bundled document. */
  #pointer(target: Target, slot: Slot): Pointer | undefined {
    if (this.#stays(target, slot)) return target.pointer;
    return this.#homes.get(homeKey(slot, target))?.at;
  }

  #reference(value: JsonObject, ref: string, slot: Slot, from: Address, at: Pointer): Json {
    const target = this.#target(ref, slot, from);
    if (target === undefined) return value;
    if (slot === "text") return typeof target.value === "string" ? target.value : "";
    const { $ref: _, ...rest } = value;
    const siblings = this.#children(rest, slot, from, at) as JsonObject;
    if (sectionOf(slot) === undefined) return this.#inline(siblings, ref, target, slot, from, at);
    const pointer = this.#pointer(target, slot);
    if (pointer === undefined) return value;
    return pointer === at && !this.#stays(target, slot)
      ? this.#inline(siblings, ref, target, slot, from, at)
      : { $ref: pointer, ...siblings };
  }

  /** Writes a target where the reference stood; what stands beside the reference wins over it. */
  #inline(
    siblings: JsonObject,
    ref: string,
    target: Target,
    slot: Slot,
    from: Address,
    at: Pointer,
  ): Json {
    const key = homeKey(slot, target);
    if (this.#open.has(key)) {
      const location = {
        file: this.#resources.files.shown(from.file),
        pointer: joinPointer(from.pointer, "$ref"),
      };
      this.#reporter.report("ref/circular", location, { ref });
      return siblings;
    }
    this.#open.add(key);
    const written = this.#write(target, slot, at);
    this.#open.delete(key);
    if (!isObject(written)) return written;
    for (const token of Object.keys(siblings)) {
      const pointer = joinPointer(from.pointer, token);
      this.#origins.record(joinPointer(at, token), this.#resources.files.shown(from.file), pointer);
    }
    return { ...written, ...siblings };
  }

  #write(target: Target, slot: Slot, at: Pointer): Json {
    this.#origins.record(at, this.#resources.files.shown(target.file), target.pointer);
    return this.#place(target.value, slot, target, at);
  }
}
