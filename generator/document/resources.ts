import { isObject, type Json, type JsonObject } from "../model/json.js";
import type { Pointer } from "../model/schema.js";
import { childOf, isList, joinPointer, ROOT } from "../source/pointer.js";
import type { Files } from "./files.js";
import { slotOf, type Slot } from "./grammar.js";
import { identifierOf } from "./keywords.js";
import type { Address } from "./resolve.js";
import { isUrl } from "./reference.js";
import { resolveUri, splitFragment } from "./uri.js";

/** A name that another schema of the same resource has. */
export interface RepeatedAnchor extends Address {
  readonly keyword: "$anchor" | "$dynamicAnchor";
  readonly name: string;
}

/** What references are resolved against: a whole file, or a schema with an `$id` of its own. */
export interface Resource extends Address {
  readonly uri: string;
}

/**
 * The schema resources of a document's files by URI, and the plain names in each. A file is a
 * resource, a schema that says `$id` is one inside it, and a name belongs to the innermost around it.
 * @see https://json-schema.org/draft/2020-12/json-schema-core#section-8.2
 */
export class Resources {
  readonly files: Files;
  readonly #entry: string;
  readonly #readsIds: boolean;
  readonly #indexed = new Set<string>();
  readonly #byUri = new Map<string, Resource>();
  /** Schemas with an `$id`, by file and pointer; few documents have one. */
  readonly #embedded = new Map<string, Map<Pointer, Resource>>();
  readonly #repeated: Resource[] = [];
  readonly #repeatedAnchors: RepeatedAnchor[] = [];
  readonly #anchors = new Map<string, Address>();
  readonly #dynamic = new Map<string, Map<string, Address>>();

  /** `readsIds`: OpenAPI 3.0 has no `$id`, and what is called so there means nothing. */
  constructor(files: Files, entry: string, readsIds: boolean) {
    this.files = files;
    this.#entry = entry;
    this.#readsIds = readsIds;
  }

  /** The file that the document begins in. */
  get entry(): string {
    return this.#entry;
  }

  /** Whether identifiers and dynamic references are keywords of the document's dialect. */
  get areRead(): boolean {
    return this.#readsIds;
  }

  /** The resource a place belongs to: the nearest `$id` at or around it, else its file. */
  around({ file, pointer }: Address): Resource {
    this.#index();
    const embedded = this.#embedded.get(file);
    let at = pointer;
    while (embedded !== undefined) {
      const resource = embedded.get(at);
      if (resource !== undefined) return resource;
      const slash = at.lastIndexOf("/");
      if (slash < 0) break;
      at = at.slice(0, slash) as Pointer;
    }
    return this.#resourceOf(file);
  }

  /** The resources that begin on the way to a place, the outermost first; none without `$id`. */
  along({ file, pointer }: Address): Resource[] {
    this.#index();
    const embedded = this.#embedded.get(file) ?? new Map<Pointer, Resource>();
    return [...embedded.values()].filter(
      (resource) =>
        resource.pointer === pointer ||
        resource.pointer === ROOT ||
        pointer.startsWith(`${resource.pointer}/`),
    );
  }

  /** The resource that files read so far call by a URI. */
  called(uri: string): Resource | undefined {
    this.#index();
    const found = this.#byUri.get(uri);
    return found === undefined ? undefined : this.around(found);
  }

  /** Schemas with the `$id` of another; references lead to that, the first. */
  get repeated(): readonly Resource[] {
    this.#index();
    return this.#repeated;
  }

  /** Schemas with the anchor of another of their resource; references lead to that, the first. */
  get repeatedAnchors(): readonly RepeatedAnchor[] {
    this.#index();
    return this.#repeatedAnchors;
  }

  #resourceOf(file: string): Resource {
    const isOpen = (this.files.allowed.allowOutside ?? []).length > 0;
    return resourceOf(file, isOpen ? ABOVE : 0);
  }

  /** What a file itself is called, whatever `$id` its root may have. */
  fileUri(file: string): string {
    return this.#resourceOf(file).uri;
  }

  /** The schema with an `$anchor` or `$dynamicAnchor` of a name in a resource. */
  anchored({ uri }: Resource, name: string): Address | undefined {
    this.#index();
    return this.#anchors.get(`${uri}#${name}`);
  }

  /** The schemas with a `$dynamicAnchor` in a resource, by name. */
  dynamicAnchors({ uri }: Resource): ReadonlyMap<string, Address> {
    this.#index();
    return this.#dynamic.get(uri) ?? new Map<string, Address>();
  }

  get hasDynamicAnchors(): boolean {
    this.#index();
    return this.#dynamic.size > 0;
  }

  /** Every schema with a `$dynamicAnchor` of a name. */
  dynamicallyAnchored(name: string): Address[] {
    this.#index();
    return [...this.#dynamic.values()].flatMap((names) => names.get(name) ?? []);
  }

  /** Remembers that a file was found for a URI, so that the same text leads there again. */
  retrieved(uri: string, file: string): void {
    if (!this.#byUri.has(uri)) this.#byUri.set(uri, { file, pointer: ROOT, uri });
  }

  /** Files are read one after another, each looked through once it is there. */
  #index(): void {
    if (this.#indexed.size === this.files.count) return;
    for (const file of this.files.paths) {
      if (this.#indexed.has(file)) continue;
      this.#indexed.add(file);
      const root = this.files.root(file);
      const resource = this.#resourceOf(file);
      if (!this.#byUri.has(resource.uri)) this.#byUri.set(resource.uri, resource);
      const self = this.#readsIds && root !== undefined ? childOf(root, "$self") : undefined;
      if (typeof self === "string") this.#call(resource, self);
      if (root === undefined || !hasIdentifiers(root)) continue;
      const isDocument = file === this.#entry || childOf(root, "openapi") !== undefined;
      const slot = isDocument ? "document" : undefined;
      const later: Place[] = [{ value: root, pointer: ROOT, slot, isNames: false, resource }];
      for (const place of later) this.#look(place, later);
    }
  }

  /** A document's own URI. @see https://spec.openapis.org/oas/v3.2.0#openapi-object, `$self` */
  #call(resource: Resource, self: string): void {
    const uri = resolveUri(resource.uri, splitFragment(self)[0]);
    if (!this.#byUri.has(uri)) this.#byUri.set(uri, resource);
  }

  /** What the grammar knows comes first, so that a name in an unknown keyword never hides a schema's. */
  #look(place: Place, later: Place[]): void {
    const { value, pointer, slot, isNames } = place;
    if (isList(value)) {
      value.forEach((item, index) => {
        this.#descend(place, item, String(index), place.resource, later);
      });
    }
    if (!isObject(value)) return;
    const isSchema = slot === undefined ? !isNames : slot === "schema";
    const resource = isSchema ? this.#identify(value, pointer, place.resource) : place.resource;
    for (const [token, child] of Object.entries(value)) {
      this.#descend(place, child, token, resource, later);
    }
  }

  #descend(parent: Place, value: Json, token: string, resource: Resource, later: Place[]): void {
    if (typeof value !== "object" || value === null) return;
    const pointer = joinPointer(parent.pointer, token);
    const slot = parent.slot === undefined ? undefined : slotOf(parent.slot, token);
    if (slot !== undefined) {
      this.#look({ value, pointer, slot, isNames: false, resource }, later);
    } else if (parent.isNames || !(DATA.has(token) || token.startsWith("x-"))) {
      const place = {
        value,
        pointer,
        slot,
        resource,
        isNames: !parent.isNames && NAMES.has(token),
      };
      if (parent.slot === undefined) this.#look(place, later);
      else later.push(place);
    }
  }

  #identify(schema: JsonObject, pointer: Pointer, outer: Resource): Resource {
    const { file } = outer;
    const id = this.#readsIds ? childOf(schema, "$id") : undefined;
    const reference = typeof id === "string" ? identifierOf(id) : undefined;
    let resource = outer;
    if (reference !== undefined) {
      resource = { uri: resolveUri(outer.uri, reference), file, pointer };
      const embedded = this.#embedded.get(file) ?? new Map<Pointer, Resource>();
      this.#embedded.set(file, embedded.set(pointer, resource));
      if (!this.#byUri.has(resource.uri)) this.#byUri.set(resource.uri, resource);
      else this.#repeated.push(resource);
    }
    for (const keyword of ["$anchor", "$dynamicAnchor"] as const) {
      const name = childOf(schema, keyword);
      if (typeof name !== "string") continue;
      const key = `${resource.uri}#${name}`;
      const first = this.#anchors.get(key);
      if (first === undefined) this.#anchors.set(key, { file, pointer });
      else if (first.file !== file || first.pointer !== pointer)
        this.#repeatedAnchors.push({ file, pointer, keyword, name });
      if (keyword === "$anchor") continue;
      const names = this.#dynamic.get(resource.uri) ?? new Map<string, Address>();
      if (!names.has(name)) this.#dynamic.set(resource.uri, names.set(name, { file, pointer }));
    }
    return resource;
  }
}

/** Most documents have none, and need not be walked with a pointer in hand. */
function hasIdentifiers(root: Json): boolean {
  const stack: Json[] = [root];
  for (let value = stack.pop(); value !== undefined; value = stack.pop()) {
    if (isObject(value) && KEYWORDS.some((keyword) => Object.hasOwn(value, keyword))) return true;
    if (typeof value !== "object" || value === null) continue;
    // Not spread into one push: lists are longer than calls may be.
    for (const child of Object.values(value as JsonObject)) stack.push(child);
  }
  return false;
}

const KEYWORDS = ["$id", "$anchor", "$dynamicAnchor"];

interface Place {
  readonly value: Json;
  readonly pointer: Pointer;
  /** What the grammar takes the place for; undefined where it knows nothing. */
  readonly slot: Slot | undefined;
  /** The members are schemas by name, so that none of them is a keyword. */
  readonly isNames: boolean;
  readonly resource: Resource;
}

/** Keywords with values of the author's, in which nothing is a keyword. */
const DATA: ReadonlySet<string> = new Set([
  "const",
  "enum",
  "default",
  "example",
  "examples",
  "value",
]);

const NAMES: ReadonlySet<string> = new Set([
  "properties",
  "patternProperties",
  "dependentSchemas",
  "$defs",
  "definitions",
]);

/**
 * A file's own URI: its URL, or one of a scheme of our own, because a document knows its folder only.
 * `above`: how many folders it may have above it.
 */
function resourceOf(file: string, above: number): Resource {
  const uri = isUrl(file) ? file : resolveUri(`document:/${"~/".repeat(above)}`, file);
  return { file, pointer: ROOT, uri };
}

/** More than any path climbs from one folder to another. */
const ABOVE = 64;
