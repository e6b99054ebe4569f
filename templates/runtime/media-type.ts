import type { Codec, ContentDescriptor, EventsDescriptor } from "./descriptor.js";

/** A media type without parameters, in lower case: `application/json`. */
export function essence(mediaType: string): string {
  return mediaType.replace(/;.*/s, "").trim().toLowerCase();
}

/** The `charset` parameter, if there is one. */
export function charsetOf(mediaType: string): string | undefined {
  return /;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(mediaType)?.[1];
}

/** The declared media type that covers an actual one: the same, else `image/*`, else `*` `/*`. */
export function covering(content: ContentDescriptor, mediaType: string): string | undefined {
  if (Object.hasOwn(content, mediaType)) return mediaType;
  const actual = essence(mediaType);
  const declared = Object.keys(content);
  for (const wanted of [actual, actual.replace(/\/.*/, "/*"), "*/*"]) {
    const found = declared.find((type) => essence(type) === wanted);
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * Whether bytes of one media type may be sent as another: as the same or a range that has it, as JSON
 * of any kind where they are JSON, and as bytes of no particular kind.
 */
export function isSentAs(own: string, declared: string): boolean {
  if (covering({ [declared]: "binary" }, own) !== undefined) return true;
  return essence(declared) === "application/octet-stream" || (isJson(own) && isJson(declared));
}

/** The declared media type to prefer: the first of JSON, else the first. */
export function preferred(content: ContentDescriptor): string | undefined {
  const declared = Object.keys(content);
  return declared.find((type) => content[type] === "json") ?? declared[0];
}

/** How a declared media type is written and read; undefined for one that is not declared. */
export function codecOf(content: ContentDescriptor, mediaType: string): Codec | undefined {
  const told = content[mediaType];
  return typeof told === "object" ? "events" : told;
}

/** True for what `JSON.parse` reads, whatever a document declares. */
export function isJson(mediaType: string): boolean {
  return /^(?:application|text)\/json$|\+json$/.test(essence(mediaType));
}

/** How the items of a stream are read; undefined for a body that is one value. */
export function streamOf(
  content: ContentDescriptor,
  mediaType: string,
): "lines" | "sequence" | EventsDescriptor | undefined {
  const told = content[mediaType];
  if (told === "events") return { item: "data", data: "json" };
  return typeof told === "object" || told === "lines" || told === "sequence" ? told : undefined;
}

/**
 * The media type a part is sent as, of those an encoding lists, `image/png, image/*`: its own where
 * that is listed, else the first that is no range. Nothing where the list leaves it to the part.
 * Throws a RangeError for a part of a type that is not listed.
 *
 * @see https://spec.openapis.org/oas/v3.2.0#encoding-content-type
 */
export function chosenAmong(list: string | undefined, own: string | undefined): string | undefined {
  if (list === undefined) return undefined;
  const listed = list.split(",").map((type) => type.trim());
  const content = Object.fromEntries(listed.map((type) => [type, "binary" as const]));
  if (own !== undefined && covering(content, own) !== undefined) return own;
  const chosen = listed.find((type) => !type.includes("*"));
  if (own === undefined || (chosen !== undefined && isSentAs(own, chosen))) return chosen;
  throw new RangeError(`is ${own}, and ${list} is sent: give a Part with a contentType of its own`);
}
