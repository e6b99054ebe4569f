import { isObject, type Json, type JsonObject } from "../model/json.js";
import { codecOf } from "../model/media-types.js";
import type { EventReading } from "../model/model.js";
import { childOf, isList, valueAt } from "../source/pointer.js";
import { constrains } from "./keywords.js";
import { refOf } from "./resolve.js";

/** The fields of a server-sent event. @see https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream */
const FIELDS: ReadonlySet<string> = new Set(["data", "event", "id", "retry"]);

/** Where the canonical document keeps how an event stream is read. */
const READING = "x-event-stream";

const USUAL: EventReading = { item: "data", data: "json" };

/** The media type with its reading written down; the usual one goes without saying. */
export function withReading(mediaType: JsonObject, reading: EventReading): JsonObject {
  const { [READING]: _, ...rest } = mediaType;
  const { item, data, except } = reading;
  return item === USUAL.item && data === USUAL.data
    ? rest
    : { ...rest, [READING]: { item, data, ...(except === undefined ? {} : { except }) } };
}

/** The reading of a canonical media type. */
export function eventReadingOf(mediaType: JsonObject): EventReading {
  return (childOf(mediaType, READING) as unknown as EventReading | undefined) ?? USUAL;
}

/** What the schemas of a document say of events. Each schema that is referred to is looked at once. */
export class EventSchemas {
  readonly #root: JsonObject;
  readonly #alternatives = new Map<string, readonly Alternative[]>();
  readonly #parsed = new Map<string, Json>();
  readonly #texts = new Map<string, boolean>();

  constructor(root: JsonObject) {
    this.#root = root;
  }

  /**
   * How an event stream is read: whole events, where its schema describes no other members than an
   * event's fields, `data` and, unless OpenAPI says that it describes one (`itemSchema`), `event`;
   * else what `data` hold. Data are JSON unless their schema is one of text, or says nothing.
   *
   * @see https://spec.openapis.org/oas/v3.2.0#special-considerations-for-server-sent-events
   */
  readingOf(schema: Json, isItem: boolean): EventReading {
    const alternatives = this.#alternativesOf(schema);
    const needed = isItem ? ["data"] : ["data", "event"];
    const isEvent =
      alternatives.length > 0 &&
      alternatives.every(
        (members) =>
          needed.every((name) => members.has(name)) &&
          [...members.keys()].every((name) => FIELDS.has(name)),
      );
    if (!isEvent) return { item: "data", data: this.#isText(schema) ? "text" : "json" };
    const told = alternatives.map((members) => ({
      names: this.#namesOf(members.get("event") ?? []),
      data: this.#dataOf(members.get("data") ?? []),
    }));
    const unnamed = told.filter(({ names }) => names.length === 0);
    const isJson = (unnamed.length > 0 ? unnamed : told).some((one) => one.data === "json");
    const data = isJson ? "json" : "text";
    const except = told
      .filter((one) => one.data !== data)
      .flatMap((one) => one.names.map((name) => [name, one.data] as const));
    return {
      item: "event",
      data,
      ...(except.length === 0 ? {} : { except: Object.fromEntries(except) }),
    };
  }

  /**
   * A whole event whose data are text that holds JSON, as one whose data are that JSON; the schema
   * itself where no data are such.
   */
  withParsedData(schema: Json): Json {
    if (!isObject(schema)) return schema;
    const ref = refOf(schema);
    if (ref !== undefined) {
      const target = valueAt(this.#root, ref);
      const parsed = target === undefined ? undefined : this.#parsedAt(ref, target);
      if (parsed === target || !isObject(parsed)) return schema;
      const { $ref: _, ...siblings } = schema;
      return { ...parsed, ...siblings };
    }
    const changed = new Map<string, Json>();
    const properties = childOf(schema, "properties");
    const data = childOf(properties ?? {}, "data");
    const content = data === undefined ? undefined : this.contentOf(data);
    if (isObject(properties) && content !== undefined) {
      changed.set("properties", { ...properties, data: content });
    }
    for (const keyword of ["allOf", "anyOf", "oneOf"]) {
      const parts = partsOf(schema, keyword);
      const parsed = parts.map((part) => this.withParsedData(part));
      if (parsed.some((part, index) => part !== parts[index])) changed.set(keyword, parsed);
    }
    return changed.size === 0 ? schema : { ...schema, ...Object.fromEntries(changed) };
  }

  #parsedAt(ref: string, target: Json): Json {
    const known = this.#parsed.get(ref);
    if (known !== undefined) return known;
    // One that leads back to itself stays as it is where it does.
    this.#parsed.set(ref, target);
    const parsed = this.withParsedData(target);
    this.#parsed.set(ref, parsed);
    return parsed;
  }

  /**
   * What a text is said to hold, where that is JSON; undefined of all else.
   *
   * @see https://json-schema.org/draft/2020-12/json-schema-validation#section-8
   */
  contentOf(schema: Json): Json | undefined {
    const target = this.followed(schema)?.value;
    const mediaType = target === undefined ? undefined : childOf(target, "contentMediaType");
    if (typeof mediaType !== "string" || target === undefined) return undefined;
    return codecOf(mediaType) === "json" ? (childOf(target, "contentSchema") ?? {}) : undefined;
  }

  /** What a chain of references leads to, and where that stands; without, the schema itself. */
  followed(schema: Json): { readonly value: Json; readonly at?: string } | undefined {
    let found: { readonly value: Json; readonly at?: string } = { value: schema };
    const seen = new Set<string>();
    for (let ref = refOf(schema); ref !== undefined; ref = refOf(found.value)) {
      const value = seen.has(ref) ? undefined : valueAt(this.#root, ref);
      if (value === undefined) return undefined;
      seen.add(ref);
      found = { value, at: ref };
    }
    return found;
  }

  #alternativesOf(schema: Json): readonly Alternative[] {
    const ref = refOf(schema);
    if (ref !== undefined) {
      const known = this.#alternatives.get(ref);
      if (known !== undefined) return known;
      this.#alternatives.set(ref, []);
      const target = valueAt(this.#root, ref);
      const found = target === undefined ? [] : this.#alternativesOf(target);
      this.#alternatives.set(ref, found);
      return found;
    }
    const properties = childOf(schema, "properties");
    const own = isObject(properties)
      ? Object.entries(properties).map(([name, value]) => [name, [value]] as const)
      : [];
    let alternatives: readonly Alternative[] = [new Map(own)];
    const conjoin = (others: readonly Alternative[]): void => {
      const isTooMany = alternatives.length * others.length > MOST;
      alternatives = isTooMany
        ? []
        : alternatives.flatMap((one) => others.map((other) => merged(one, other)));
    };
    for (const part of partsOf(schema, "allOf")) conjoin(this.#alternativesOf(part));
    for (const keyword of ["anyOf", "oneOf"]) {
      const parts = partsOf(schema, keyword);
      if (parts.length > 0) conjoin(parts.flatMap((part) => this.#alternativesOf(part)));
    }
    return alternatives;
  }

  /** The names an event may have, where its schema lists them. */
  #namesOf(schemas: readonly Json[]): readonly string[] {
    for (const schema of schemas) {
      const target = this.followed(schema)?.value ?? {};
      const only = childOf(target, "const");
      const values = only === undefined ? childOf(target, "enum") : [only];
      if (isList(values)) return values.filter((value) => typeof value === "string");
    }
    return [];
  }

  #dataOf(schemas: readonly Json[]): EventReading["data"] {
    if (schemas.some((schema) => this.contentOf(schema) !== undefined)) return "json";
    return schemas.some((schema) => this.#isText(schema)) ? "text" : "json";
  }

  /** Whether all values are texts, or the schema says nothing of them. */
  #isText(schema: Json): boolean {
    if (!isObject(schema)) return schema === true;
    const ref = refOf(schema);
    if (ref !== undefined) {
      const known = this.#texts.get(ref);
      if (known !== undefined) return known;
      this.#texts.set(ref, false);
      const target = valueAt(this.#root, ref);
      const isText = target !== undefined && this.#isText(target);
      this.#texts.set(ref, isText);
      return isText;
    }
    if (!Object.keys(schema).some(constrains)) return true;
    const type = childOf(schema, "type");
    if (type !== undefined)
      return (isList(type) ? type : [type]).every((name) => name === "string");
    const only = childOf(schema, "const");
    const values = only === undefined ? childOf(schema, "enum") : [only];
    if (isList(values)) return values.every((value) => typeof value === "string");
    const alternatives = [...partsOf(schema, "anyOf"), ...partsOf(schema, "oneOf")];
    if (alternatives.length > 0) return alternatives.every((part) => this.#isText(part));
    return partsOf(schema, "allOf").some((part) => this.#isText(part));
  }
}

/** One way a value may look: the schemas of its members by name. */
type Alternative = ReadonlyMap<string, readonly Json[]>;

/** More alternatives than events are told by. */
const MOST = 1_000;

function merged(one: Alternative, other: Alternative): Alternative {
  const members = new Map(one);
  for (const [name, schemas] of other)
    members.set(name, [...(members.get(name) ?? []), ...schemas]);
  return members;
}

function partsOf(schema: Json, keyword: string): readonly Json[] {
  const parts = childOf(schema, keyword);
  return isList(parts) ? parts : [];
}
