import type { Encoding, MediaType, Parameter } from "../model/model.js";
import type {
  EncodingDescriptor,
  ParameterDescriptor,
  ParameterStyle,
} from "../../templates/runtime/descriptor.js";

/** A parameter as the runtime wants it told. Defaults go without saying. */
export function parameterDescriptor(parameter: Parameter): ParameterDescriptor {
  const { in: place, key, style, explode, allowReserved, value } = parameter;
  const usual = place === "path" || place === "header" ? "simple" : "form";
  const written =
    "content" in value
      ? { content: value.content.codec }
      : {
          ...(style === usual ? {} : { style }),
          ...(explode === isExploded(style) ? {} : { explode }),
          ...(allowReserved ? { allowReserved } : {}),
        };
  return { in: place, key, ...written };
}

/** What the runtime must know of a body's properties; undefined where the defaults hold. */
export function encodingDescriptors({
  encoding,
}: Pick<MediaType, "encoding">): { readonly [property: string]: EncodingDescriptor } | undefined {
  if (encoding === undefined) return undefined;
  const told = Object.entries(encoding).map(
    ([property, one]) => [property, encodingDescriptor(one)] as const,
  );
  return Object.fromEntries(told);
}

function encodingDescriptor({ contentType, style, headers }: Encoding): EncodingDescriptor {
  const needed = headers.filter(({ required }) => required).map(({ key }) => key);
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
  };
}

function isExploded(style: ParameterStyle): boolean {
  return style === "form" || style === "cookie";
}
