import { isNotation } from "./media-types.js";
import type { MediaType, Operation } from "./model.js";

/** Bodies that are values of JSON, or are told as such, and sequences of such, item by item; bytes are not validated. */
const VALIDATED: ReadonlySet<MediaType["codec"]> = new Set([
  "json",
  "form",
  "multipart",
  "text",
  "events",
  "lines",
  "sequence",
]);

/** Whether a body of a media type has a validator. */
export function isValidated({ type, codec, schema }: MediaType): boolean {
  return schema !== undefined && VALIDATED.has(codec) && !isNotation(type);
}

/** The validator of an operation's body, `CreatePetBodySchema`: of several media types, the first's that has one. */
export function bodyValidatorOf({ requestBody, typeName }: Operation): string | undefined {
  const media = requestBody?.content.find(isValidated);
  return media && `${typeName}Body${media.suffix ?? ""}Schema`;
}
