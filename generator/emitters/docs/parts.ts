import type { Encoding, MediaType, PartEncodings } from "../../model/model.js";
import type { SchemaId } from "../../model/schema.js";
import type { Field, View } from "./fields.js";
import type { Place } from "./place.js";
import { listed, mono, word, type Span } from "./span.js";

/**
 * The rows of a form or a multipart body, told how each property is sent: as which media type or in
 * which style. What is bytes there is a file, and not the text its schema may call it.
 * @see https://spec.openapis.org/oas/v3.2.0#encoding-object
 */
export function withEncodings(
  fields: readonly View<Field>[],
  { encoding = {}, schema }: MediaType,
  place: Place,
): readonly View<Field>[] {
  if (Object.keys(encoding).length === 0) return fields;
  return fields.map((field) => {
    const own = Object.hasOwn(encoding, field.name) ? encoding[field.name] : undefined;
    if (own === undefined) return field;
    const told = sentAs(own);
    const between = told.length === 0 || field.constraints.length === 0 ? [] : [word("; ")];
    return {
      ...field,
      type: isFile(own) ? fileType(field, schema, place) : field.type,
      constraints: [...told, ...between, ...field.constraints],
    };
  });
}

/**
 * How the parts of a list are sent, each by its position: "item 1 is sent as `application/json`, each
 * other is sent as `image/png`". Nothing where that follows from the values.
 */
export function positionsTold({ positions = [] }: PartEncodings): Span[] {
  const last = positions.length - 1;
  const told = positions.flatMap((one, index) => {
    const each = last === 0 ? "each item " : "each other ";
    const said = sentAs(one);
    return said.length === 0
      ? []
      : [[word(index === last ? each : `item ${String(index + 1)} `), ...said]];
  });
  return listed(told, "and");
}

function sentAs({ contentType, style, headers, inside }: Encoding): Span[] {
  if (style !== undefined) return [word("is sent in the style "), mono(style.style)];
  const types = typesIn(contentType);
  const needed = headers.filter(({ required }) => required).map(({ key }) => [mono(key)]);
  const withHeaders = needed.length === 0 ? [] : [word(" with "), ...listed(needed, "and")];
  // A part that may be of any type tells nothing.
  if (types.length === 0 || types.includes("*/*")) return [];
  return [
    word("is sent as "),
    ...listed(
      types.map((type) => [mono(type)]),
      "or",
    ),
    ...withHeaders,
    ...(inside === undefined ? [] : insideTold(inside)),
  ];
}

/** What is said of the parts of a part. */
function insideTold(inside: PartEncodings): Span[] {
  const named = Object.entries(inside.encoding ?? {}).flatMap(([name, one]) => {
    const said = sentAs(one);
    return said.length === 0 ? [] : [[mono(name), word(" "), ...said]];
  });
  const told = named.length > 0 ? listed(named, "and") : positionsTold(inside);
  return told.length === 0 ? [] : [word(", where "), ...told];
}

function isFile({ contentType, inside }: Encoding): boolean {
  if (inside !== undefined) return false;
  const types = typesIn(contentType);
  return types.length > 0 && types.every((type) => !/^text\/|json$|xml$|urlencoded$/i.test(type));
}

function typesIn(contentType: string | undefined): string[] {
  return (contentType ?? "").split(",").flatMap((type) => type.trim().split(";", 1)[0] || []);
}

function fileType({ name }: View<Field>, schema: SchemaId | undefined, place: Place): Span[] {
  const property = schema === undefined ? undefined : propertyOf(schema, name, place);
  const isList = property !== undefined && place.schema(property).shape.kind === "array";
  return isList ? [word("array of "), mono("file")] : [mono("file")];
}

function propertyOf(id: SchemaId, key: string, place: Place): SchemaId | undefined {
  const { shape } = place.schema(id);
  if (shape.kind === "reference") return propertyOf(shape.target, key, place);
  return shape.kind === "object"
    ? shape.properties.find((property) => property.key === key)?.schema
    : undefined;
}
