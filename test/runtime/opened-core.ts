import { retries } from "../../templates/runtime/retry.js";
import { openCore, type CarrierOptions } from "../../templates/runtime/core-transport.js";
import type { DocumentDescriptor } from "../../templates/runtime/descriptor.js";
import type { ClientRetryOptions } from "../../templates/runtime/retry.js";
import { FakeClock } from "./fake-clock.js";
import { fakeServer, type Seen } from "./fake-server.js";
import { asGenerated, opened } from "./opened.js";

/** What `opened` opens, of `./core`: retries are handed over unless they are not wanted. */
export function openedCore(
  answer: (seen: Seen, index: number) => Response | Promise<Response>,
  {
    retry,
    ...options
  }: Omit<CarrierOptions, "retry"> & {
    readonly retry?: false | ClientRetryOptions;
  } = {},
  document: DocumentDescriptor = { servers: [{ url: "https://api.example.test" }], security: {} },
) {
  const server = fakeServer(answer);
  const clock = new FakeClock();
  const handed = retry === false ? {} : { retry: retries(retry) };
  const transport = openCore(document, { fetch: server.fetch, clock, ...handed, ...options });
  const call: typeof transport.call = (operation, ...more) =>
    transport.call(asGenerated(operation), ...more);
  return { transport: { ...transport, call }, seen: server.seen, clock };
}

/** Both transports of a package, for what holds of either. */
export const ENTRIES = [
  ["of the client", opened],
  ["of ./core", openedCore],
] as const;
