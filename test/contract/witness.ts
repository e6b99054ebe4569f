import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import type { Direction } from "../../generator/emitters/contract/access.js";
import type { Json, JsonObject } from "../../generator/model/json.js";
import type { Pointer } from "../../generator/model/schema.js";

/** Judges values on a document's own text, by Ajv in the dialect of 2020-12: nothing of ours is asked. */
export class Witness {
  readonly #ajv = new Ajv2020({ strict: false, logger: false, validateFormats: true });
  readonly #document: JsonObject;

  /** Takes the canonical document; it is not changed. */
  constructor(document: Json, direction: Direction) {
    addFormats.default(this.#ajv);
    this.#document = forDirection(document, document, direction) as JsonObject;
    // The document is given as a schema of no keywords: only its pointers are wanted.
    this.#ajv.addSchema({ $id: "document:", ...withoutKeywords(this.#document) });
  }

  /** Ajv's own words on the first faults; `undefined` for a valid value. */
  objection(schema: Pointer, value: Json): string | undefined {
    const key = `document:#${encodeURI(schema.slice(1)).replaceAll("#", "%23")}`;
    const validate = this.#ajv.getSchema(key) ?? this.#ajv.compile({ $ref: key });
    return validate(value) === true ? undefined : this.#ajv.errorsText(validate.errors);
  }
}

/** An OpenAPI document's own members are no keywords, and must not be read as such. */
function withoutKeywords(document: JsonObject): JsonObject {
  const { $schema: _, $id: __, jsonSchemaDialect: ___, ...rest } = document;
  return rest;
}

/**
 * The document as one side of the wire reads it: what `readOnly` marks is not required of requests,
 * nor what `writeOnly` marks of answers.
 *
 * @see https://spec.openapis.org/oas/v3.0.3#fixed-fields-19
 */
function forDirection(root: Json, value: Json, direction: Direction): Json {
  if (Array.isArray(value)) return value.map((item) => forDirection(root, item as Json, direction));
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([key, member]): [string, Json] => [
    key,
    forDirection(root, member, direction),
  ]);
  const { required, properties } = value;
  const result: Record<string, Json> = Object.fromEntries(entries);
  if (Array.isArray(required) && isObject(properties))
    result["required"] = (required as readonly Json[]).filter(
      (key) => !isForTheOtherSide(root, properties[String(key)], direction),
    );
  return result;
}

function isForTheOtherSide(root: Json, schema: Json | undefined, direction: Direction): boolean {
  const mark = direction === "request" ? "readOnly" : "writeOnly";
  for (let at = schema, hops = 0; isObject(at) && hops < 100; hops++) {
    if (at[mark] === true) return true;
    if (typeof at["$ref"] !== "string") return false;
    at = resolved(root, at["$ref"]);
  }
  return false;
}

function resolved(root: Json, reference: string): Json | undefined {
  return decodeURIComponent(reference.slice(1))
    .split("/")
    .slice(1)
    .map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"))
    .reduce<Json | undefined>((at, token) => (isObject(at) ? at[token] : undefined), root);
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
