import { isUtf8 } from "node:buffer";
import type { Host } from "../generator/index.js";

type Loaded = Awaited<ReturnType<Host["load"]>>;

/** A file's bytes as text, which they are in UTF-8 alone: of others it says what they are, or where they end to be. */
export function textOf(bytes: Buffer): Loaded {
  const encoding = wideEncodingOf(bytes);
  if (encoding !== undefined) return { kind: "not-utf8", encoding };
  const text = bytes.toString("utf8");
  if (isUtf8(bytes)) return { kind: "text", text };
  return { kind: "not-utf8", text, ...firstFault(bytes, text) };
}

/** UTF-16 and UTF-32, known by the zeros that the first character has. @see https://yaml.org/spec/1.2.2/#52-character-encodings */
function wideEncodingOf(bytes: Buffer): "UTF-16" | "UTF-32" | undefined {
  const [a = 1, b = 1, c = 1, d = 1] = bytes;
  const marked = (a === 0xfe && b === 0xff) || (a === 0xff && b === 0xfe);
  if ((a === 0 && b === 0) || ((marked || b === 0) && c === 0 && d === 0)) return "UTF-32";
  return marked || (a === 0) !== (b === 0) ? "UTF-16" : undefined;
}

/** The first place where reading has put a replacement that the bytes do not have. */
function firstFault(
  bytes: Buffer,
  text: string,
): { byte: number; position: { line: number; column: number } } {
  let offset = 0;
  let read = 0;
  for (let at = text.indexOf("\ufffd"); at >= 0; at = text.indexOf("\ufffd", at + 1)) {
    offset += Buffer.byteLength(text.slice(read, at));
    read = at;
    if (bytes.readUIntBE(offset, Math.min(3, bytes.length - offset)) !== 0xefbfbd) break;
  }
  const before = text.slice(0, read).split(/\r\n|\r|\n/);
  const position = { line: before.length, column: (before.at(-1) ?? "").length + 1 };
  return { byte: bytes[offset] ?? 0, position };
}
