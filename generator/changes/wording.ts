import { quote } from "../diagnostics/quote.js";
import type { Json } from "../model/json.js";
import type { Fact } from "../relate/reason.js";

/** `exclusiveMinimum` → `exclusive-minimum`. */
export function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

const LONGEST = 5;

/** Values of a document inside a sentence. */
export function words(value: Json | undefined): string {
  if (value === undefined || value === null) return "nothing";
  if (Array.isArray(value)) {
    const list = value as readonly Json[];
    const shown = list.slice(0, LONGEST).map(one);
    const more = list.length > LONGEST ? ` and ${String(list.length - LONGEST)} more` : "";
    return shown.join(", ") + more;
  }
  return one(value);
}

function one(value: Json): string {
  return typeof value === "string" ? quote(value) : quote(JSON.stringify(value)).slice(1, -1);
}

/** What a fact is called in sentences. */
export const NOUNS: { readonly [F in Fact]: string } = {
  type: "the type",
  null: "null",
  enum: "the listed values",
  minimum: "`minimum`",
  maximum: "`maximum`",
  multipleOf: "`multipleOf`",
  minLength: "`minLength`",
  maxLength: "`maxLength`",
  pattern: "`pattern`",
  format: "`format`",
  contentEncoding: "`contentEncoding`",
  contentMediaType: "the content",
  minItems: "`minItems`",
  maxItems: "`maxItems`",
  uniqueItems: "`uniqueItems`",
  contains: "`contains`",
  items: "what items may be",
  minProperties: "`minProperties`",
  maxProperties: "`maxProperties`",
  required: "what is required",
  property: "the members",
  additionalProperties: "members that are not described",
  propertyNames: "`propertyNames`",
  dependentRequired: "`dependentRequired`",
  dependentSchemas: "`dependentSchemas`",
  not: "what is excluded",
  conditional: "what holds under a condition",
  alternative: "the alternatives",
  undecided: "the schema",
};
