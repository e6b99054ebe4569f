import { code, type Code, type SymbolRef } from "../../code/code.js";
import type { Json, JsonObject } from "../../model/json.js";
import type { MediaType, RequestBody } from "../../model/model.js";
import { encodingDescriptors } from "../../wire/descriptors.js";
import { objectOf, told, type Member } from "./literals.js";
import { runtimeValue } from "./symbols.js";

/** `BodyDescriptor`: what a body is, what encodes it, and what writes it where that is more than JSON or text. */
export function bodyDescriptor({ required, content }: RequestBody): Code {
  const codecs = new Set(content.map(({ codec }) => codec));
  const writers = WRITERS.filter(([codec]) => codecs.has(codec)).map(([codec, writer]): Member => [
    codec,
    code`${writer}`,
  ]);
  return objectOf([
    ...told({
      ...(required ? { required } : {}),
      content: contentDescriptor(content),
      ...encodingOf(content),
    }),
    ...(writers.length === 0 ? [] : [["writers", objectOf(writers)] as const]),
    encoderOf(content),
  ]);
}

/** Most operations take JSON alone, which needs no choice among media types. */
function encoderOf(content: readonly MediaType[]): Member | SymbolRef {
  const isJson = content.every(({ codec, type }) => codec === "json" && !type.includes("*"));
  return isJson && content.length === 1
    ? ["encodeBody", code`${runtimeValue("encodeJson", "json-body")}`]
    : runtimeValue("encodeBody", "body");
}

const WRITERS: readonly (readonly [MediaType["codec"], SymbolRef])[] = [
  ["form", runtimeValue("writeForm", "form")],
  ["multipart", runtimeValue("writeMultipart", "multipart")],
  ["lines", runtimeValue("writeLines", "json-lines")],
  ["sequence", runtimeValue("writeSequence", "json-lines")],
];

function encodingOf(content: readonly MediaType[]): JsonObject {
  const told = content.flatMap((media) => {
    const encodings = encodingDescriptors(media);
    return encodings === undefined ? [] : [[media.type, encodings] as const];
  });
  return told.length === 0 ? {} : { encoding: Object.fromEntries(told) as unknown as JsonObject };
}

/** `ContentDescriptor` */
export function contentDescriptor(content: readonly MediaType[]): JsonObject {
  return Object.fromEntries(content.map((mediaType) => [mediaType.type, codecOf(mediaType)]));
}

/** Server-sent events are JSON in the data of each, unless more is said. */
function codecOf({ codec, events }: MediaType): Json {
  if (events === undefined || (events.item === "data" && events.data === "json")) return codec;
  const { item, data, except } = events;
  return { item, data, ...(except === undefined ? {} : { except }) };
}
