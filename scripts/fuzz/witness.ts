import { Ajv2020 } from "ajv/dist/2020.js";
import { default as addFormats } from "ajv-formats";
import { isMultiple } from "./decimals.js";
import { inWordsOfAjv } from "./dialect.js";
import type { Json } from "./json.js";
import { referenceTo, type Components } from "./keywords.js";
import { FORMAT_NAMES } from "./stock.js";

/** Ajv's verdict on a value, or why it has none. */
export type Witness = (instance: Json) => boolean;

const DOCUMENT = "document";

/**
 * Ajv for the components of one document, in JSON Schema 2020-12. Only own members count, and
 * `multipleOf` is judged by exact decimals: Ajv itself divides in binary, and refuses 19.99 as a
 * multiple of 0.01.
 */
export function createWitness(components: Components): (name: string) => Witness {
  const ajv = new Ajv2020({
    strict: false,
    validateSchema: false,
    meta: false,
    ownProperties: true,
    logger: false,
  });
  addFormats.default(ajv, [...FORMAT_NAMES, "int32", "float", "double"] as never);
  ajv.removeKeyword("multipleOf");
  ajv.addKeyword({
    keyword: "multipleOf",
    type: "number",
    schemaType: "number",
    compile: (divisor: number) => (value: number) => isMultiple(value, divisor),
  });
  const schemas = inWordsOfAjv(components);
  ajv.addSchema({ $id: DOCUMENT, components: { schemas } });
  return (name) => {
    const validate = ajv.compile({ $ref: `${DOCUMENT}${String(referenceTo(name)["$ref"])}` });
    return (instance) => validate(instance) === true;
  };
}
