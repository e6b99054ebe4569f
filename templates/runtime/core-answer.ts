import type { Reading } from "./answer.js";
import type { JsonText, OperationDescriptor, Takes } from "./descriptor.js";

/** How much of a body that could not be read is kept, characters. */
const EXCERPT = 4_096;

/**
 * What an answer of `./core` is: JSON by itself, all else by the readers of its operation. It has to
 * be of the media type, the charset and the form that the document declares. `takes`: whether
 * the caller will have a media type. Rejects when the body is lost on its way.
 */
export async function readDeclared(
  operation: OperationDescriptor,
  response: Response,
  takes: Takes | undefined,
  parse: JsonText["parse"],
): Promise<Reading> {
  const { responses, readers, method } = operation;
  const { status, headers, ok } = response;
  const code = String(status);
  // A success that the document does not list is read as one that it does.
  const successes = Object.keys(responses).filter((one) => ok && one.charAt(0) === "2");
  const key = [code, `${code.charAt(0)}XX`, ...successes, "default"].find((one) => responses[one]);
  const content = responses[key ?? ""] ?? {};
  const declared = Object.keys(content);
  const written = headers.get("content-type") ?? declared[0] ?? "";
  const type = essence(written);
  const mediaType = declared.find(
    (one) =>
      (essence(one) === type || (/\*/.test(one) && type.startsWith(one.replace(/\*.*/, "")))) &&
      takes?.(content, one) !== false,
  );
  const codec = content[mediaType ?? ""];
  const read = codec && status !== 204 && readers?.[typeof codec === "object" ? "events" : codec];
  if (read) return { key, mediaType, ...(await read(response, written, parse)) };
  const bytes = await response.arrayBuffer();
  if (method === "head" || status === 304 || (key && !declared[0])) return { key };
  let text;
  let value;
  try {
    const [, charset] = /charset="?([^\s;"]+)/i.exec(written) ?? [];
    text = new TextDecoder(charset, { fatal: true }).decode(bytes);
    if (codec ?? /\bjson$/.test(type)) value = parse(text);
    if (codec) return { key, value };
  } catch {
    // What a parser says quotes the body.
  }
  const fault = `the answer is not ${declared.join(" or ") || "declared"}`;
  return { key, value, fault, passes: !!(codec && text), text: text?.slice(0, EXCERPT) };
}

function essence(mediaType: string): string {
  return mediaType.replace(/;.*/s, "").trim().toLowerCase();
}
