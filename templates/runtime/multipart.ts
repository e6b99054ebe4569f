import type { BodyWriter, EncodingDescriptor, JsonText, PartEncodings } from "./descriptor.js";
import { contentText, isStyled, itemsOf, membersOf, plainPairs } from "./form.js";
import { isSingle } from "./json-value.js";
import { chosenAmong } from "./media-type.js";
import { encodingOf, isBytes, Part, type Bytes } from "./part.js";
import { writtenAt } from "./serialization-fault.js";
import { isAbsent } from "./styles.js";

type Piece = string | Bytes;
type Whole = Exclude<Piece, ReadableStream>;

/**
 * A multipart body. An object has a part for each member, several for a list; a list at the top has
 * parts without names. Bytes are files, objects parts of JSON; `encodings` say otherwise. A part that
 * is to be multipart itself is written so of the list or the object that it is.
 *
 * @see https://spec.openapis.org/oas/v3.2.0#encoding-multipart-media-types
 * @see https://www.rfc-editor.org/rfc/rfc7578
 */
export const writeMultipart: BodyWriter = (mediaType, value, encodings = {}, json) => {
  const parts = placesOf(value).flatMap(([key, member]) =>
    writtenAt({ in: "body", key: String(key) }, () => partsOf(key, member, encodings, json)),
  );
  return assembled(mediaType, parts);
};

interface Written {
  readonly head: string;
  readonly body: Piece;
}

/** What parts are made of: members by their names, items by their positions. */
function placesOf(value: unknown): (readonly [string | number, unknown])[] {
  if (!Array.isArray(value)) return membersOf(value);
  return [...(value as unknown[]).entries()].filter(([, item]) => !isAbsent(item));
}

function assembled(mediaType: string, parts: readonly Written[]) {
  const boundary = boundaryText();
  const pieces: Piece[] = [
    ...parts.flatMap(({ head, body }) => [`--${boundary}\r\n${head}\r\n\r\n`, body, "\r\n"]),
    `--${boundary}--\r\n`,
  ];
  // A boundary that the document writes is an example's.
  const declared = mediaType.replace(/;\s*boundary=[^;]*/i, "");
  return { content: joined(pieces), contentType: `${declared}; boundary=${boundary}` };
}

function partsOf(
  key: string | number,
  value: unknown,
  encodings: PartEncodings,
  json: JsonText,
): Written[] {
  const encoding = encodingOf(encodings, key) ?? {};
  if (typeof key === "number") return [partOf(undefined, value, encoding, json)];
  if (isStyled(encoding)) {
    return plainPairs(key, value, encoding, json).map(([name, text]) => ({
      head: headOf(name, {}),
      body: text,
    }));
  }
  const items = Array.isArray(encoding.parts) ? [value] : itemsOf(value);
  return items.map((item) => partOf(key, item, encoding, json));
}

function partOf(
  key: string | undefined,
  value: unknown,
  encoding: EncodingDescriptor,
  json: JsonText,
): Written {
  const { content, options } = value instanceof Part ? value : new Part(value);
  const given = new Set(Object.keys(options.headers ?? {}).map((name) => name.toLowerCase()));
  const missing = encoding.headers?.find((name) => !given.has(name.toLowerCase()));
  if (missing !== undefined) throw new RangeError(`needs the header ${missing}: give a Part`);
  if (!isBytes(content)) {
    const declared = options.contentType ?? chosenAmong(encoding.contentType, undefined);
    const hasMembers = typeof content === "object" && content !== null && !isSingle(content);
    if (hasMembers && declared !== undefined && /^multipart\//i.test(declared)) {
      const parts = placesOf(content).flatMap(([inner, member]) =>
        partsOf(inner, member, encoding.parts ?? {}, json),
      );
      const nested = assembled(declared, parts);
      const head = headOf(key, { ...options, contentType: nested.contentType });
      return { head, body: nested.content };
    }
    const contentType = declared ?? (hasMembers ? "application/json" : undefined);
    const body = contentText(content, contentType, json);
    return { head: headOf(key, { ...options, contentType }), body };
  }
  const blob = content instanceof Blob ? content : undefined;
  const own = blob?.type === "" ? undefined : blob?.type;
  return {
    head: headOf(key, {
      fileName: options.fileName ?? (blob instanceof File ? blob.name : "blob"),
      contentType:
        options.contentType ??
        chosenAmong(encoding.contentType, own) ??
        own ??
        "application/octet-stream",
      headers: options.headers,
    }),
    body: content,
  };
}

/** What stands above a part's content. */
function headOf(
  name: string | undefined,
  said: {
    readonly fileName?: string | undefined;
    readonly contentType?: string | undefined;
    readonly headers?: { readonly [name: string]: string } | undefined;
  },
): string {
  const disposition = [
    name === undefined ? "attachment" : `form-data; name="${quoted(name)}"`,
    ...(said.fileName === undefined ? [] : [`filename="${quoted(said.fileName)}"`]),
  ];
  const lines: (readonly [string, string])[] = [
    ...(name === undefined && said.fileName === undefined
      ? []
      : [["Content-Disposition", disposition.join("; ")] as const]),
    ...(said.contentType === undefined ? [] : [["Content-Type", said.contentType] as const]),
    ...Object.entries(said.headers ?? {}),
  ];
  for (const [header, text] of lines) {
    if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(header) || /[\0\r\n]/.test(text)) {
      throw new RangeError("has a header that cannot be written");
    }
  }
  return lines.map(([header, text]) => `${header}: ${text}`).join("\r\n");
}

/** @see https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#multipart/form-data-encoding-algorithm */
function quoted(text: string): string {
  return text.replace(/\r/g, "%0D").replace(/\n/g, "%0A").replace(/"/g, "%22");
}

/** Drawn so that no content will have it. */
function boundaryText(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return `part-${Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

/** A blob, which can be sent again; a stream where a part is one. */
function joined(pieces: readonly Piece[]): Blob | ReadableStream<Uint8Array> {
  const whole = pieces.filter((piece): piece is Whole => !(piece instanceof ReadableStream));
  if (whole.length === pieces.length) return new Blob(whole.map(asBlobPart));
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const write = async () => {
    for (const piece of pieces) {
      const stream =
        piece instanceof ReadableStream ? piece : new Blob([asBlobPart(piece)]).stream();
      await stream.pipeTo(writable, { preventClose: true });
    }
    await writable.close();
  };
  // What goes wrong reaches the reader: `pipeTo` aborts what it writes to.
  write().catch(() => undefined);
  return readable;
}

/** `Blob` says itself that it takes no shared memory, which the type of bytes does not tell. */
function asBlobPart(piece: Whole): BlobPart {
  return piece as BlobPart;
}
