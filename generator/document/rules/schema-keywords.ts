import type { Json } from "../../model/json.js";
import { isList, isObject, joinPointer } from "../../source/pointer.js";
import { nearest } from "../nearest.js";
import type { Rule } from "./rule.js";

const TYPES = ["null", "boolean", "number", "integer", "string", "array", "object"];

/** What a keyword's value must be, in the words of a message. */
const keywords: {
  readonly [keyword: string]: readonly [valid: (value: Json) => boolean, must: string];
} = {
  type: [isType, "must be one of the seven type names, or a list of them without repetition"],
  enum: [isList, "must be a list"],
  required: [isTexts, "must be a list of property names"],
  format: [isText, "must be text"],
  pattern: [isText, "must be text"],
  $anchor: [isText, "must be text"],
  $id: [isText, "must be text"],
  minimum: [isNumber, "must be a number"],
  maximum: [isNumber, "must be a number"],
  exclusiveMinimum: [isNumber, "must be a number"],
  exclusiveMaximum: [isNumber, "must be a number"],
  multipleOf: [(value) => isNumber(value) && (value as number) > 0, "must be a number above 0"],
  minLength: [isCount, "must be a whole number, 0 or more"],
  maxLength: [isCount, "must be a whole number, 0 or more"],
  minItems: [isCount, "must be a whole number, 0 or more"],
  maxItems: [isCount, "must be a whole number, 0 or more"],
  minProperties: [isCount, "must be a whole number, 0 or more"],
  maxProperties: [isCount, "must be a whole number, 0 or more"],
  minContains: [isCount, "must be a whole number, 0 or more"],
  maxContains: [isCount, "must be a whole number, 0 or more"],
  uniqueItems: [isBoolean, "must be true or false"],
  readOnly: [isBoolean, "must be true or false"],
  writeOnly: [isBoolean, "must be true or false"],
  deprecated: [isBoolean, "must be true or false"],
  dependentRequired: [
    (value) => isObject(value) && Object.values(value).every(isTexts),
    "must map property names to lists of property names",
  ],
  discriminator: [
    (value) => isObject(value) && typeof value.propertyName === "string",
    "must be an object with a propertyName",
  ],
  allOf: [isFilled, "must be a list with at least one schema"],
  anyOf: [isFilled, "must be a list with at least one schema"],
  oneOf: [isFilled, "must be a list with at least one schema"],
};

/** Keywords have the type JSON Schema gives them. @see https://json-schema.org/draft/2020-12/json-schema-validation */
export const schemaKeywords: Rule = ({ each, report }) => {
  each((node, slot, at) => {
    if (slot !== "schema") return;
    for (const [keyword, value] of Object.entries(node)) {
      const check = Object.hasOwn(keywords, keyword) ? keywords[keyword] : undefined;
      if (check === undefined || check[0](value)) continue;
      const name = keyword === "type" && typeof value === "string" ? value : undefined;
      const near = name === undefined ? undefined : nearest(name, TYPES);
      report("schema/invalid-keyword", joinPointer(at, keyword), {
        keyword,
        reason: check[1],
        ...(near === undefined ? {} : { nearest: near }),
      });
    }
  });
};

function isType(value: Json): boolean {
  const names = isList(value) ? value : [value];
  return (
    names.every((name) => typeof name === "string" && TYPES.includes(name)) &&
    new Set(names).size === names.length
  );
}

function isText(value: Json): boolean {
  return typeof value === "string";
}

function isTexts(value: Json): boolean {
  return isList(value) && value.every(isText);
}

function isNumber(value: Json): boolean {
  return typeof value === "number";
}

function isCount(value: Json): boolean {
  return Number.isInteger(value) && (value as number) >= 0;
}

function isBoolean(value: Json): boolean {
  return typeof value === "boolean";
}

function isFilled(value: Json): boolean {
  return isList(value) && value.length > 0;
}
