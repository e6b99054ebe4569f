import type { ApiModel, Json, MediaType } from "../../../generator/index.js";
import { isObject, memberOf, type JsonObject } from "../../fuzz/json.js";

type Sequence = "events" | "lines" | "sequence";

/** What bodies of answers are written as that Prism writes from a text alone, by their pointers. */
export type PlainAnswers = ReadonlyMap<string, Sequence | "text">;

/**
 * Bodies of answers for which Prism has no text: it makes up JSON, XML and what a schema calls a text,
 * and ends at bytes without a schema, forms, and items of a sequence, which it takes for JSON.
 */
export function plainAnswers({ operations, schemas }: ApiModel): PlainAnswers {
  const all = operations.flatMap(({ responses }) => responses.flatMap(({ content }) => content));
  return new Map(
    all.flatMap((media) => {
      if (isWritten(media, schemas)) return [];
      const { codec } = media;
      return [[media.pointer, isSequence(codec) ? codec : ("text" as const)]];
    }),
  );
}

function isWritten({ codec, type, schema, examples }: MediaType, schemas: ApiModel["schemas"]) {
  if (isSequence(codec)) return false;
  if (codec === "json" || codec === "multipart" || /^[^;]*[/+]xml\b/i.test(type)) return true;
  return isText(schema, schemas) || examples.some(({ value }) => typeof value === "string");
}

function isText(id: MediaType["schema"], schemas: ApiModel["schemas"]): boolean {
  let schema = id === undefined ? undefined : schemas[id];
  for (let hops = 0; schema?.shape.kind === "reference" && hops < 100; hops += 1)
    schema = schemas[schema.shape.target];
  if (schema === undefined) return false;
  const { types } = schema.assertions;
  return types?.includes("string") ?? schema.shape.kind === "literals";
}

function isSequence(codec: string): codec is Sequence {
  return codec === "events" || codec === "lines" || codec === "sequence";
}

/** A media type whose examples are texts, of which nothing is asked; without one, a text of no item and no field. */
export function withPlainText(media: JsonObject, kind: Sequence | "text"): JsonObject {
  const written = (value: Json): Json =>
    typeof value === "string" ? value : kind === "text" ? "\n" : itemsOf(value, kind);
  const single = memberOf(media, "example");
  const examples = memberOf(media, "examples");
  if (single === undefined && !isObject(examples)) return { example: "\n" };
  const named = Object.entries(isObject(examples) ? examples : {}).map(([key, example]) => {
    const value = isObject(example) ? memberOf(example, "value") : undefined;
    return [key, value === undefined ? example : { value: written(value) }];
  });
  return {
    ...(single === undefined ? {} : { example: written(single) }),
    ...(named.length === 0 ? {} : { examples: Object.fromEntries(named) as JsonObject }),
  };
}

function itemsOf(value: Json, kind: Sequence): string {
  const items = Array.isArray(value) ? (value as readonly Json[]) : [value];
  const texts = items.map((item) => JSON.stringify(item));
  const [before, after] = {
    events: ["data: ", "\n\n"],
    lines: ["", "\n"],
    sequence: ["\x1e", "\n"],
  }[kind] as [string, string];
  return texts.map((text) => before + text + after).join("");
}
