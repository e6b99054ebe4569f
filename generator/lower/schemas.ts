import { formatNamed } from "../model/formats.js";
import type { Json, JsonObject, JsonType } from "../model/json.js";
import type { Example } from "../model/model.js";
import { child } from "../model/pointer.js";
import type {
  ArrayAssertions,
  Assertions,
  NumberAssertions,
  ObjectAssertions,
  Pointer,
  SchemaId,
  StringAssertions,
} from "../model/schema.js";
import { groupsOf } from "./keyword-groups.js";
import { flagOf, isObject, listOf, member, numberOf, present, recordOf, textOf } from "./access.js";

/** A schema as read: its keywords as assertions, and its own JSON for annotations. */
export interface ReadSchema {
  readonly id: SchemaId;
  readonly source: JsonObject;
  readonly assertions: Assertions;
  readonly examples: readonly Example[];
}

/**
 * Every schema of a document by id, in the order of discovery. A schema is read once, wherever it
 * is first met; a `$ref` to any place of the document makes a schema of that place.
 */
export class SchemaReader {
  readonly schemas = new Map<SchemaId, ReadSchema>();
  readonly #at: (pointer: Pointer) => Json | undefined;
  /** Targets of references, read after the schema that mentions them: recursion needs no stack. */
  readonly #pending: SchemaId[] = [];

  constructor(at: (pointer: Pointer) => Json | undefined) {
    this.#at = at;
  }

  /** Reads the schema at a pointer and all it reaches; returns its id. */
  read(id: SchemaId, schema: Json | undefined): SchemaId {
    this.#readOne(id, schema);
    for (let next = this.#pending.pop(); next !== undefined; next = this.#pending.pop()) {
      if (!this.schemas.has(next)) this.#readOne(next, this.#at(next));
    }
    return id;
  }

  #readOne(id: SchemaId, schema: Json | undefined): SchemaId {
    if (this.schemas.has(id)) return id;
    const source = isObject(schema) ? schema : {};
    // Taken before its children are, so that the table keeps the document's order.
    const place: { -readonly [K in keyof ReadSchema]: ReadSchema[K] } = {
      id,
      source,
      assertions: schema === false ? { types: [] } : {},
      examples: [],
    };
    this.schemas.set(id, place);
    if (!isObject(schema)) return id;
    place.assertions = this.#assertions(id, source);
    place.examples = schemaExamples(id, source);
    return id;
  }

  /** @see https://json-schema.org/draft/2020-12/json-schema-core#section-10 */
  #assertions(id: SchemaId, source: JsonObject): Assertions {
    const get = (keyword: string): Json | undefined => member(source, keyword);
    const condition = get("if");
    const groups = groupsOf(source);
    return present({
      types: typesOf(get("type")),
      enum: Array.isArray(get("enum")) ? listOf(get("enum")) : undefined,
      const: boxed(get("const")),
      number: groups.has("number") ? unlessEmpty(numberAssertions(source)) : undefined,
      string: groups.has("string") ? unlessEmpty(this.#stringAssertions(id, source)) : undefined,
      array: groups.has("array") ? unlessEmpty(this.#arrayAssertions(id, source)) : undefined,
      object: groups.has("object") ? unlessEmpty(this.#objectAssertions(id, source)) : undefined,
      ref: this.#reference(textOf(get("$ref"))),
      allOf: this.#list(id, source, "allOf"),
      anyOf: this.#list(id, source, "anyOf"),
      oneOf: this.#list(id, source, "oneOf"),
      not: this.#one(id, source, "not"),
      conditional:
        condition === undefined
          ? undefined
          : present({
              if: this.#readOne(child(id, "if"), condition),
              then: this.#one(id, source, "then"),
              else: this.#one(id, source, "else"),
            }),
    });
  }

  #stringAssertions(id: SchemaId, source: JsonObject): StringAssertions {
    const format = textOf(member(source, "format"));
    return present({
      minLength: numberOf(member(source, "minLength")),
      maxLength: numberOf(member(source, "maxLength")),
      pattern: textOf(member(source, "pattern")),
      format: format !== undefined && !isNumberFormat(format) ? format : undefined,
      contentEncoding: textOf(member(source, "contentEncoding")),
      contentMediaType: textOf(member(source, "contentMediaType")),
      contentSchema: this.#one(id, source, "contentSchema"),
      known: knownValues(source, (value) => typeof value === "string"),
    });
  }

  #arrayAssertions(id: SchemaId, source: JsonObject): ArrayAssertions {
    const contains = member(source, "contains");
    return present({
      prefixItems: this.#list(id, source, "prefixItems"),
      items: this.#one(id, source, "items"),
      minItems: numberOf(member(source, "minItems")),
      maxItems: numberOf(member(source, "maxItems")),
      uniqueItems: flagOf(member(source, "uniqueItems")) === true ? true : undefined,
      contains:
        contains === undefined
          ? undefined
          : present({
              schema: this.#readOne(child(id, "contains"), contains),
              min: numberOf(member(source, "minContains")) ?? 1,
              max: numberOf(member(source, "maxContains")),
            }),
      unevaluatedItems: this.#one(id, source, "unevaluatedItems"),
    });
  }

  #objectAssertions(id: SchemaId, source: JsonObject): ObjectAssertions {
    const required = listOf(member(source, "required")).filter((key) => typeof key === "string");
    return present({
      properties: this.#map(id, source, "properties"),
      patternProperties: this.#map(id, source, "patternProperties"),
      additionalProperties: this.#one(id, source, "additionalProperties"),
      propertyNames: this.#one(id, source, "propertyNames"),
      required: required.length > 0 ? [...new Set(required)] : undefined,
      minProperties: numberOf(member(source, "minProperties")),
      maxProperties: numberOf(member(source, "maxProperties")),
      dependentRequired: dependentRequiredOf(member(source, "dependentRequired")),
      dependentSchemas: this.#map(id, source, "dependentSchemas"),
      unevaluatedProperties: this.#one(id, source, "unevaluatedProperties"),
    });
  }

  #one(id: SchemaId, source: JsonObject, keyword: string): SchemaId | undefined {
    const schema = member(source, keyword);
    if (schema === undefined) return undefined;
    return this.#readOne(child(id, keyword), schema);
  }

  #list(id: SchemaId, source: JsonObject, keyword: string): SchemaId[] | undefined {
    const schemas = member(source, keyword);
    if (!Array.isArray(schemas)) return undefined;
    return listOf(schemas).map((schema, index) => this.#readOne(child(id, keyword, index), schema));
  }

  #map(
    id: SchemaId,
    source: JsonObject,
    keyword: string,
  ): { readonly [key: string]: SchemaId } | undefined {
    const schemas = member(source, keyword);
    if (!isObject(schemas)) return undefined;
    return recordOf(
      Object.entries(schemas).map(
        ([key, schema]) => [key, this.#readOne(child(id, keyword, key), schema)] as const,
      ),
    );
  }

  /** References of a canonical document are pointers, as ids are. */
  #reference(ref: string | undefined): SchemaId | undefined {
    if (ref === undefined) return undefined;
    const target = ref as Pointer;
    this.#pending.push(target);
    return target;
  }
}

const JSON_TYPES = new Set<string>([
  "null",
  "boolean",
  "number",
  "integer",
  "string",
  "array",
  "object",
]);

function typesOf(type: Json | undefined): JsonType[] | undefined {
  const written = Array.isArray(type) ? listOf(type) : type === undefined ? undefined : [type];
  const known = written?.filter(
    (name): name is JsonType => typeof name === "string" && JSON_TYPES.has(name),
  );
  return known === undefined || known.length === 0 ? undefined : [...new Set(known)];
}

function isNumberFormat(format: string): boolean {
  return formatNamed(format)?.type === "number";
}

function numberAssertions(source: JsonObject): NumberAssertions {
  const format = textOf(member(source, "format"));
  return present({
    minimum: numberOf(member(source, "minimum")),
    maximum: numberOf(member(source, "maximum")),
    exclusiveMinimum: numberOf(member(source, "exclusiveMinimum")),
    exclusiveMaximum: numberOf(member(source, "exclusiveMaximum")),
    multipleOf: numberOf(member(source, "multipleOf")),
    format: format !== undefined && isNumberFormat(format) ? format : undefined,
    wide: isWide(source) || undefined,
    known: knownValues(source, (value) => typeof value === "number"),
  });
}

/** Whether the author shows a whole number that a `number` no longer tells from its neighbours. */
function isWide(source: JsonObject): boolean {
  const keywords = [
    "default",
    "const",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
  ];
  const shown = [
    ...keywords.map((keyword) => member(source, keyword)),
    ...listOf(member(source, "examples")),
    ...listOf(member(source, "enum")),
  ];
  return shown.some((value) => Number.isInteger(value) && !Number.isSafeInteger(value));
}

/** `x-extensible-enum`, if all its values are of one kind. */
function knownValues<Value extends Json>(
  source: JsonObject,
  isOfKind: (value: Json) => value is Value,
): Value[] | undefined {
  const values = listOf(member(source, "x-extensible-enum"));
  return values.length > 0 && values.every(isOfKind) ? [...new Set(values)] : undefined;
}

function dependentRequiredOf(
  written: Json | undefined,
): { readonly [key: string]: readonly string[] } | undefined {
  if (!isObject(written)) return undefined;
  return recordOf(
    Object.entries(written).map(
      ([key, names]) => [key, listOf(names).filter((name) => typeof name === "string")] as const,
    ),
  );
}

/** `examples` of a schema, and the `example` of OpenAPI 3.0. */
function schemaExamples(id: SchemaId, source: JsonObject): Example[] {
  const single = member(source, "example");
  const many = listOf(member(source, "examples")).map((value, index) => ({
    pointer: child(id, "examples", index),
    value,
  }));
  return single === undefined ? many : [...many, { pointer: child(id, "example"), value: single }];
}

function boxed(value: Json | undefined): { readonly value: Json } | undefined {
  return value === undefined ? undefined : { value };
}

function unlessEmpty<T extends object>(group: T): T | undefined {
  return Object.keys(group).length > 0 ? group : undefined;
}
