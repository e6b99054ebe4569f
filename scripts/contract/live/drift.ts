import type { ApiModel, Json, JsonObject, Operation } from "../../../generator/index.js";

/** Something the real API does that the document does not say. */
export interface Drift {
  readonly operation: string;
  readonly kind: "status" | "media type" | "field" | "type" | "constraint";
  /** Where in the document the patch goes. */
  readonly pointer: string;
  readonly words: string;
  /** RFC 6902: what would make the document say it. */
  readonly patch: readonly JsonObject[];
}

/** An answer of the real API. */
export interface LiveAnswer {
  readonly status: number;
  readonly mediaType?: string;
  readonly body?: Json;
  /** What the proxy holds against it. */
  readonly violations: readonly string[];
  /** Ajv's words, where it refuses the body. */
  readonly objection?: string;
}

/** How an answer differs from what the document promises. */
export function driftOf(model: ApiModel, operation: Operation, answer: LiveAnswer): Drift[] {
  const base = { operation: operation.name };
  const described = responseOf(operation, answer.status);
  const responses = `${operation.pointer}/responses`;
  if (described === undefined)
    return [
      {
        ...base,
        kind: "status",
        pointer: responses,
        words: `answers with ${String(answer.status)}, which the document does not list`,
        patch: [
          {
            op: "add",
            path: `${responses.slice(1)}/${String(answer.status)}`,
            value: responseFor(answer),
          },
        ],
      },
    ];
  const { mediaType, body } = answer;
  if (mediaType === undefined) return [];
  const media = described.content.find(({ type }) => covers(type, mediaType));
  if (media === undefined)
    return [
      {
        ...base,
        kind: "media type",
        pointer: described.pointer,
        words: `answers ${String(answer.status)} with ${mediaType}, which the document does not list`,
        patch: [
          {
            op: "add",
            path: `${described.pointer.slice(1)}/content/${escaped(mediaType)}`,
            value: mediaFor(body),
          },
        ],
      },
    ];
  if (media.schema === undefined || body === undefined) return [];
  const found = differences(model, media.schema, body, "");
  const drifts = found.map((one): Drift => ({ ...base, ...one }));
  if (drifts.every(({ kind }) => kind === "field") && answer.objection !== undefined)
    drifts.push({
      ...base,
      kind: "constraint",
      pointer: media.schema,
      words: [answer.objection, ...answer.violations].join("; "),
      patch: [],
    });
  return drifts;
}

type Difference = Omit<Drift, "operation">;

/** Members that are not described, and values of another type, at any depth. */
function differences(
  model: ApiModel,
  id: string,
  value: Json,
  at: string,
  depth = 0,
): Difference[] {
  const parts = conjuncts(model, id);
  if (
    depth > 30 ||
    parts.some(({ assertions }) => (assertions.oneOf ?? assertions.anyOf) !== undefined)
  )
    return [];
  const wrong = parts.find(
    ({ assertions: { types } }) => types !== undefined && !types.some((type) => isOf(value, type)),
  );
  if (wrong !== undefined)
    return [
      {
        kind: "type",
        pointer: wrong.id,
        words: `${at || "/"} is ${typeOf(value)}, not ${wrong.assertions.types?.join(" or ") ?? ""}`,
        patch: [
          {
            op: "add",
            path: `${wrong.id.slice(1)}/type`,
            value: [...(wrong.assertions.types ?? []), typeOf(value)],
          },
        ],
      },
    ];
  if (Array.isArray(value)) {
    const items = parts.find(({ assertions }) => assertions.array?.items !== undefined)?.assertions
      .array?.items;
    return items === undefined
      ? []
      : unique(
          (value as readonly Json[]).flatMap((item) =>
            differences(model, items, item, `${at}/*`, depth + 1),
          ),
        );
  }
  if (!isObject(value)) return [];
  const objects = parts.flatMap(({ id: own, assertions: { object } }) =>
    object === undefined ? [] : [{ own, object }],
  );
  const isMap = objects.some(
    ({ object }) =>
      object.additionalProperties !== undefined || object.patternProperties !== undefined,
  );
  return Object.entries(value).flatMap(([key, member]): Difference[] => {
    const known = objects.flatMap(({ object }) =>
      object.properties !== undefined && Object.hasOwn(object.properties, key)
        ? [object.properties[key]]
        : [],
    );
    const [first] = known;
    if (first !== undefined)
      return differences(model, first, member, `${at}/${escaped(key)}`, depth + 1);
    const home = objects.find(({ object }) => object.properties !== undefined)?.own;
    if (isMap || home === undefined) return [];
    return [
      {
        kind: "field",
        pointer: home,
        words: `${at}/${escaped(key)} is not described`,
        patch: [
          {
            op: "add",
            path: `${home.slice(1)}/properties/${escaped(key)}`,
            value: schemaFor(member),
          },
        ],
      },
    ];
  });
}

function conjuncts(model: ApiModel, id: string): ApiModel["schemas"][string & `#${string}`][] {
  const found = new Map<string, ApiModel["schemas"][`#${string}`]>();
  const add = (one: string | undefined): void => {
    const schema = one === undefined ? undefined : model.schemas[one as `#${string}`];
    if (one === undefined || schema === undefined || found.has(one)) return;
    found.set(one, schema);
    add(schema.assertions.ref);
    schema.assertions.allOf?.forEach(add);
  };
  add(id);
  return [...found.values()];
}

/** A first description of a value: its type and its members', never the value. */
export function schemaFor(value: Json | undefined): JsonObject {
  if (value === undefined) return {};
  if (Array.isArray(value))
    return { type: "array", items: schemaFor((value as readonly Json[])[0]) };
  if (!isObject(value)) return { type: typeOf(value) };
  return {
    type: "object",
    properties: Object.fromEntries(
      Object.entries(value).map(([key, member]) => [key, schemaFor(member)]),
    ),
  };
}

function responseFor({ mediaType, body }: LiveAnswer): JsonObject {
  const description = "Seen on the real API.";
  return mediaType === undefined
    ? { description }
    : { description, content: { [mediaType]: mediaFor(body) } };
}

function mediaFor(body: Json | undefined): JsonObject {
  return body === undefined ? {} : { schema: schemaFor(body) };
}

function responseOf(
  { responses }: Operation,
  status: number,
): Operation["responses"][number] | undefined {
  const of = (wanted: string) => responses.find((one) => String(one.status) === wanted);
  return of(String(status)) ?? of(`${String(status).charAt(0)}XX`) ?? of("default");
}

function covers(type: string, given: string): boolean {
  const [wanted = ""] = type.split(";");
  return (
    wanted === given ||
    wanted === "*/*" ||
    (wanted.endsWith("/*") && given.startsWith(wanted.slice(0, -1)))
  );
}

function unique(found: readonly Difference[]): Difference[] {
  const seen = new Set<string>();
  return found.filter(
    ({ pointer, words }) => !seen.has(pointer + words) && seen.add(pointer + words),
  );
}

function typeOf(value: Json): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "number";
  return typeof value;
}

function isOf(value: Json, type: string): boolean {
  return typeOf(value) === type || (type === "number" && typeof value === "number");
}

function isObject(value: Json): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function escaped(name: string): string {
  return name.replaceAll("~", "~0").replaceAll("/", "~1");
}
