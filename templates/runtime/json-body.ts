import type { BodyEncoder } from "./descriptor.js";
import { isBytes } from "./part.js";

/**
 * Writes the body of an operation that takes JSON and nothing else, by `json`. Bytes are sent as they
 * are. Nothing for an absent body.
 */
export const encodeJson: BodyEncoder = ({ content }, { body, contentType }, json = JSON) => {
  if (body === undefined) return undefined;
  const [declared = ""] = Object.keys(content);
  return {
    content: isBytes(body) ? (body as BodyInit) : json.stringify(body),
    contentType: contentType ?? declared,
    replayable: !(body instanceof ReadableStream),
  };
};
