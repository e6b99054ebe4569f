import type { MediaType } from "./model.js";

/** Whether a body is multipart and no form: its parts have no names, are multipart themselves, or are of another kind. */
export function isMoreThanForm({ codec, type, encoding = {}, positions }: MediaType): boolean {
  if (codec !== "multipart") return false;
  return (
    !/^\s*multipart\/form-data\b/i.test(type) ||
    positions !== undefined ||
    Object.values(encoding).some(({ inside }) => inside !== undefined)
  );
}
