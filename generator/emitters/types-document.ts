import { demandedKeys, describedAround, describedMember } from "../model/composition.js";
import { isObject, type Json, type JsonObject } from "../model/json.js";
import { labelsOf } from "../model/labels.js";
import { literalsOf, onlyConstrains } from "../model/literals.js";
import type { ApiModel } from "../model/model.js";
import { child, tokensOf } from "../model/pointer.js";
import type { Assertions, Schema, SchemaId, Variant } from "../model/schema.js";
import { typeKeyOf } from "../model/type-keys.js";

/** The values of a tag, for the transform: as an `enum` it would come with a comment. No schema's own keyword is copied. */
export const LABEL = "x-label";

/**
 * A copy of the document in words that openapi-typescript understands: what its types would get
 * wrong is said otherwise, so that they say what the keywords say.
 */
export function documentForTypes(model: ApiModel): Json {
  const schemas = new Map<string, Schema>(Object.entries(model.schemas));
  const rewriter = new Rewriter(schemas, model.document);
  const copy = rewriter.copy(model.document, "#");
  const hoisted = rewriter.hoisted();
  if (hoisted.length === 0 || !isObject(copy)) return copy;
  const components = objectOf(copy.components);
  const all = { ...objectOf(components.schemas), ...Object.fromEntries(hoisted) };
  return { ...copy, components: { ...components, schemas: all } };
}

/**
 * A parameter with `content` carries the value its media type describes; openapi-typescript would
 * type its text on the wire. @see https://spec.openapis.org/oas/v3.1.0#parameter-object
 */
function withSchema(parameter: JsonObject): JsonObject {
  const [media] = Object.values(objectOf(parameter.content));
  const schema = objectOf(media).schema;
  if (schema === undefined || typeof parameter.in !== "string") return parameter;
  const { content: _, ...rest } = parameter;
  return { ...rest, schema };
}

/** `{ kind: "cat" } & …`: an alternative with the tag that only the discriminator states. */
function labelled(label: Variant["label"], alternative: Json): Json {
  if (label === undefined) return alternative;
  const { key, values } = label;
  const tag = { type: "string", [LABEL]: values };
  const tagged = { type: "object", properties: { [key]: tag }, required: [key] };
  return { allOf: [tagged, alternative] };
}

class Rewriter {
  readonly #schemas: ReadonlyMap<string, Schema>;
  /** Targets of references that are no components: they become such in the copy. */
  readonly #targets = new Set<SchemaId>();

  /** The tags that only discriminators state, by alternative. */
  readonly #labels: ReadonlyMap<SchemaId, Variant["label"]>;
  readonly #document: Json;
  readonly #repeated = new Set<SchemaId>();

  constructor(schemas: ReadonlyMap<string, Schema>, document: Json) {
    this.#schemas = schemas;
    this.#document = document;
    this.#labels = labelsOf(schemas.values());
    for (const { assertions } of schemas.values()) {
      const target = assertions.ref;
      if (target !== undefined && schemas.get(target)?.declaration === undefined)
        this.#targets.add(target);
    }
  }

  copy(value: Json, pointer: SchemaId): Json {
    const schema = this.#schemas.get(pointer);
    if (schema !== undefined) return this.#schema(value, schema);
    if (Array.isArray(value)) {
      return (value as readonly Json[]).map((item, index) =>
        this.copy(item, child(pointer, index)),
      );
    }
    if (!isObject(value)) return value;
    const copied = mapped(value, (member, key) => this.copy(member, child(pointer, key)));
    return tokensOf(pointer).at(-2) === "parameters" ? withSchema(copied) : copied;
  }

  /** The schemas that are referred to and have no name, by the names they get. */
  hoisted(): (readonly [string, Json])[] {
    return [...this.#targets].map(
      (id) => [typeKeyOf({ id }), this.copy(valueAt(this.#document, id), id)] as const,
    );
  }

  /** @see https://json-schema.org/draft/2020-12/json-schema-core#section-10 */
  #schema(source: Json, { id, assertions }: Schema): Json {
    if (!isObject(source)) return source;
    const values = literalsOf(assertions);
    if (values !== undefined) return literalSchema(source, values);
    const { ref, allOf = [], anyOf, oneOf } = assertions;
    const parts: Json[] = [];
    const core = this.#core(source, id);
    if (core !== undefined) parts.push(core);
    if (ref !== undefined) parts.push(this.#reference(ref));
    const inner = (keyword: string, index: number): Json =>
      this.copy(memberOf(memberOf(source, keyword), String(index)), child(id, keyword, index));
    allOf.forEach((_, index) => parts.push(inner("allOf", index)));
    const alternatives = [
      ["anyOf", anyOf],
      ["oneOf", oneOf],
    ] as const;
    for (const [keyword, members] of alternatives) {
      if (members === undefined || members.some((member) => this.#constrains(member))) continue;
      const variants = members.map((member, index) =>
        labelled(this.#labels.get(member), inner(keyword, index)),
      );
      parts.push({ [keyword]: variants });
    }
    const annotations = pick(source, ANNOTATIONS);
    const [only] = parts;
    if (only === undefined) return annotations;
    // A reference beside annotations is read as the reference alone, whose comment is the property's.
    if (parts.length === 1 && isObject(only)) return { ...annotations, ...only };
    return { ...annotations, allOf: parts };
  }

  #constrains(id: SchemaId): boolean {
    const schema = this.#schemas.get(id);
    return schema !== undefined && onlyConstrains(schema.assertions);
  }

  #reference(target: SchemaId): Json {
    if (!this.#targets.has(target)) return { $ref: target };
    return { $ref: child("#/components/schemas", typeKeyOf({ id: target })) };
  }

  /** The keywords that describe a kind of value; undefined when none does. */
  #core(source: JsonObject, id: SchemaId): JsonObject | undefined {
    const { types, string, number, object, array, ref, allOf, anyOf, oneOf } = this.#assertions(id);
    const composed = [ref, allOf, anyOf, oneOf].some((keyword) => keyword !== undefined);
    const core: { [key: string]: Json } = {};
    if (source.type !== undefined) core.type = source.type;
    const known = string?.known ?? number?.known;
    if (known !== undefined && core.type !== undefined) core[KNOWN_VALUES] = known;
    const parts = ref ?? allOf;
    if ((object ?? parts) !== undefined && (types?.includes("object") ?? true)) {
      Object.assign(core, this.#members(source, id, composed || types !== undefined));
    }
    if (array !== undefined && (types?.includes("array") ?? true)) {
      Object.assign(core, this.#items(source, id));
    }
    const keys = Object.keys(core);
    if (keys.length === 0) return undefined;
    // The type of a number depends on it.
    if (typeof source.format === "string") core.format = source.format;
    if (composed && keys.every((key) => key === "type") && this.#isImplied(source.type, id))
      return undefined;
    return core;
  }

  /** `type: object` beside references and alternatives that say it themselves. */
  #isImplied(type: Json | undefined, id: SchemaId): boolean {
    const { ref, allOf = [], anyOf = [], oneOf = [] } = this.#assertions(id);
    if (type !== "object") return false;
    const parts = ref === undefined ? allOf : [ref, ...allOf];
    return (
      parts.some((part) => this.#isObject(part)) ||
      [anyOf, oneOf].some(
        (members) => members.length > 0 && members.every((member) => this.#isObject(member)),
      )
    );
  }

  #isObject(id: SchemaId): boolean {
    const { types, ref } = this.#assertions(id);
    if (types !== undefined) return types.length === 1 && types[0] === "object";
    const { types: behind } = ref === undefined ? {} : this.#assertions(ref);
    return behind?.length === 1 && behind[0] === "object";
  }

  readonly #assertions = (id: SchemaId): Assertions => this.#schemas.get(id)?.assertions ?? {};

  /** A member's schema at a further place. One that is told inside its own telling is left open. */
  #again(id: SchemaId): Json {
    if (this.#repeated.has(id)) return {};
    this.#repeated.add(id);
    const copy = this.copy(valueAt(this.#document, id), id);
    this.#repeated.delete(id);
    return copy;
  }

  #members(source: JsonObject, id: SchemaId, known: boolean): JsonObject {
    const {
      properties = {},
      patternProperties,
      additionalProperties,
      required: own = [],
    } = this.#assertions(id).object ?? {};
    const rest = memberOf(source, "additionalProperties");
    const patterns = Object.keys(patternProperties ?? {});
    const described = mapped(properties, (property, key) =>
      this.copy(memberOf(memberOf(source, "properties"), key), property),
    );
    const other =
      additionalProperties === undefined || patterns.length > 0
        ? {}
        : this.copy(rest, additionalProperties);
    // A key that is required is one of the members, whatever is known of it.
    const ofObjects = known || Object.keys(properties).length > 0;
    const required = ofObjects ? [...demandedKeys(id, this.#assertions)] : own;
    const bare = required.flatMap((key) => {
      if (!ofObjects || Object.hasOwn(properties, key)) return [];
      const inside = describedMember(id, key, this.#assertions);
      // Optional where it is described, it must not stay so.
      if (inside?.required === true && !own.includes(key)) return [];
      const { schema } = inside ?? describedAround(id, key, this.#assertions) ?? {};
      if (schema !== undefined) return [[key, this.#again(schema)] as const];
      return own.includes(key) ? [[key, other] as const] : [];
    });
    const members = { ...described, ...Object.fromEntries(bare) };
    const result: { [key: string]: Json } = {};
    if (Object.keys(members).length > 0) {
      result.properties = members;
      const names = required.filter((key) => Object.hasOwn(members, key));
      if (names.length > 0) result.required = names;
      if (patterns.length === 0 && additionalProperties !== undefined)
        result.additionalProperties = other;
    } else if (patterns.length > 0) {
      // Values under patterns only: their union, if nothing else may stand beside them.
      const values = patterns.map((pattern) =>
        this.copy(
          memberOf(memberOf(source, "patternProperties"), pattern),
          patternProperties?.[pattern] ?? id,
        ),
      );
      if (rest === false) result.additionalProperties = { anyOf: values };
    } else if (additionalProperties !== undefined) {
      // Nothing at all is `never` by an empty enumeration; `false` would be any object.
      result.additionalProperties = rest === false ? { enum: [] } : other;
    }
    // A schema without `type` that describes members describes objects.
    return Object.keys(result).length > 0
      ? { type: "object", ...result, ...typeOf(source) }
      : result;
  }

  #items(source: JsonObject, id: SchemaId): JsonObject {
    const { prefixItems, items, minItems } = this.#schemas.get(id)?.assertions.array ?? {};
    const result: { [key: string]: Json } = {};
    if (prefixItems !== undefined) {
      result.prefixItems = prefixItems.map((item, index) =>
        this.copy(memberOf(memberOf(source, "prefixItems"), String(index)), item),
      );
    }
    const rest = memberOf(source, "items");
    if (items !== undefined) result.items = this.copy(rest, items);
    if (rest === false && prefixItems === undefined) result.prefixItems = [];
    if (minItems !== undefined) result.minItems = minItems;
    return result;
  }
}

/** The keyword for values that are known, among others: `types.ts` turns it into a union with `string & {}`. */
export const KNOWN_VALUES = "x-extensible-enum";

/** What stands in comments. */
const ANNOTATIONS = [
  "title",
  "description",
  "format",
  "deprecated",
  "default",
  "example",
  "examples",
  "readOnly",
  "writeOnly",
];

function literalSchema(source: JsonObject, values: readonly Json[]): Json {
  if (values.length === 0) return false;
  const annotations = pick(source, ANNOTATIONS);
  const [only] = values;
  if (values.length === 1 && only !== undefined) {
    return only === null ? { ...annotations, type: "null" } : { ...annotations, const: only };
  }
  // With a list of types, null would be added to the values.
  const type =
    typeof source.type === "string" && source.type !== "object" ? { type: source.type } : {};
  return { ...annotations, ...type, enum: values };
}

function typeOf(source: JsonObject): JsonObject {
  return source.type === undefined ? {} : { type: source.type };
}

function valueAt(document: Json, pointer: SchemaId): Json {
  return tokensOf(pointer).reduce<Json>(memberOf, document);
}

function memberOf(value: Json, key: string): Json {
  if (Array.isArray(value)) return (value as readonly Json[])[Number(key)] ?? null;
  return isObject(value) && Object.hasOwn(value, key) ? (value[key] ?? null) : null;
}

function pick(source: JsonObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(source).filter(([key]) => keys.includes(key)));
}

function mapped<T>(
  object: { readonly [key: string]: T },
  map: (value: T, key: string) => Json,
): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, map(value, key)]));
}

function objectOf(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}
