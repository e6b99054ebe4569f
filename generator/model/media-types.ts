import type { Json } from "./json.js";
import type { Codec } from "./model.js";

const TABLE: readonly (readonly [RegExp, Codec])[] = [
  [/^application\/(?:x-)?(?:jsonl|ndjson|jsonlines)$/, "lines"],
  [/^application\/(?:[^/]+\+)?json-seq$/, "sequence"],
  [/^(?:application|text)\/json$/, "json"],
  [/\+json$/, "json"],
  [/^application\/x-www-form-urlencoded$/, "form"],
  [/^multipart\//, "multipart"],
  [/^text\/event-stream$/, "events"],
  [/^text\//, "text"],
  [/^application\/(?:xml|yaml|x-yaml|graphql|javascript|sql)$/, "text"],
  [/\+(?:xml|yaml)$/, "text"],
];

/**
 * How a body of a media type is written and read. Parameters (`; charset=utf-8`) do not count; a
 * wildcard speaks of JSON when it could, as documents that write one nearly always mean it.
 *
 * @see https://spec.openapis.org/oas/v3.1.0#media-types
 */
export function codecOf(mediaType: string): Codec {
  const essence = (mediaType.split(";")[0] ?? "").trim().toLowerCase();
  if (essence === "*/*" || essence === "application/*") return "json";
  return TABLE.find(([pattern]) => pattern.test(essence))?.[1] ?? "binary";
}

/** The text of XML, YAML or a table is no instance of the schema beside it, which speaks of what the text means. */
export function isNotation(mediaType: string): boolean {
  return /^[^;]*[/+](?:xml|yaml|x-yaml|csv|tab-separated-values)\s*(;|$)/i.test(mediaType);
}

/** True of what is made of parts; an encoding may list several media types, and the first is sent. */
export function isMultipart(mediaType: string | undefined): boolean {
  return mediaType !== undefined && /^\s*multipart\//i.test(mediaType);
}

/** True where a body is a sequence of items that can be told one by one: its schema is theirs. */
export function isSequential(codec: Codec): boolean {
  return codec === "events" || codec === "lines" || codec === "sequence";
}

/** What an example of items shows: a list of them, one alone, or their text as it is sent. */
export function exampleItems(example: Json): readonly Json[] | string {
  if (typeof example === "string") return example;
  return Array.isArray(example) ? (example as readonly Json[]) : [example];
}

/** Items as they are sent. @see https://jsonlines.org and https://www.rfc-editor.org/rfc/rfc7464 */
export function itemsText(items: readonly Json[] | string, codec: "lines" | "sequence"): string {
  if (typeof items === "string") return items;
  const begin = codec === "sequence" ? "\u001e" : "";
  return items.map((item) => `${begin}${JSON.stringify(item)}\n`).join("");
}
