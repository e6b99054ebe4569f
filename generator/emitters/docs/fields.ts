import type { Property, Schema, SchemaId } from "../../model/schema.js";
import { constraintsOf, type Fact } from "./constraints.js";
import { referenceOf } from "./notation.js";
import { variantFacts } from "./plain-variants.js";
import type { Anchors } from "./anchors.js";
import type { Place } from "./place.js";
import { jsonText, word, type Span } from "./span.js";

/** A row of a table of properties or parameters. */
export interface Field {
  readonly anchor: string;
  /** Dotted path from the table's subject: `config.host`, `items[].id`. */
  readonly name: string;
  readonly type: readonly Span[];
  readonly required: boolean;
  readonly readOnly: boolean;
  readonly writeOnly: boolean;
  readonly deprecated: boolean;
  /** Empty when confirmed. */
  readonly unconfirmed: string;
  readonly description: string;
  /** Facts joined, empty when there are none. */
  readonly constraints: readonly Span[];
  /** As JSON; empty when there is none, or when it must not be shown. */
  readonly default: string;
  readonly examples: readonly { readonly json: string }[];
}

/** Templates take plain JSON; an interface is not assignable to it, a mapped type is. */
export type View<T> = { readonly [K in keyof T]: T[K] };

/** A row that is yet to be told the id that links lead to. */
export interface Row {
  readonly name: string;
  readonly key: string;
  readonly field: (anchor: string) => View<Field>;
}

/** Rows as fields of one table, whose ids begin with its `kind`. */
export function anchored(rows: readonly Row[], anchors: Anchors, kind: string): View<Field>[] {
  const ids = anchors.of(kind, rows);
  return rows.map(({ field }, index) => field(ids[index] ?? ""));
}

/** The properties of a schema, those of its inline schemas below them; declared ones are linked. */
export function fieldsOf(
  id: SchemaId,
  place: Place,
  anchors: Anchors,
  kind: string,
): View<Field>[] {
  return anchored(new Table(place).of(id), anchors, kind);
}

/** What is inside a value that has a row of its own, `name`: `ids[]`, `filter.least`; nothing of a declared one. */
export function rowsBelow(id: SchemaId, name: string, place: Place): readonly Row[] {
  return place.declaration(id) === undefined ? new Table(place).of(id, name) : [];
}

class Table {
  readonly #open = new Set<SchemaId>();
  readonly #place: Place;
  readonly #rows: Row[] = [];
  /** Schemas without a page are spelled out once: elsewhere they, or their cycle, would never end. */
  readonly #seen = new Set<SchemaId>();

  constructor(place: Place) {
    this.#place = place;
  }

  of(id: SchemaId, path = ""): readonly Row[] {
    this.#inside(id, path);
    return this.#rows;
  }

  #inside(id: SchemaId, path: string): void {
    if (this.#seen.has(id)) return;
    this.#seen.add(id);
    const { shape } = this.#place.schema(id);
    switch (shape.kind) {
      case "object":
        this.#properties(shape.properties, path);
        if (shape.rest !== "any" && shape.rest !== "none")
          this.#part(shape.rest, joined(path, "*"));
        break;
      case "array":
        if (shape.item !== "any") this.#part(shape.item, `${path}[]`);
        break;
      case "tuple":
        shape.items.forEach((item, index) => this.#row(item, `${path}[${index}]`, true));
        if (shape.rest !== "any" && shape.rest !== "none") this.#part(shape.rest, `${path}[]`);
        break;
      case "union":
        this.#properties(shape.properties, path);
        for (const { schema } of shape.variants) this.#part(schema, path);
        break;
      case "intersection":
        this.#properties(shape.properties, path);
        for (const part of shape.parts) this.#part(part, path);
        break;
      case "reference":
        this.#part(shape.target, path);
        break;
      case "unknown":
      case "never":
      case "scalar":
      case "mixed":
      case "literals":
        break;
      default:
        shape satisfies never;
    }
  }

  #part(id: SchemaId, path: string): void {
    // Merged members may lead back to a schema without a name; it is told once on the way down.
    if (this.#place.declaration(id) !== undefined || this.#open.has(id)) return;
    this.#open.add(id);
    const { shape } = this.#place.schema(id);
    // Items and map values have no name of their own; what they demand would have no row without one.
    const isPlain = shape.kind === "scalar" || shape.kind === "literals" || shape.kind === "mixed";
    if (isPlain && path !== "" && /(?:\[\]|\*)$/.test(path)) this.#row(id, path, false);
    else this.#inside(id, path);
    this.#open.delete(id);
  }

  #properties(properties: readonly Property[], path: string): void {
    for (const { key, schema, presence } of properties) {
      this.#row(schema, joined(path, key), presence === "required");
    }
  }

  #row(id: SchemaId, name: string, required: boolean): void {
    const field = (anchor: string): View<Field> =>
      fieldOf(id, this.#place, { anchor, name, required });
    this.#rows.push({ name, key: id, field });
    this.#part(id, name);
  }
}

function joined(path: string, key: string): string {
  return path === "" ? key : `${path}.${key}`;
}

/** The row of one schema. */
export function fieldOf(
  id: SchemaId,
  place: Place,
  row: { readonly anchor: string; readonly name: string; readonly required: boolean },
): View<Field> {
  const schema = place.schema(id);
  const declared = place.declaration(id) !== undefined;
  // Spelled out: members behind a spread are defined one by one, which a large reference feels.
  const { anchor, name, required } = row;
  return {
    anchor,
    name,
    required,
    type: referenceOf(id, place),
    readOnly: schema.access === "read",
    writeOnly: schema.access === "write",
    deprecated: schema.docs.deprecated,
    unconfirmed: schema.docs.unconfirmed ?? "",
    description: declared ? "" : descriptionOf(schema, place),
    constraints: declared
      ? []
      : sentence([...constraintsOf(id, place), ...variantFacts(id, place)]),
    default: schema.default === undefined || schema.secret ? "" : jsonText(schema.default),
    examples: declared ? [] : examplesOf(schema),
  };
}

/** Its own words, else those of the place inside a component that it refers to, which has no page. */
function descriptionOf({ docs, shape }: Schema, place: Place): string {
  const own = docs.description ?? docs.title;
  if (own !== undefined || shape.kind !== "reference") return own ?? "";
  return place.declaration(shape.target) === undefined
    ? descriptionOf(place.schema(shape.target), place)
    : "";
}

/** Its examples as JSON; none where a value must not be shown. */
export function examplesOf(schema: Schema): { readonly json: string }[] {
  if (schema.secret) return [];
  return schema.examples.map(({ value }) => ({ json: jsonText(value) }));
}

/** Facts in one line. */
export function sentence(facts: readonly Fact[]): Span[] {
  return facts.flatMap((fact, index) => (index === 0 ? [...fact] : [word("; "), ...fact]));
}
