import { acceptOf, isNegotiated } from "../../generator/wire/descriptors.js";
import { encodeBody } from "../../templates/runtime/body.js";
import type {
  DocumentDescriptor,
  OperationDescriptor,
} from "../../templates/runtime/descriptor.js";
import { negotiation } from "../../templates/runtime/negotiation.js";
import {
  readBytes,
  readForm,
  readMultipart,
  readPlain,
  readStream,
} from "../../templates/runtime/readers.js";
import { showAddress } from "../../templates/runtime/shown-address.js";
import { openTransport, type TransportOptions } from "../../templates/runtime/transport.js";
import { FakeClock } from "./fake-clock.js";
import { fakeServer, type Seen } from "./fake-server.js";

/** An operation that answers JSON, and takes it where its method has a body. */
export function operationOf(
  method: string,
  more: Partial<OperationDescriptor> = {},
): OperationDescriptor {
  const content = { "application/json": "json" } as const;
  return {
    name: `${method}Pet`,
    method,
    path: "/pet",
    ...(/^p/.test(method) ? { body: { encodeBody, content } } : {}),
    responses: { "200": content },
    ...more,
  };
}

/** An operation with what the generator would add for its answers: what asks for them, reads them and shows them. */
export function asGenerated(operation: OperationDescriptor): OperationDescriptor {
  const contents = Object.values(operation.responses);
  const accept = acceptOf(contents);
  return {
    readers: {
      text: readPlain,
      form: readForm,
      binary: readBytes,
      multipart: readMultipart,
      events: readStream,
      lines: readStream,
      sequence: readStream,
    },
    ...(contents.some(isNegotiated) ? { negotiation } : { accept }),
    ...(operation.parameters?.some(({ secret }) => secret) ? { showAddress } : {}),
    ...operation,
  };
}

/** A transport on a fake clock whose server answers from a function. */
export function opened(
  answer: (seen: Seen, index: number) => Response | Promise<Response>,
  options: TransportOptions = {},
  document: DocumentDescriptor = { servers: [{ url: "https://api.example.test" }], security: {} },
) {
  const server = fakeServer(answer);
  const clock = new FakeClock();
  const transport = openTransport(document, { fetch: server.fetch, clock, ...options });
  const call: typeof transport.call = (operation, ...more) =>
    transport.call(asGenerated(operation), ...more);
  return {
    transport: { ...transport, call },
    seen: server.seen,
    clock,
  };
}

/** What a call rejects with. */
export async function failure(promise: PromiseLike<unknown>): Promise<unknown> {
  return promise.then(
    () => {
      throw new Error("the call succeeded");
    },
    (error: unknown) => error,
  );
}

/** A body that breaks off after a beginning. */
export function broken(status = 200, headers: Record<string, string> = {}): Response {
  let isBegun = false;
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (isBegun) controller.error(new TypeError("terminated"));
      else controller.enqueue(new TextEncoder().encode('{"a":'));
      isBegun = true;
    },
  });
  return new Response(stream, {
    status,
    headers: { "content-type": "application/json", ...headers },
  });
}
