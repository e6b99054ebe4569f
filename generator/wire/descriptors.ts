import type { Encoding, Parameter, PartEncodings } from "../model/model.js";
import type {
  ContentDescriptor,
  EncodingDescriptor,
  ParameterDescriptor,
  ParameterStyle,
  PartEncodings as PartDescriptors,
} from "../../templates/runtime/descriptor.js";
import * as negotiation from "../../templates/runtime/negotiation.js";
import {
  writeContent,
  writeCookie,
  writeDeepObject,
  writeExpansion,
  writePairs,
  writeQueryString,
  writeReserved,
} from "../../templates/runtime/parameter-writers.js";

export type { ContentDescriptor } from "../../templates/runtime/descriptor.js";

/** What writes parameters whose style does not go without saying, by name. */
const WRITERS = {
  writeContent,
  writeCookie,
  writeDeepObject,
  writeExpansion,
  writePairs,
  writeQueryString,
  writeReserved,
} as const;

/** A parameter as the runtime wants it told, with what writes it. */
export function parameterDescriptor(parameter: Parameter): ParameterDescriptor {
  return withWriter(parameterFacts(parameter));
}

/** A descriptor with the writer that its facts ask for. */
export function withWriter(facts: ParameterDescriptor): ParameterDescriptor {
  const writer = parameterWriter(facts);
  return writer === undefined ? facts : { ...facts, write: WRITERS[writer] };
}

/** The name of the writer that a parameter needs, in `parameter-writers.ts`; none for the default style of its place. */
export function parameterWriter({
  in: place,
  style,
  explode,
  allowReserved,
  content,
}: ParameterDescriptor): keyof typeof WRITERS | undefined {
  if (place === "cookie") return "writeCookie";
  if (content !== undefined) return style === "querystring" ? "writeQueryString" : "writeContent";
  if (allowReserved === true) return "writeReserved";
  if (style === undefined && explode === undefined) return undefined;
  if (style === "deepObject") return "writeDeepObject";
  return place === "query" ? "writePairs" : "writeExpansion";
}

/** What the document says of a parameter. Defaults go without saying. */
export function parameterFacts(parameter: Parameter): Omit<ParameterDescriptor, "write"> {
  const { in: place, key, style, explode, allowReserved, value } = parameter;
  const usual = place === "path" || place === "header" ? "simple" : "form";
  const written =
    "content" in value
      ? { content: value.content.codec, ...(style === "querystring" ? { style } : {}) }
      : {
          ...(style === usual ? {} : { style }),
          ...(explode === isExploded(style) ? {} : { explode }),
          ...(allowReserved ? { allowReserved } : {}),
        };
  return { in: place, key, ...written };
}

/** What the runtime must know of a body's parts; undefined where the defaults hold. */
export function encodingDescriptors(encodings: PartEncodings): PartDescriptors | undefined {
  return encodings.positions?.map(encodingDescriptor) ?? propertyDescriptors(encodings);
}

/** The same of a body that has its parts by name. */
export function propertyDescriptors({
  encoding,
}: PartEncodings): { readonly [property: string]: EncodingDescriptor } | undefined {
  if (encoding === undefined) return undefined;
  const told = Object.entries(encoding).map(
    ([property, one]) => [property, encodingDescriptor(one)] as const,
  );
  return Object.fromEntries(told);
}

function encodingDescriptor({ contentType, style, headers, inside }: Encoding): EncodingDescriptor {
  const needed = headers.filter(({ required }) => required).map(({ key }) => key);
  const parts = inside === undefined ? undefined : (encodingDescriptors(inside) ?? {});
  return {
    ...(contentType === undefined ? {} : { contentType }),
    ...(style === undefined
      ? {}
      : {
          // Said even where it is the default: that a style is meant is what must be told.
          style: style.style,
          ...(style.explode === isExploded(style.style) ? {} : { explode: style.explode }),
          ...(style.allowReserved ? { allowReserved: true } : {}),
        }),
    ...(needed.length === 0 ? {} : { headers: needed }),
    ...(parts === undefined ? {} : { parts }),
  };
}

function isExploded(style: ParameterStyle): boolean {
  return style === "form" || style === "cookie";
}

/** The `Accept` header of a call that asks for nothing in particular. */
export function acceptOf(contents: readonly ContentDescriptor[]): string {
  return negotiation.acceptOf({ responses: Object.fromEntries(contents.entries()) });
}

/** Whether an answer may be JSON or something else, so that what was asked for decides how it is taken. */
export function isNegotiated(content: ContentDescriptor): boolean {
  const codecs = Object.values(content);
  return codecs.includes("json") && codecs.some((codec) => codec !== "json");
}
