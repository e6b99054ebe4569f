import type { Json } from "../../model/json.js";
import type { MediaType } from "../../model/model.js";
import type { SchemaId } from "../../model/schema.js";
import { constraintsOf } from "./constraints.js";
import { fieldsOf, sentence, type Field, type View } from "./fields.js";
import { jsonLines } from "./json-lines.js";
import { notationOf, referenceOf } from "./notation.js";
import { positionsTold, withEncodings } from "./parts.js";
import type { Anchors } from "./anchors.js";
import type { Place } from "./place.js";
import { masked, secretsIn } from "./secrets.js";
import type { Span } from "./span.js";
import { matrixOf, variantsOf, type Matrix } from "./variants.js";

/** Rows of a schema with a page of its own that are repeated where it is used: a reader's convenience, within bounds. */
const MOST_BORROWED = 40;

/** What a schema says, ready for a page: its table, its variants, its rules. */
export interface SchemaView {
  readonly fields: readonly View<Field>[];
  readonly constraints: readonly Span[];
  readonly variants: readonly {
    readonly type: readonly Span[];
    readonly tags: readonly Span[];
    readonly description: string;
    readonly constraints: readonly Span[];
  }[];
  readonly discriminator: string;
  readonly exclusive: boolean;
  readonly matrix: View<Matrix> | null;
}

export function schemaView(
  id: SchemaId,
  place: Place,
  anchors: Anchors,
  kind: string,
): View<SchemaView> {
  const { shape } = place.schema(id);
  const variants = shape.kind === "union" ? shape.variants : [];
  return {
    fields: fieldsOf(id, place, anchors, kind),
    constraints: sentence(constraintsOf(id, place)),
    variants: variantsOf(variants, place),
    discriminator: shape.kind === "union" ? (shape.discriminator ?? "") : "",
    exclusive: shape.kind === "union" && shape.exclusive,
    matrix: matrixOf(variants, place),
  };
}

export interface ContentView extends View<SchemaView> {
  /** `application/json` */
  readonly media: string;
  /** Where the items of a sequence stand; empty for a body that is one value. */
  readonly items: string;
  readonly type: readonly Span[];
  /** How the parts of a list are sent. */
  readonly parts: readonly Span[];
  readonly description: string;
  readonly examples: readonly View<ExampleView>[];
}

export interface ExampleView {
  readonly title: string;
  readonly description: string;
  readonly text: string;
  readonly language: string;
}

const NOTHING: View<SchemaView> = {
  fields: [],
  constraints: [],
  variants: [],
  discriminator: "",
  exclusive: false,
  matrix: null,
};

/**
 * A body in one media type. A schema with a page is linked; a small one is shown here as well, unless
 * `borrows` is false.
 */
export function contentView(
  media: MediaType,
  place: Place,
  anchors: Anchors,
  kind: string,
  borrows = true,
): View<ContentView> {
  const { schema } = media;
  const view = schema === undefined ? NOTHING : bodyOf(schema, place, anchors, kind, borrows);
  return {
    ...view,
    fields: withEncodings(view.fields, media, place),
    media: media.type,
    items: itemsOf(media),
    type: schema === undefined ? [] : typeOf(schema, place),
    parts: positionsTold(media),
    description: schema === undefined ? "" : (place.schema(schema).docs.description ?? ""),
    examples: media.examples.map((example) => ({
      title: example.summary ?? example.key ?? "",
      description: example.description ?? "",
      ...exampleText(masked(example.value, secretsIn(example.value, schema, place.model)), media),
    })),
  };
}

function itemsOf({ codec, events }: MediaType): string {
  switch (codec) {
    case "lines":
      return "one a line";
    case "sequence":
      return "one a record";
    case "events":
      if (events?.item === "event") return "one an event";
      return events?.data === "text"
        ? "the data of one event each"
        : "the JSON in the data of one event each";
    default:
      return "";
  }
}

function typeOf(id: SchemaId, place: Place): Span[] {
  return place.declaration(id) === undefined ? notationOf(id, place) : referenceOf(id, place);
}

function bodyOf(
  id: SchemaId,
  place: Place,
  anchors: Anchors,
  kind: string,
  borrows: boolean,
): View<SchemaView> {
  const borrowed = borrowedFrom(id, place);
  if (borrowed === undefined) return schemaView(id, place, anchors, kind);
  if (!borrows) return NOTHING;
  const view = schemaView(borrowed, place, anchors, kind);
  return view.fields.length + (view.matrix?.rows.length ?? 0) > MOST_BORROWED ? NOTHING : view;
}

function borrowedFrom(id: SchemaId, place: Place): SchemaId | undefined {
  const seen = new Set<SchemaId>();
  for (let at = id; !seen.has(at);) {
    seen.add(at);
    if (place.declaration(at) !== undefined) return at;
    const { shape } = place.schema(at);
    if (shape.kind !== "reference") return undefined;
    at = shape.target;
  }
  return undefined;
}

function exampleText(value: Json, media: MediaType): { text: string; language: string } {
  if (media.codec === "json") return { text: jsonLines(value), language: "json" };
  if (typeof value === "string") return { text: value, language: "text" };
  return { text: jsonLines(value), language: "json" };
}
