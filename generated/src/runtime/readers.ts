import type { AnswerReader } from "./descriptor.js";
import { essence } from "./media-type.js";
import { readText } from "./text.js";

/*
 * What reads answers that are no JSON. Each is named by the operations that have such answers, so
 * that a bundle has those alone.
 */

/** Text as it is. */
export const readPlain: AnswerReader = async (response, contentType) => {
  const decoded = await readText(response, contentType);
  return decoded.fault === undefined ? { value: decoded.text } : decoded;
};

/** `name=text&…`, as `URLSearchParams`. */
export const readForm: AnswerReader = async (response, contentType) => {
  const decoded = await readText(response, contentType);
  return decoded.fault === undefined ? { value: new URLSearchParams(decoded.text) } : decoded;
};

/** Bytes, as a `Blob`. */
export const readBytes: AnswerReader = async (response) => ({ value: await response.blob() });

/** Of all multipart types, forms alone can be taken apart by what every platform has; others are bytes. */
export const readMultipart: AnswerReader = async (response, contentType, parse) => {
  if (essence(contentType) !== "multipart/form-data")
    return readBytes(response, contentType, parse);
  try {
    return { value: await response.formData() };
  } catch (cause) {
    return { fault: "the answer is not multipart", cause };
  }
};

/** Items that arrive one by one: their bytes, which `openItems` takes apart. */
export const readStream: AnswerReader = ({ body }) =>
  Promise.resolve({ value: body, isStream: true });
