import { isObject, type Json, type JsonObject } from "../../model/json.js";
import { labelsOf } from "../../model/labels.js";
import { literalsOf, onlyConstrains } from "../../model/literals.js";
import { isNotation } from "../../model/media-types.js";
import type { ApiModel, Operation } from "../../model/model.js";
import { child, tokensOf } from "../../model/pointer.js";
import { rulesOf } from "../../model/rules.js";
import type { Assertions, Pointer, Schema, SchemaId, Variant } from "../../model/schema.js";
import { typeKeyOf } from "../../model/type-keys.js";
import { callbacksOf } from "../../model/walk.js";
import { describedKinds, type Rewriting } from "./kinds.js";
import { mapped, memberOf, valueAt } from "./values.js";

/** The values of a tag, for the transform: as an `enum` it would come with a comment. No schema's own keyword is copied. */
export const LABEL = "x-label";

/**
 * A copy of the document in words that openapi-typescript understands: what its types would get
 * wrong is said otherwise, so that they say what the keywords say.
 */
export function documentForTypes(model: ApiModel): Json {
  const schemas = new Map<string, Schema>(Object.entries(model.schemas));
  const rewriter = new Rewriter(schemas, model.document);
  const copy = withoutPathItems(rewriter.copy(model.document, "#"));
  const callbacks = callbacksOf(model).map((callback) => rewriter.callback(callback));
  const hoisted = rewriter.hoisted();
  if (!isObject(copy)) return copy;
  const components = objectOf(copy.components);
  const all = { ...objectOf(components.schemas), ...Object.fromEntries(hoisted) };
  return {
    ...copy,
    ...(hoisted.length === 0 ? {} : { components: { ...components, schemas: all } }),
    ...(callbacks.length === 0 ? {} : { [CALLBACKS]: Object.fromEntries(callbacks) }),
  };
}

/** The operations of callbacks, which openapi-typescript does not look for where they stand. */
export const CALLBACKS = "x-callbacks";

/** Path items are copied to where they are used, and their operations must not be declared twice. */
function withoutPathItems(document: Json): Json {
  if (!isObject(document) || !isObject(document.components)) return document;
  const { pathItems: _, ...components } = document.components;
  return { ...document, components };
}

/**
 * A parameter or a header with `content` carries the value its media type describes;
 * openapi-typescript would type a parameter's text on the wire, and a header by its media types.
 * @see https://spec.openapis.org/oas/v3.1.0#parameter-object
 */
function withSchema(carrier: JsonObject): JsonObject {
  const [media] = Object.values(objectOf(carrier.content));
  const schema = objectOf(media).schema;
  if (schema === undefined) return carrier;
  const { content: _, ...rest } = carrier;
  return { ...rest, ...(rest.in === "querystring" ? { in: "query" } : {}), schema };
}

/** A body of XML is handed over as its text, whatever its schema says that the text means. */
function asText(media: JsonObject): JsonObject {
  return media.schema === undefined ? media : { ...media, schema: { type: "string" } };
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
  readonly #rewriting: Rewriting = {
    assertions: (id) => this.#schemas.get(id)?.assertions ?? {},
    copy: (value, pointer) => this.copy(value, pointer),
    again: (id) => this.#again(id),
  };

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
    const tokens = tokensOf(pointer);
    if (tokens.at(-2) === "parameters" && typeof copied.in === "string") return withSchema(copied);
    if (tokens.at(-2) === "headers") return withSchema(copied);
    const [holders, container, key = ""] = [tokens.at(-4), tokens.at(-2), tokens.at(-1)];
    const isBody = container === "content" && holders !== "parameters" && holders !== "headers";
    return isBody && isNotation(key) ? asText(copied) : copied;
  }

  /** The operation of a callback by its id, with the parameters that its path item shares. */
  callback({ id, pointer, method }: Operation): readonly [string, Json] {
    const item = pointer.slice(0, pointer.lastIndexOf("/")) as Pointer;
    const operation = this.copy(valueAt(this.#document, pointer), pointer);
    const shared = objectOf(valueAt(this.#document, item)).parameters ?? [];
    const parameters = this.copy(shared, child(item, "parameters"));
    return [`${method} ${id}`, { parameters, post: operation }];
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
    const core = describedKinds(source, id, this.#rewriting);
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
    const annotations = withRules(pick(source, ANNOTATIONS), assertions);
    const [only] = parts;
    if (only === undefined) return annotations;
    // A reference beside annotations is read as the reference alone, whose comment is the property's.
    if (parts.length === 1 && isObject(only)) return { ...annotations, ...only };
    return { ...annotations, allOf: parts };
  }

  /** A member's schema at a further place. One that is told inside its own telling is left open. */
  #again(id: SchemaId): Json {
    if (this.#repeated.has(id)) return {};
    this.#repeated.add(id);
    const copy = this.copy(valueAt(this.#document, id), id);
    this.#repeated.delete(id);
    return copy;
  }

  #constrains(id: SchemaId): boolean {
    const schema = this.#schemas.get(id);
    return schema !== undefined && onlyConstrains(schema.assertions);
  }

  #reference(target: SchemaId): Json {
    if (!this.#targets.has(target)) return { $ref: target };
    return { $ref: child("#/components/schemas", typeKeyOf({ id: target })) };
  }
}

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

/** What a value must meet beyond its type stands behind its description, where editors show it. */
function withRules(annotations: JsonObject, assertions: Assertions): JsonObject {
  const rules = rulesOf(assertions);
  if (rules.length === 0) return annotations;
  const { description } = annotations;
  const before = typeof description === "string" && description !== "" ? `${description}\n\n` : "";
  return { ...annotations, description: `${before}Rules: ${rules.join(", ")}.` };
}

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

function pick(source: JsonObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(source).filter(([key]) => keys.includes(key)));
}

function objectOf(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}
