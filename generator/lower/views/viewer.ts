import { mapChildren } from "../../document/walk.js";
import { isObject, type Json, type JsonObject } from "../../model/json.js";
import type { ApiModel } from "../../model/model.js";
import type { Schema, SchemaId, View } from "../../model/schema.js";
import { listOf, valueAt } from "../access.js";
import { accessOf, conjuncts, inPlace } from "./members.js";
import { opened } from "./open-enums.js";
import { alternativesOf, type Alternatives } from "./unions.js";

/** Told of each reference met in a view; answers with the reference to write. */
export type Refer = (target: SchemaId, view: View) => SchemaId;

/** Keywords under which a schema is asked about, not imposed: what is opened there would turn the answer. */
const QUESTIONS = new Set(["not", "if", "contains", "propertyNames"]);

/** Names of a resource, which copies must not repeat, and what only references reach. */
const RESOURCE = new Set(["$id", "$anchor", "$dynamicAnchor", "$defs"]);

const NOTHING: ReadonlySet<string> = new Set();

/** Reads the schemas of a canonical document in a view. */
export class Viewer {
  readonly #schemas: ApiModel["schemas"];
  readonly #document: Json;
  readonly #opens: boolean;
  readonly #alternatives: Alternatives;
  /** Objects that refuse members they do not describe. */
  readonly #closed: ReadonlySet<SchemaId>;
  /** Which sides have members of their own: most documents have none that are only sent. */
  readonly #accesses: ReadonlySet<Schema["access"]>;

  /** `opens`: whether enumerations of responses take values that are not listed. */
  constructor({ schemas, document }: ApiModel, opens: boolean) {
    this.#document = document;
    this.#schemas = schemas;
    this.#opens = opens;
    this.#alternatives = alternativesOf(schemas);
    this.#closed = closedObjects(schemas);
    this.#accesses = new Set(Object.values(schemas).map(({ access }) => access));
  }

  /** The schema in a view; itself, where the view makes no difference. */
  read(node: Json, at: SchemaId, view: View, refer: Refer): Json {
    const schema = this.#schemas[at];
    if (!isObject(node) || schema === undefined) return node;
    const own = this.#alternatives.tags.has(at) && view === "response" ? "strict" : view;
    const inner = (keyword: string): View => this.#viewBelow(at, keyword, own);
    const children = mapChildren(node, "schema", at, (child, slot, childAt, keyword) => {
      if (keyword === "$defs") return child;
      if (slot === "schema") return this.read(child, childAt, inner(keyword), refer);
      return mapChildren(child, slot, childAt, (part, _slot, partAt) =>
        this.read(part, partAt, inner(keyword), refer),
      );
    }) as JsonObject;
    const referred = referring(children, schema.assertions.ref, own, refer);
    const directed = this.#withoutDropped(referred, at, own);
    return own === "response" && this.#opens ? opened(directed) : directed;
  }

  knows(id: SchemaId): boolean {
    return this.#schemas[id] !== undefined;
  }

  /** Whether a schema says something else in a view, apart from what it refers to. */
  differs(id: SchemaId, view: View, refer: Refer): boolean {
    const source = valueAt(this.#document, id) ?? true;
    return this.read(source, id, view, refer) !== source;
  }

  /** A schema in a view, as a component of its own. */
  copy(id: SchemaId, view: View, refer: Refer): Json {
    const read = this.read(valueAt(this.#document, id) ?? true, id, view, refer);
    if (!isObject(read)) return read;
    return Object.fromEntries(Object.entries(read).filter(([keyword]) => !RESOURCE.has(keyword)));
  }

  #viewBelow(at: SchemaId, keyword: string, view: View): View {
    if (view !== "response") return view;
    if (keyword === "oneOf" && !this.#alternatives.exclusive.has(at)) return "strict";
    return QUESTIONS.has(keyword) ? "strict" : view;
  }

  /**
   * A member that is only answered is no part of requests, and one that is only sent none of
   * responses: it is not required there, and not described. Where the object is closed it stays
   * described, since peers may send it all the same.
   *
   * @see https://spec.openapis.org/oas/v3.0.4#schema-object, `readOnly`
   */
  #withoutDropped(node: JsonObject, at: SchemaId, view: View): JsonObject {
    const dropped = this.#dropped(at, view);
    if (dropped.size === 0) return node;
    const members: [string, Json][] = [];
    for (const [keyword, value] of Object.entries(node)) {
      if (keyword === "required" && Array.isArray(value)) {
        const required = listOf(value).filter((key) => !dropped.has(String(key)));
        if (required.length > 0) members.push([keyword, required]);
      } else if (keyword === "properties" && isObject(value) && !this.#closed.has(at)) {
        const kept = Object.entries(value).filter(([key]) => !dropped.has(key));
        members.push([keyword, Object.fromEntries(kept)]);
      } else if (keyword === "dependentRequired" && isObject(value)) {
        const kept = Object.entries(value).map(
          ([key, keys]) =>
            [key, listOf(keys).filter((other) => !dropped.has(String(other)))] as const,
        );
        members.push([keyword, Object.fromEntries(kept)]);
      } else members.push([keyword, value]);
    }
    return Object.fromEntries(members);
  }

  #dropped(at: SchemaId, view: View): ReadonlySet<string> {
    const foreign = view === "request" ? "read" : "write";
    if (!this.#accesses.has(foreign)) return NOTHING;
    const keys = conjuncts(at, this.#schemas).flatMap(({ assertions }) =>
      Object.entries(assertions.object?.properties ?? {})
        .filter(([, property]) => accessOf(property, this.#schemas) === foreign)
        .map(([key]) => key),
    );
    return new Set(keys);
  }
}

function referring(
  node: JsonObject,
  target: SchemaId | undefined,
  view: View,
  refer: Refer,
): JsonObject {
  if (target === undefined || typeof node.$ref !== "string") return node;
  const to = refer(target, view);
  return to === target ? node : { ...node, $ref: to };
}

function closedObjects(schemas: ApiModel["schemas"]): Set<SchemaId> {
  const closed = new Set<SchemaId>();
  for (const { id, assertions } of Object.values(schemas)) {
    const { additionalProperties, unevaluatedProperties } = assertions.object ?? {};
    if (says(additionalProperties, schemas)) closed.add(id);
    if (says(unevaluatedProperties, schemas))
      for (const part of inPlace(id, schemas)) closed.add(part);
  }
  return closed;
}

function says(id: SchemaId | undefined, schemas: ApiModel["schemas"]): boolean {
  return id !== undefined && Object.keys(schemas[id]?.assertions ?? {}).length > 0;
}
