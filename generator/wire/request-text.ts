import { percentEncoded } from "../../templates/runtime/escapes.js";
import { formPairs, plainPairs } from "../../templates/runtime/form.js";
import { mergeHeaders } from "../../templates/runtime/headers.js";
import { chosenAmong } from "../../templates/runtime/media-type.js";
import { SerializationFault } from "../../templates/runtime/serialization-fault.js";
import { pairsFor, textOf } from "../../templates/runtime/serialize.js";
import type { Pair } from "../../templates/runtime/styles.js";
import type { Json } from "../model/json.js";
import type { MediaType, Parameter } from "../model/model.js";
import { parameterDescriptor, propertyDescriptors } from "./descriptors.js";

/*
 * Requests as the generated client would send them: the client's own serialiser, lent to the emitters
 * that print requests. An example that the client refuses is shown all the same, percent-encoded.
 */

/** The pairs of a query or cookie parameter. */
export function parameterPairs(
  parameter: Parameter,
  value: Json,
): readonly (readonly [name: string, text?: string])[] {
  return unlessRefused(
    () => pairsFor(parameterDescriptor(parameter), value),
    () => [[percentEncoded.name(parameter.key), shown(value)]],
  );
}

/** What stands in a path, or as a header's value. */
export function parameterText(parameter: Parameter, value: Json): string {
  return unlessRefused(
    () => {
      const text = textOf(parameterDescriptor(parameter), value) ?? "";
      return parameter.in === "header" ? (mergeHeaders({ text })["text"] ?? "") : text;
    },
    () => shown(value),
  );
}

/** The pairs of one property of a form: encoded, or `plain` for who encodes them himself. */
export function propertyPairs(
  media: Pick<MediaType, "encoding">,
  key: string,
  value: Json,
  plain = false,
): Pair[] {
  const encodings = propertyDescriptors(media) ?? {};
  const encoding = Object.hasOwn(encodings, key) ? encodings[key] : undefined;
  return unlessRefused(
    () => (plain ? plainPairs : formPairs)(key, value, encoding),
    () => [plain ? [key, textual(value)] : [percentEncoded.name(key), shown(value)]],
  );
}

/** The media type that a part of one property is sent as; nothing where it need not be said. */
export function partType(
  { encoding = {} }: Pick<MediaType, "encoding">,
  key: string,
  value: Json,
): string | undefined {
  const { contentType, style } = (Object.hasOwn(encoding, key) ? encoding[key] : undefined) ?? {};
  if (style !== undefined) return undefined;
  const item: Json | undefined = Array.isArray(value) ? value[0] : value;
  return chosenAmong(contentType, undefined) ?? (isMembered(item) ? "application/json" : undefined);
}

function isMembered(value: Json | undefined): boolean {
  return typeof value === "object" && value !== null;
}

/** A name as it stands in a query, a cookie or a form. */
export function encodedName(name: string): string {
  return percentEncoded.name(name);
}

function shown(value: Json): string {
  // Half a character is no text, and has no encoding.
  return percentEncoded.text(textual(value).replace(/\p{Surrogate}/gu, "\ufffd"));
}

function textual(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** RangeErrors are the serialiser's; a fault says the same of a place. */
function unlessRefused<T>(write: () => T, otherwise: () => T): T {
  try {
    return write();
  } catch (error) {
    if (error instanceof SerializationFault || error instanceof RangeError) return otherwise();
    throw error;
  }
}
