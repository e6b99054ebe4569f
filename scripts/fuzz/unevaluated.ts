import { isList, isObject, memberOf, without, type Json, type JsonObject } from "./json.js";
import { targetOf, type Components } from "./keywords.js";

/** Whether a schema accepts a value. */
type Accepts = (schema: Json, value: Json) => boolean;

/** Names of members, or places of items. */
type Parts = ReadonlySet<string>;

/**
 * What of a value the keywords of a schema evaluate that accepts it, as the specification tells it:
 * annotations of the schemas that hold, collected. Written for the witness: Ajv loses count behind
 * conditions, alternatives, `contains` and inherited names.
 *
 * @see https://json-schema.org/draft/2020-12/json-schema-core#section-11
 */
export class Evaluation {
  readonly #components: Components;
  readonly #accepts: Accepts;

  constructor(components: Components, accepts: Accepts) {
    this.#components = components;
    this.#accepts = accepts;
  }

  /** The parts that nothing beside the schema's own `unevaluated…` evaluates. */
  left(schema: JsonObject, value: Json): string[] {
    const beside = without(schema, "unevaluatedItems", "unevaluatedProperties");
    const known = this.#parts(beside, value);
    return isObject(value) || isList(value)
      ? Object.keys(value).filter((part) => !known.has(part))
      : [];
  }

  #parts(schema: Json, value: Json): Parts {
    if (!isObject(schema)) return new Set();
    const own = isList(value)
      ? this.#items(schema, value)
      : isObject(value)
        ? members(schema, value)
        : [];
    const inner = this.#applied(schema, value).flatMap((part) => [...this.#parts(part, value)]);
    return new Set([...own, ...inner]);
  }

  #items(schema: JsonObject, value: readonly Json[]): string[] {
    const places = Object.keys(value);
    if (has(schema, "items") || has(schema, "unevaluatedItems")) return places;
    const prefix = memberOf(schema, "prefixItems");
    const contains = memberOf(schema, "contains");
    return places.filter(
      (place, index) =>
        (isList(prefix) && index < prefix.length) ||
        (contains !== undefined && this.#accepts(contains, value[Number(place)] ?? null)),
    );
  }

  /** The schemas inside this one that hold of the same value. */
  #applied(schema: JsonObject, value: Json): Json[] {
    const target = targetOf(schema);
    const list = (keyword: string): readonly Json[] => {
      const schemas = memberOf(schema, keyword);
      return isList(schemas) ? schemas : [];
    };
    const holding = [...list("anyOf"), ...list("oneOf")].filter((part) =>
      this.#accepts(part, value),
    );
    const test = memberOf(schema, "if");
    const branch =
      test === undefined
        ? []
        : this.#accepts(test, value)
          ? [test, memberOf(schema, "then") ?? true]
          : [memberOf(schema, "else") ?? true];
    const dependent = memberOf(schema, "dependentSchemas");
    const depending =
      isObject(dependent) && isObject(value)
        ? Object.entries(dependent).filter(([name]) => Object.hasOwn(value, name))
        : [];
    return [
      ...(target === undefined ? [] : [this.#components[target] ?? true]),
      ...list("allOf"),
      ...holding,
      ...branch,
      ...depending.map(([, part]) => part),
    ];
  }
}

function members(schema: JsonObject, value: JsonObject): string[] {
  const names = Object.keys(value);
  if (has(schema, "additionalProperties") || has(schema, "unevaluatedProperties")) return names;
  const properties = memberOf(schema, "properties");
  const patterns = memberOf(schema, "patternProperties");
  const sources = isObject(patterns) ? Object.keys(patterns) : [];
  return names.filter(
    (name) =>
      (isObject(properties) && Object.hasOwn(properties, name)) ||
      sources.some((source) => new RegExp(source, "u").test(name)),
  );
}

function has(schema: JsonObject, keyword: string): boolean {
  return memberOf(schema, keyword) !== undefined;
}
