import { charsetOf } from "./media-type.js";

/** How much is read of a body that is no success, or not of a declared type: bytes. */
const LONGEST_REFUSAL = 2 ** 20;

/** How much of it is kept where it has more: bytes. */
const EXCERPT = 4_096;

/** A text, or why its bytes are none, with what of them is one. */
export type Decoded =
  | { readonly text: string; readonly fault?: undefined; readonly cause?: undefined }
  | { readonly text?: string; readonly fault: string; readonly cause?: unknown };

/** The text of an answer, by the charset of its type. `isBounded`: of a body that is no value, a megabyte is enough. */
export async function readText(
  response: Response,
  contentType = "",
  isBounded = !response.ok,
): Promise<Decoded> {
  const most = isBounded ? LONGEST_REFUSAL : Infinity;
  const reader = response.body?.getReader();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for (let part; reader !== undefined && size <= most; size += part.value.length) {
    part = await reader.read();
    if (part.done) break;
    chunks.push(part.value);
  }
  // Most bodies come in one piece.
  const bytes = chunks.length === 1 ? chunks[0] : await new Blob(chunks).arrayBuffer();
  if (size > most) {
    await reader?.cancel();
    const text = new TextDecoder().decode(bytes?.slice(0, EXCERPT));
    return { fault: "the answer has more than a megabyte", text };
  }
  const charset = charsetOf(contentType) ?? "utf-8";
  try {
    return { text: new TextDecoder(charset, { fatal: true }).decode(bytes) };
  } catch (cause) {
    return { fault: `the answer is not text in ${charset.slice(0, 40)}`, cause };
  }
}
