import type { Slot } from "../document/grammar.js";
import { mapChildren } from "../document/walk.js";
import type { Json, JsonObject } from "../model/json.js";
import { child } from "../model/pointer.js";
import type { Pointer, SchemaId } from "../model/schema.js";
import { isObject, member, textOf, valueAt } from "./access.js";
import { SchemaReader } from "./schemas.js";

/** The longest chain of references to a non-schema object that we follow. */
const LONGEST_CHAIN = 64;

/** What an object was read as, the place it was read at, and what came of it. */
interface Read {
  readonly kind: string;
  readonly pointer: Pointer;
  readonly value: unknown;
}

/** A canonical document being read: resolves its internal references and collects its schemas. */
export class Reading {
  readonly schemas: SchemaReader;
  readonly root: JsonObject;
  readonly #read = new WeakMap<JsonObject, Read>();

  constructor(root: JsonObject) {
    this.root = root;
    this.schemas = new SchemaReader((pointer) => this.at(pointer));
  }

  /** The value at a pointer; undefined where there is none. */
  at(pointer: Pointer): Json | undefined {
    return valueAt(this.root, pointer);
  }

  /**
   * What a Reference Object leads to, and where that stands; anything else is returned as it is. What
   * the reference says itself, summary or description, wins.
   *
   * @see https://spec.openapis.org/oas/v3.1.0#reference-object
   */
  readonly follow = (value: Json | undefined, pointer: Pointer): readonly [Json, Pointer] => {
    let at = pointer;
    let target: Json | undefined = value;
    const own: { [field: string]: Json } = {};
    for (let step = 0; step < LONGEST_CHAIN; step += 1) {
      const ref = isObject(target) ? textOf(member(target, "$ref")) : undefined;
      if (!ref?.startsWith("#/")) break;
      for (const field of ["summary", "description"]) {
        const text = isObject(target) ? member(target, field) : undefined;
        if (text !== undefined) own[field] ??= text;
      }
      at = `#${decoded(ref.slice(1))}`;
      target = this.at(at);
    }
    if (!isObject(target) || Object.keys(own).length === 0) return [target ?? null, at];
    return [{ ...target, ...own }, at];
  };

  /**
   * What is made of an object that references lead to, by how many ever: a response that a thousand
   * operations share is read once.
   *
   * @param kind what the object is read as
   */
  once<T>(kind: string, source: JsonObject, pointer: Pointer, make: () => T): T {
    const known = this.#read.get(source);
    // An object stands at two places where an alias of YAML repeats it.
    if (known?.pointer === pointer && known.kind === kind) return known.value as T;
    const value = make();
    this.#read.set(source, { kind, pointer, value });
    return value;
  }

  /** Reads the schema at a pointer, with all it reaches. */
  schema(pointer: Pointer, schema: Json): SchemaId {
    return this.schemas.read(pointer, schema);
  }

  /** Every component's schema, in document order, whether or not anything uses it. */
  components(): { readonly key: string; readonly id: SchemaId }[] {
    const schemas = this.at("#/components/schemas");
    return Object.entries(isObject(schemas) ? schemas : {}).map(([key, schema]) => ({
      key,
      id: this.schema(child("#/components/schemas", key), schema),
    }));
  }

  /** Reads the schemas of all other components: types tell those too that no operation uses. */
  otherComponents(): void {
    const look = (node: Json, slot: Slot, at: Pointer): Json => {
      if (slot === "schema") this.schema(at, node);
      else mapChildren(node, slot, at, look);
      return node;
    };
    const components = this.at("#/components") ?? null;
    mapChildren(components, "components", "#/components", (node, slot, at) =>
      at === "#/components/schemas" ? node : look(node, slot, at),
    );
  }
}

function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}
