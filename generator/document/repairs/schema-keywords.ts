import type { Json, JsonObject } from "../../model/json.js";
import type { Pointer } from "../../model/schema.js";
import { childOf, isList, isObject, joinPointer } from "../../source/pointer.js";
import { describe } from "../version.js";
import type { Desk, Repair } from "./repair.js";

/** What a keyword is read as, with the words for it; `undefined` for one that is left out. */
interface Reading {
  readonly members: JsonObject;
  readonly words: string | undefined;
}

/** How a keyword in a form of other drafts, or none, is read; undefined where it is as it should be. */
const readings: {
  readonly [keyword: string]: (value: Json, schema: JsonObject) => Reading | undefined;
} = {
  enum: (value) => {
    if (!isList(value)) {
      return isObject(value)
        ? undefined
        : { members: { enum: [value] }, words: "a list of that one" };
    }
    if (value.length === 0) return { members: {}, words: undefined };
    const texts = value.map((item) => JSON.stringify(item));
    const unique = value.filter((_, index) => texts.indexOf(texts[index] ?? "") === index);
    return unique.length === value.length
      ? undefined
      : { members: { enum: unique }, words: "a list of each value once" };
  },
  items: (value, schema) => {
    if (!isList(value)) return undefined;
    if (value.length === 1)
      return { members: { items: value[0] ?? {} }, words: "the schema of every item" };
    const rest = childOf(schema, "additionalItems");
    return {
      members: { prefixItems: value, ...(rest === undefined ? {} : { items: rest }) },
      words: '"prefixItems"',
    };
  },
  allOf: emptyGone,
  anyOf: emptyGone,
  oneOf: emptyGone,
  discriminator: (value) =>
    typeof value === "string"
      ? { members: { discriminator: { propertyName: value } }, words: "its propertyName" }
      : undefined,
  additionalProperties: flagOf("additionalProperties"),
  unevaluatedProperties: flagOf("unevaluatedProperties"),
};

/** Keywords of schemas in forms that other drafts have, or none. */
export const schemaKeywords: Repair = (value, slot, at, desk) => {
  if (slot !== "schema" || !isObject(value)) return value;
  return Object.keys(readings).reduce(
    (schema, keyword) => reread(schema, keyword, at, desk),
    value,
  );
};

function reread(schema: JsonObject, keyword: string, at: Pointer, desk: Desk): JsonObject {
  const value = childOf(schema, keyword);
  const reading = value === undefined ? undefined : readings[keyword]?.(value, schema);
  if (value === undefined || reading === undefined) return schema;
  // From 3.1 on an enumeration of nothing is one: no value is valid.
  if (keyword === "enum" && isEmptyList(value) && !isOfVersion30(desk.root)) return schema;
  const place = joinPointer(at, keyword);
  const found = isList(value) ? (value.length === 0 ? "empty" : "a list") : describe(value);
  const isRepeated = keyword === "enum" && isList(value) && value.length > 0;
  if (reading.words === undefined) desk.report("repair/keyword-ignored", place, { keyword, found });
  else
    desk.report("repair/keyword", place, {
      keyword,
      found: isRepeated ? "a list with repetitions" : found,
      read: reading.words,
    });
  const { [keyword]: _, ...rest } = schema;
  const { additionalItems: _rest, ...withoutRest } = rest;
  if (isList(value) && keyword === "items") {
    const to = (index: number): Pointer =>
      value.length === 1 ? place : joinPointer(at, "prefixItems", index);
    desk.move(value.map((_item, index) => [to(index), joinPointer(place, index)] as const));
  }
  return { ...(keyword === "items" ? withoutRest : rest), ...reading.members };
}

function isEmptyList(value: Json): boolean {
  return isList(value) && value.length === 0;
}

function isOfVersion30(root: JsonObject): boolean {
  return String(childOf(root, "openapi")).startsWith("3.0");
}

function emptyGone(value: Json): Reading | undefined {
  return isEmptyList(value) ? { members: {}, words: undefined } : undefined;
}

function flagOf(keyword: string): (value: Json) => Reading | undefined {
  return (value) => {
    const flag = value === "true" ? true : value === "false" ? false : undefined;
    return flag === undefined ? undefined : { members: { [keyword]: flag }, words: String(flag) };
  };
}
