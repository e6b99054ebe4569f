import type { JsonText } from "./descriptor.js";

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

/**
 * Writes items as JSON Lines, or as a JSON text sequence. A list becomes text, which can be sent
 * again; what else yields items becomes a stream that asks for each when the one before is gone.
 *
 * @see https://jsonlines.org
 * @see https://www.rfc-editor.org/rfc/rfc7464#section-2.2
 */
export function writeItems(
  items: Items,
  format: "lines" | "sequence",
  json: JsonText,
): string | ReadableStream<Uint8Array> {
  const begin = format === "sequence" ? "\u001e" : "";
  const written = (item: unknown) => `${begin}${json.stringify(item)}\n`;
  if (Array.isArray(items)) return items.map(written).join("");
  const encoder = new TextEncoder();
  const iterator =
    Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]();
  return new ReadableStream(
    {
      async pull(controller) {
        const { value, done } = await iterator.next();
        if (done === true) controller.close();
        else controller.enqueue(encoder.encode(written(value)));
      },
      async cancel() {
        await iterator.return?.();
      },
    },
    { highWaterMark: 0 },
  );
}
