import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { openCore } from "../../../templates/runtime/core-transport.js";
import { retries } from "../../../templates/runtime/retry.js";
import { openTransport } from "../../../templates/runtime/transport.js";
import { operationOf } from "../opened.js";

/*
 * A program whose calls all fail, by the clock of the system: reset, aborted before they began and
 * while they waited. It says how many failed, and ends where nothing of them is left.
 */
const server = createServer((socket) => socket.once("data", () => socket.resetAndDestroy()));
await new Promise<void>((resolve) => {
  server.listen(0, "127.0.0.1", resolve);
});
const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
const document = { servers: [{ url }], security: {} };
const timeout = 300_000;
const transports = [
  openTransport(document, { timeout, retry: { delay: 1 } }),
  openCore(document, { timeout, retry: retries({ delay: 1 }) }),
  openTransport(document, { timeout, retry: { delay: timeout / 10, maxDelay: timeout / 10 } }),
];
let failed = 0;
for (const transport of transports) {
  const controller = new AbortController();
  const calls = [
    transport.call(operationOf("get"), {}, { signal: controller.signal }),
    transport.call(operationOf("post"), { body: {} }),
    transport.call(operationOf("get"), {}, { signal: AbortSignal.abort() }),
  ];
  setTimeout(() => {
    controller.abort();
  }, 500);
  const outcomes = await Promise.allSettled(calls);
  failed += outcomes.filter(({ status }) => status === "rejected").length;
}
server.close();
console.log(`${String(failed)} failed`);
