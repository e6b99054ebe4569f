import { Ajv2020, type Options } from "ajv/dist/2020.js";
import { default as addFormats } from "ajv-formats";
import { isMultiple } from "./decimals.js";
import { inWordsOfAjv } from "./dialect.js";
import type { Json, JsonObject } from "./json.js";
import { referenceTo, targetOf, type Components } from "./keywords.js";
import { FORMAT_NAMES } from "./formats.js";
import { mapComponents } from "./translation.js";
import { Evaluation } from "./unevaluated.js";

/** Ajv's verdict on a value, or why it has none. */
export type Witness = (instance: Json) => boolean;

/** What a value of a format is, by the format's name; unknown ones are annotations. */
export type Formats = NonNullable<Options["formats"]>;

const DOCUMENT = "document";

/** With `u`, or without where only that can be read, as the generator has it. */
function regExp(pattern: string, flags: string): RegExp {
  for (const tried of [flags, ""]) {
    try {
      return new RegExp(pattern, tried);
    } catch {
      // The next may do; where none does, the pattern is reported by the generator and not enforced.
    }
  }
  return /(?:)/;
}
regExp.code = "new RegExp";

/**
 * Ajv for the components of one document, in JSON Schema 2020-12. Only own members count. Where Ajv
 * is known to be wrong it is told its part: `multipleOf` by exact decimals, as Ajv divides in binary
 * and refuses 19.99 as a multiple of 0.01; `contains` by counting, as Ajv finds in an empty array
 * what it has found in the one before; and `unevaluated…` by collected annotations.
 *
 * @param formats what formats are held to, by name; default: the stock's, as ajv-formats has them
 */
export function createWitness(
  components: Components,
  formats: Formats = {},
): (name: string) => Witness {
  const ajv = new Ajv2020({
    strict: false,
    validateSchema: false,
    meta: false,
    ownProperties: true,
    logger: false,
    formats,
    // Of a validator that is asked a few dozen times, making it terse is most of the time.
    code: { regExp, optimize: false },
  });
  if (Object.keys(formats).length === 0) {
    addFormats.default(ajv, [...FORMAT_NAMES, "int32", "float", "double"] as never);
  }
  // `id` is one of draft 4, and here an annotation, which Ajv refuses to read.
  for (const keyword of [
    "id",
    "multipleOf",
    "contains",
    "unevaluatedProperties",
    "unevaluatedItems",
  ]) {
    ajv.removeKeyword(keyword);
  }
  ajv.addKeyword({
    keyword: "multipleOf",
    type: "number",
    schemaType: "number",
    compile: (divisor: number) => (value: number) => isMultiple(value, divisor),
  });
  const schemas = mapComponents(inWordsOfAjv(components), withDocument);
  const accepts = (schema: Json, value: Json): boolean =>
    typeof schema === "boolean" ? schema : ajv.validate(schema as JsonObject, value);
  ajv.addKeyword({
    keyword: "contains",
    type: "array",
    schemaType: ["object", "boolean"],
    compile: (schema: Json, parent) => {
      const { minContains = 1, maxContains = Infinity } = parent as Bounds;
      return (value: readonly Json[]) => {
        const matched = value.filter((item) => accepts(schema, item)).length;
        return matched >= minContains && matched <= maxContains;
      };
    },
  });
  const evaluation = new Evaluation(schemas, accepts);
  for (const [keyword, type] of [
    ["unevaluatedProperties", "object"],
    ["unevaluatedItems", "array"],
  ] as const) {
    ajv.addKeyword({
      keyword,
      type,
      schemaType: ["object", "boolean"],
      compile: (rest: Json, parent) => (value: Readonly<Record<string, Json>>) =>
        evaluation
          .left(parent as JsonObject, value)
          .every((part) => accepts(rest, value[part] ?? null)),
    });
  }
  ajv.addSchema({ $id: DOCUMENT, components: { schemas } });
  return (name) => {
    const validate = ajv.compile(withDocument(referenceTo(name)));
    return (instance) => validate(instance) === true;
  };
}

interface Bounds {
  readonly minContains?: number;
  readonly maxContains?: number;
}

/** A reference that leads to the document from anywhere: parts of schemas are compiled alone too. */
function withDocument(schema: JsonObject): JsonObject {
  const target = targetOf(schema);
  return target === undefined
    ? schema
    : { ...schema, $ref: `${DOCUMENT}${String(referenceTo(target)["$ref"])}` };
}
