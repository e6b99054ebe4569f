import type { EncodingDescriptor, PartEncodings } from "./descriptor.js";

/** What may be said of a part beside its content. */
export interface PartOptions {
  /** Without one, files are called as they are, and bytes and streams `blob`. */
  readonly fileName?: string;
  /** Instead of the document's, or the file's own. */
  readonly contentType?: string;
  /** Sent above the part's content. */
  readonly headers?: { readonly [name: string]: string };
}

/**
 * A part of a multipart body that wants more said than its content: the name of a stream, a media
 * type, headers of its own. Stands wherever the content alone may stand.
 *
 * @example
 * new Part(createReadable(), { fileName: "pets.csv", contentType: "text/csv" })
 */
export class Part {
  readonly content: unknown;
  readonly options: PartOptions;

  constructor(content: unknown, options: PartOptions = {}) {
    this.content = content;
    this.options = options;
  }
}

/**
 * What is sent as it is. `Uint8Array` is the plain one: it takes what `readFile` gives, and TypeScript
 * before 5.7 has no other.
 */
export type Bytes = Blob | ArrayBuffer | Uint8Array | ReadableStream<Uint8Array>;

/** True for bytes at hand or to come. */
export function isBytes(value: unknown): value is Bytes {
  return (
    value instanceof Blob ||
    value instanceof ArrayBuffer ||
    value instanceof ReadableStream ||
    ArrayBuffer.isView(value)
  );
}

/** The encoding of one property, or of the part at a position. */
export function encodingOf(
  encodings: PartEncodings,
  key: string | number,
): EncodingDescriptor | undefined {
  if (isList(encodings))
    return typeof key === "number" ? encodings[Math.min(key, encodings.length - 1)] : undefined;
  return typeof key === "string" && Object.hasOwn(encodings, key) ? encodings[key] : undefined;
}

function isList(encodings: PartEncodings): encodings is readonly EncodingDescriptor[] {
  return Array.isArray(encodings);
}
