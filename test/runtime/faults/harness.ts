import { byToken } from "../../../templates/runtime/authorizers.js";
import type { Carrier } from "../../../templates/runtime/carrier.js";
import { openCore, type CarrierOptions } from "../../../templates/runtime/core-transport.js";
import type { DocumentDescriptor } from "../../../templates/runtime/descriptor.js";
import { retries } from "../../../templates/runtime/retry.js";
import { openTransport } from "../../../templates/runtime/transport.js";
import { FakeClock } from "../fake-clock.js";
import type { Kind } from "./kinds.js";
import type { Asked, Fault, FaultyServer } from "./server.js";

/** Milliseconds: longer than any wait between attempts, so the two are told apart. */
export const ATTEMPT = 10_000;

/** Opens a transport that sends again what may be. */
export type Open = (document: DocumentDescriptor, options: CarrierOptions) => Carrier;

/** Both transports of a package: what holds of one holds of the other. */
export const TRANSPORTS: Readonly<Record<string, Open>> = {
  "the client": ({ ...document }, { retry: _, middleware: __, ...options }) =>
    openTransport(document, options),
  "./core": (document, options) => openCore(document, { ...options, retry: retries() }),
};

/** How a call on a faulty server ended. */
export interface Ended {
  readonly value?: unknown;
  readonly error?: unknown;
  readonly seen: readonly Asked[];
  /** The waits between attempts, milliseconds of the fake clock. */
  readonly waits: readonly number[];
  /** Timers, listeners and exchanges that are left. */
  readonly left: number;
}

/**
 * Calls on a server that answers wrongly so many times. Sockets are real; time is the clock's, and
 * goes on only where nobody but a timer can: between attempts, and where the server says it stalls.
 */
export async function callOn(
  server: FaultyServer,
  url: string,
  kind: Kind,
  fault: Fault,
  times: number,
  open: Open,
): Promise<Ended> {
  const clock = new FakeClock();
  const controller = new AbortController();
  let sent = 0;
  let settled = 0;
  let tokens = 0;
  Object.assign(server, { seen: [], script: { fault, times }, clock, stalled: undefined });
  const transport = open(
    {
      servers: [{ url }],
      security: { login: { type: "http", scheme: "bearer", authorize: byToken } },
    },
    {
      clock,
      attemptTimeout: ATTEMPT,
      auth: { login: { token: () => `token-${String((tokens += 1))}` } },
      async fetch(request) {
        sent += 1;
        try {
          return await fetch(request);
        } finally {
          settled += 1;
        }
      },
    },
  );
  let ended: { value?: unknown; error?: unknown } | undefined;
  void kind.call(transport, { signal: controller.signal }).then(
    (value) => (ended = { value }),
    (error: unknown) => (ended = { error }),
  );
  while (ended === undefined) {
    await turn();
    const isWaiting = server.stalled === "before" || sent === settled;
    const next = clock.next;
    if (next !== undefined && isWaiting && (next.wait < ATTEMPT || server.stalled !== undefined))
      await clock.advance(next.at - clock.now());
    // A stream has no time of its own: whoever reads it ends it.
    if (next === undefined && isWaiting && server.stalled === "inside")
      controller.abort(new Error("enough"));
  }
  while (server.open > 0) await turn();
  return {
    ...(ended as object),
    seen: server.seen,
    waits: clock.waits.filter((wait) => wait < ATTEMPT),
    left: clock.pending,
  };
}

function turn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
