import type { Schema } from "./checks.js";
import { escapeToken } from "./pointer.js";

/** Where a schema stands in the document. */
export interface Location {
  /** `#/components/schemas/Pet` */
  readonly pointer: string;
  readonly notes: Notes;
  readonly secrets: readonly string[];
}

/**
 * Where parts of a declaration stand, as far as its structure does not tell: a place the structure
 * suggests (`/properties/kind`) and the one in the document (`/allOf/1/properties/kind`), or a whole
 * pointer (`#/components/schemas/Base/properties/kind`).
 */
export type Notes = { readonly [place: string]: string };

const locations = /* @__PURE__ */ new WeakMap<object, Location>();

/** Schemas that stand at many places, and so tell nothing of the one they stand at. */
const everywhere = /* @__PURE__ */ new WeakSet<object>();

/** Says of a schema that objects share it whether or not they share members. */
export function common<S extends object>(schema: S): S {
  everywhere.add(schema);
  return schema;
}

/** Schemas whose members have not been looked at. */
const fresh: object[] = [];
/** Members of declared objects, which other objects may share. */
const members = /* @__PURE__ */ new WeakMap<object, Place>();

/**
 * Says where in the document a schema comes from, for `explain`. `secrets` are the places of objects
 * and arrays whose content must never be shown, names included.
 */
export function locate(
  // A schema. Said so, every declaration would be compared with zod's own, member by member, which
  // takes a compiler four times as long as the declaration itself.
  schema: object,
  pointer: string,
  notes: Notes = {},
  secrets: readonly string[] = [],
): void {
  locations.set(schema, { pointer, notes, secrets });
  fresh.push(schema);
}

/** The place of a schema that was located. */
export function placeOf(schema: Schema): Place | undefined {
  const location = locations.get(schema);
  return location === undefined ? undefined : new Place(location, "");
}

/** The place of a member that one object shares with the object that declares it. */
export function declaredPlaceOf(member: Schema): Place | undefined {
  for (const schema of fresh.splice(0) as Schema[]) {
    const place = placeOf(schema)?.entered();
    if (place === undefined || !("shape" in schema._zod.def)) continue;
    const shape = schema._zod.def.shape as { readonly [key: string]: Schema };
    for (const [key, own] of Object.entries(shape)) {
      // Those declared first are the ones that others spread.
      if (!members.has(own) && !everywhere.has(own))
        members.set(own, place.below("properties", key));
    }
  }
  return members.get(member);
}

/** A place in the document, reached from a declaration along its structure. */
export class Place {
  readonly #location: Location;
  readonly #place: string;

  constructor(location: Location, place: string) {
    this.#location = location;
    this.#place = place;
  }

  /** Where the notes say the schema at this place stands. */
  entered(): Place {
    const { notes } = this.#location;
    let place = this.#place;
    for (let next = notes[place]; next !== undefined && next !== place; next = notes[place]) {
      place = next;
    }
    return place === this.#place ? this : new Place(this.#location, place);
  }

  /** One token after the other, each where the notes lead. */
  below(...tokens: readonly string[]): Place {
    return tokens.reduce<Place>(
      (place, token) =>
        new Place(place.#location, `${place.#place}/${escapeToken(token)}`).entered(),
      this,
    );
  }

  /** A place of the same declaration, or a pointer. */
  elsewhere(place: string): Place {
    return new Place(this.#location, place);
  }

  get parent(): Place {
    return new Place(this.#location, this.#place.replace(/\/[^/]*$/, ""));
  }

  /** What a note says of this place alone. */
  note(key: string): Place | undefined {
    const place = this.#location.notes[`${this.#place}/${key}`];
    return place === undefined ? undefined : this.elsewhere(place);
  }

  get isSecret(): boolean {
    return this.#location.secrets.includes(this.#place);
  }

  /** The last token that is a keyword: `properties` of a schema `false` below it; `false` of a whole declaration. */
  get keyword(): string {
    if (this.#place === "") return "false";
    const tokens = this.pointer.split("/");
    const last = tokens.at(-1) ?? "";
    const before = tokens.at(-2) ?? "";
    return /^(?:properties|patternProperties|dependentSchemas|prefixItems|allOf|anyOf|oneOf)$/.test(
      before,
    )
      ? before
      : last;
  }

  /** `#/components/schemas/Pet/properties/name/minLength` */
  get pointer(): string {
    return this.#place.startsWith("#") ? this.#place : `${this.#location.pointer}${this.#place}`;
  }
}
