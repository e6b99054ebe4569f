import type { BodyWriter, JsonText } from "./descriptor.js";

/** Items to be sent one after another. */
export type Items = Iterable<unknown> | AsyncIterable<unknown>;

/** True for what items are taken from; text and bytes are a sequence that is written already. */
export function isItems(value: unknown): value is Items {
  if (typeof value !== "object" || value === null) return false;
  const isWritten =
    value instanceof ReadableStream ||
    value instanceof URLSearchParams ||
    value instanceof FormData ||
    ArrayBuffer.isView(value);
  return !isWritten && (Symbol.iterator in value || Symbol.asyncIterator in value);
}

/** JSON Lines. @see https://jsonlines.org */
export const writeLines: BodyWriter = (contentType, value, _encodings, json) => ({
  content: written(value, json, ""),
  contentType,
});

/** A JSON text sequence. @see https://www.rfc-editor.org/rfc/rfc7464#section-2.2 */
export const writeSequence: BodyWriter = (contentType, value, _encodings, json) => ({
  content: written(value, json, "\u001e"),
  contentType,
});

/**
 * Items, each after `begin`, on a line of its own. A list becomes text, which can be sent again; what
 * else yields items becomes a stream that asks for each when the one before is gone.
 */
function written(
  value: unknown,
  json: JsonText,
  begin: string,
): string | ReadableStream<Uint8Array> {
  if (!isItems(value)) return typeof value === "string" ? value : json.stringify(value);
  const line = (item: unknown) => `${begin}${json.stringify(item)}\n`;
  if (Array.isArray(value)) return value.map(line).join("");
  const encoder = new TextEncoder();
  const iterator =
    Symbol.asyncIterator in value ? value[Symbol.asyncIterator]() : value[Symbol.iterator]();
  return new ReadableStream(
    {
      async pull(controller) {
        const { value: item, done } = await iterator.next();
        if (done === true) controller.close();
        else controller.enqueue(encoder.encode(line(item)));
      },
      async cancel() {
        await iterator.return?.();
      },
    },
    { highWaterMark: 0 },
  );
}
