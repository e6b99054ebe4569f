// @ts-check
// Prism in a thread of its own: plain JavaScript, so that the thread needs no loader of TypeScript.
import { subscribe } from "node:diagnostics_channel";
import { createRequire } from "node:module";
import { parentPort, workerData } from "node:worker_threads";

const require = createRequire(
  createRequire(import.meta.url).resolve("@stoplight/prism-cli/package.json"),
);
const { getHttpOperationsFromSpec } = require("@stoplight/prism-http");
const { createServer } = require("@stoplight/prism-http-server");

/** What Prism logs costs more than what it answers, and its faults are in its answers. */
const silent = () => undefined;
const logger = {
  ...Object.fromEntries(
    ["trace", "debug", "info", "start", "success", "note", "warn", "error", "fatal"].map(
      (level) => [level, silent],
    ),
  ),
  child: () => logger,
};

// A client that was busy for some seconds would else write to a connection that was just closed.
subscribe("http.server.request.start", (message) => {
  const { server } = /** @type {{ server: import("node:http").Server }} */ (message);
  server.keepAliveTimeout = 0;
});

const { document, port, upstream } = workerData;
try {
  const operations = await getHttpOperationsFromSpec(document);
  const server = createServer(operations, {
    cors: false,
    components: { logger },
    config: {
      checkSecurity: true,
      validateRequest: true,
      validateResponse: true,
      errors: false,
      upstreamProxy: undefined,
      mock: { dynamic: false },
      ...(upstream === undefined
        ? { isProxy: false }
        : { isProxy: true, upstream: new URL(upstream) }),
    },
  });
  const url = await server.listen(port, "127.0.0.1");
  parentPort?.postMessage({ url });
} catch (error) {
  parentPort?.postMessage({ fault: error instanceof Error ? error.message : String(error) });
}
