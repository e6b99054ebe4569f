import type { Carrier } from "../../../templates/runtime/carrier.js";
import { encodeBody } from "../../../templates/runtime/body.js";
import type { OperationDescriptor, OperationInput } from "../../../templates/runtime/descriptor.js";
import { newKey } from "../../../templates/runtime/idempotency-key.js";
import { openItems, type ItemStream } from "../../../templates/runtime/item-stream.js";
import { writeMultipart } from "../../../templates/runtime/multipart.js";
import { pagesByNumber } from "../../../templates/runtime/counted-pages.js";
import type { CallOptions } from "../../../templates/runtime/transport.js";
import { waitUntil } from "../../../templates/runtime/waiter.js";
import { asGenerated, operationOf } from "../opened.js";

/**
 * How a kind of operation stands to being sent again: `read` may have its answer again, `change` may
 * be sent again until it has an answer, `once` never; an answer to `head` has no body, one to
 * `stream` is handed on before its body has come.
 */
export type Stance = "read" | "change" | "once" | "head" | "stream";

/** A kind of operation, called in its own way. */
export interface Kind {
  readonly stance: Stance;
  call(transport: Carrier, options: CallOptions): Promise<unknown>;
}

const security = [{ login: [] }];
const told = (method: string, more: Partial<OperationDescriptor> = {}) =>
  operationOf(method, { path: "/thing", security, ...more });
const get = told("get");

const kind = (stance: Stance, operation: OperationDescriptor, body?: unknown): Kind => ({
  stance,
  call: (transport, options) =>
    transport.call(operation, body === undefined ? {} : { body }, options),
});

const lines = asGenerated({
  ...get,
  path: "/lines",
  responses: { "200": { "application/jsonl": "lines" } },
  openItems,
});
const upload = told("post", {
  body: {
    encodeBody,
    content: { "multipart/form-data": "multipart" },
    writers: { multipart: writeMultipart },
  },
});

/** Every kind of operation a package has. */
export const KINDS: Readonly<Record<string, Kind>> = {
  GET: kind("read", get),
  HEAD: kind("head", told("head")),
  PUT: kind("change", told("put"), { a: 1 }),
  DELETE: kind("change", told("delete")),
  POST: kind("once", told("post"), { a: 1 }),
  "POST with an idempotency key": kind(
    "read",
    told("post", { idempotencyKey: { header: "Idempotency-Key", make: newKey } }),
    { a: 1 },
  ),
  "POST that may be repeated": kind("read", told("post", { retry: true }), { a: 1 }),
  "multipart upload": kind("once", upload, { name: "Rex", file: new Blob(["bytes"]) }),
  "stream of items": {
    stance: "stream",
    async call(transport, options) {
      const items: unknown[] = [];
      const stream = await transport.call<ItemStream<unknown>>(lines, {}, options);
      for await (const item of stream) items.push(item);
      return items;
    },
  },
  waiter: {
    stance: "read",
    call: (transport, { signal, ...options }) =>
      waitUntil(
        transport,
        {
          ...{ name: "waitForThing", delay: 5_000, maxDelay: 5_000, timeout: 60_000 },
          acceptors: [
            { outcome: "success", status: 200, body: { pointer: "/state", values: ["done"] } },
          ],
        },
        (asked) => transport.call(get, {}, { ...options, ...asked }),
        signal === undefined ? {} : { signal },
      ),
  },
  iterator: {
    stance: "read",
    async call(transport, options) {
      const items: unknown[] = [];
      const place = { query: "page" };
      const pages = { page: place, firstPage: 1, items: "/items", totalPages: "/pages" };
      const ask = (input: OperationInput) => transport.call(get, input, options);
      for await (const item of pagesByNumber(pages, {}, ask)) items.push(item);
      return items;
    },
  },
};
