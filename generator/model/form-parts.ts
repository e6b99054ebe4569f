import type { ApiModel, MediaType } from "./model.js";
import { hasOnlySingle } from "./undefined-styles.js";

/** Whether a body is multipart and no form: its parts have no names, are multipart themselves, or are of another kind. */
export function isMoreThanForm({ codec, type, encoding = {}, positions }: MediaType): boolean {
  if (codec !== "multipart") return false;
  return (
    !/^\s*multipart\/form-data\b/i.test(type) ||
    positions !== undefined ||
    Object.values(encoding).some(({ inside }) => inside !== undefined)
  );
}

/**
 * Whether mocks read a body otherwise than it is written: they look for fields, one text each, and
 * take lists of parts and parts of JSON for such texts.
 */
export function isMisreadForm(media: MediaType, schemas: ApiModel["schemas"]): boolean {
  if (media.codec !== "multipart" || media.schema === undefined) return isMoreThanForm(media);
  return isMoreThanForm(media) || !hasOnlySingle(media.schema, schemas);
}
