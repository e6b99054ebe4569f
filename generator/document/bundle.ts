import type { Reporter } from "../diagnostics/reporter.js";
import type { Json, JsonObject } from "../model/json.js";
import type { Pointer } from "../model/schema.js";
import { childOf, isObject, joinPointer, ROOT, valueAt } from "../source/pointer.js";
import { nameComponents } from "./component-names.js";
import type { Files } from "./files.js";
import type { Found, Stays } from "./gather.js";
import { sectionOf, type Slot } from "./grammar.js";
import { isUriReference, mappingOf } from "./mapping.js";
import type { Origins } from "./origin.js";
import { MAX_HOPS, refOf, resolve, type Address, type Target } from "./resolve.js";
import { mapChildren } from "./walk.js";

/**
 * One document out of many files: every reference of the result is `#/…`. Parts that have a home
 * under `components` move there; others (path items, operations, text) are written where the
 * reference stood. References that lead nowhere were reported before and are left as they are.
 */
export function bundle(
  files: Files,
  entry: string,
  stays: Stays,
  found: readonly Found[],
  origins: Origins,
  reporter: Reporter,
): JsonObject {
  return new Bundle(files, entry, stays, found, origins, reporter).run();
}

interface Home extends Target {
  readonly slot: Slot;
  readonly at: Pointer;
}

class Bundle {
  readonly #files: Files;
  readonly #entry: string;
  readonly #stays: Stays;
  readonly #origins: Origins;
  readonly #reporter: Reporter;
  /** Components by slot and address. */
  readonly #homes = new Map<string, Home>();
  /** Components that are new, to be added to the entry's. */
  readonly #added: { section: string; name: string; home: Home }[] = [];
  /** Addresses being written in place, to stop at those that contain themselves. */
  readonly #open = new Set<string>();

  constructor(
    files: Files,
    entry: string,
    stays: Stays,
    found: readonly Found[],
    origins: Origins,
    reporter: Reporter,
  ) {
    this.#files = files;
    this.#entry = entry;
    this.#stays = stays;
    this.#origins = origins;
    this.#reporter = reporter;
    this.#settle(found);
  }

  run(): JsonObject {
    this.#origins.record(ROOT, this.#files.shown(this.#entry), ROOT);
    const root = this.#files.root(this.#entry) ?? {};
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
    const root = this.#files.root(this.#entry) ?? {};
    const declared = childOf(root, "components");
    const sections = new Map<string, Target[]>();
    const slots = new Map<string, Slot>();
    for (const place of found) {
      const section = sectionOf(place.slot);
      const target = section === undefined ? undefined : this.#end(place);
      if (section === undefined || target === undefined) continue;
      slots.set(section, place.slot);
      const key = keyOf(place.slot, target);
      if (this.#stays(target, place.slot) || this.#homes.has(key)) continue;
      this.#homes.set(key, { ...target, slot: place.slot, at: ROOT });
      sections.set(section, [...(sections.get(section) ?? []), target]);
    }
    for (const [section, targets] of sections) {
      const slot = slots.get(section) as Slot;
      const own = childOf(declared ?? {}, section);
      const members = isObject(own) ? Object.entries(own) : [];
      const homeless = new Map(targets.map((target) => [keyOf(slot, target), target]));
      for (const [name, member] of members) {
        const ref = refOf(member);
        const resolution = ref === undefined ? undefined : resolve(this.#files, this.#entry, ref);
        const target = resolution?.kind === "found" ? this.#end(resolution.target) : undefined;
        if (target === undefined) continue;
        const key = keyOf(slot, target);
        if (!homeless.delete(key)) continue;
        const at = joinPointer(ROOT, "components", section, name);
        this.#homes.set(key, { ...target, slot, at });
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

  /** The value behind a chain of references that leave the entry document. */
  #end(place: Address): Target | undefined {
    let target = this.#at(place);
    for (let hops = 0; target !== undefined && hops < MAX_HOPS; hops += 1) {
      const ref = refOf(target.value);
      if (ref === undefined || target.file === this.#entry) return target;
      const resolution = resolve(this.#files, target.file, ref);
      target = resolution.kind === "found" ? resolution.target : undefined;
    }
    return undefined;
  }

  #at(place: Address): Target | undefined {
    const root = this.#files.root(place.file);
    const value = root === undefined ? undefined : valueAt(root, place.pointer);
    return value === undefined ? undefined : { ...place, value };
  }

  /** A node of a file, as it stands at `at` in the bundled document. */
  #place(value: Json, slot: Slot, from: Address, at: Pointer): Json {
    const ref = refOf(value);
    if (ref !== undefined && isObject(value)) return this.#reference(value, ref, slot, from, at);
    const node = slot === "schema" ? this.#mapping(value, from.file) : value;
    return mapChildren(node, slot, at, (child, childSlot, childAt, token) =>
      this.#place(
        child,
        childSlot,
        { file: from.file, pointer: joinPointer(from.pointer, token) },
        childAt,
      ),
    );
  }

  /** A discriminator's mapping leads to where the schemas are now; names of components become pointers. */
  #mapping(schema: Json, file: string): Json {
    const mapping = mappingOf(schema);
    const discriminator = childOf(schema, "discriminator");
    if (mapping.length === 0 || !isObject(schema) || !isObject(discriminator)) return schema;
    const mapped = mapping.map(([tag, text]): [string, Json] => [tag, this.#mapped(text, file)]);
    return { ...schema, discriminator: { ...discriminator, mapping: Object.fromEntries(mapped) } };
  }

  #mapped(text: string, file: string): string {
    const ref = isUriReference(text) ? text : joinPointer(ROOT, "components", "schemas", text);
    const from = isUriReference(text) ? file : this.#entry;
    const resolution = resolve(this.#files, from, ref);
    const target = resolution.kind === "found" ? this.#end(resolution.target) : undefined;
    if (target === undefined) return text;
    if (this.#stays(target, "schema")) return target.pointer;
    return this.#homes.get(keyOf("schema", target))?.at ?? text;
  }

  #reference(value: JsonObject, ref: string, slot: Slot, from: Address, at: Pointer): Json {
    const resolution = resolve(this.#files, from.file, ref);
    const target = resolution.kind === "found" ? this.#end(resolution.target) : undefined;
    if (target === undefined) return value;
    if (slot === "text") return typeof target.value === "string" ? target.value : "";
    const { $ref: _, ...rest } = value;
    const siblings = mapChildren(rest, slot, at, (child, childSlot, childAt, token) =>
      this.#place(
        child,
        childSlot,
        { file: from.file, pointer: joinPointer(from.pointer, token) },
        childAt,
      ),
    ) as JsonObject;
    if (sectionOf(slot) === undefined) return this.#inline(siblings, ref, target, slot, from, at);
    if (this.#stays(target, slot)) return { $ref: target.pointer, ...siblings };
    const home = this.#homes.get(keyOf(slot, target));
    if (home === undefined) return value;
    return home.at === at
      ? this.#inline(siblings, ref, target, slot, from, at)
      : { $ref: home.at, ...siblings };
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
    const key = keyOf(slot, target);
    if (this.#open.has(key)) {
      const location = {
        file: this.#files.shown(from.file),
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
      this.#origins.record(joinPointer(at, token), this.#files.shown(from.file), pointer);
    }
    return { ...written, ...siblings };
  }

  #write(target: Target, slot: Slot, at: Pointer): Json {
    this.#origins.record(at, this.#files.shown(target.file), target.pointer);
    return this.#place(target.value, slot, target, at);
  }
}

function keyOf(slot: Slot, address: Address): string {
  return `${slot} ${address.file}${address.pointer}`;
}
