import type { Codec, ContentDescriptor } from "./descriptor.js";

/** A media type without parameters, in lower case: `application/json`. */
export function essence(mediaType: string): string {
  return (mediaType.split(";", 1)[0] ?? "").trim().toLowerCase();
}

/** The `charset` parameter, if there is one. */
export function charsetOf(mediaType: string): string | undefined {
  return /;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(mediaType)?.[1];
}

/** The declared media type that covers an actual one: the same, else `image/*`, else `*` `/*`. */
export function covering(content: ContentDescriptor, mediaType: string): string | undefined {
  const actual = essence(mediaType);
  const declared = Object.keys(content);
  const group = `${actual.split("/", 1)[0] ?? ""}/*`;
  return (
    declared.find((type) => type === mediaType) ??
    [actual, group, "*/*"].flatMap((wanted) =>
      declared.filter((type) => essence(type) === wanted),
    )[0]
  );
}

/** The declared media type to prefer: the first of JSON, else the first. */
export function preferred(content: ContentDescriptor): string | undefined {
  const declared = Object.keys(content);
  return declared.find((type) => content[type] === "json") ?? declared[0];
}

/** True for what `JSON.parse` reads, whatever a document declares. */
export function isJson(mediaType: string): boolean {
  return /^(?:application|text)\/json$|\+json$/.test(essence(mediaType));
}

/** True for a codec whose answer is handed on as it arrives. */
export function isStreamed(codec: Codec): boolean {
  return codec === "events" || codec === "lines";
}

/**
 * The media type a part is sent as, of those an encoding lists, `image/png, image/*`: its own where
 * that is listed, else the first that is no range. Nothing where the list leaves it to the part.
 *
 * @see https://spec.openapis.org/oas/v3.2.0#encoding-content-type
 */
export function chosenAmong(list: string | undefined, own: string | undefined): string | undefined {
  if (list === undefined) return undefined;
  const listed = list.split(",").map((type) => type.trim());
  const content = Object.fromEntries(listed.map((type) => [type, "binary" as const]));
  if (own !== undefined && covering(content, own) !== undefined) return own;
  return listed.find((type) => !type.includes("*"));
}
