import { createServer, type AddressInfo, type Server } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openCore } from "../../../templates/runtime/core-transport.js";
import { openTransport } from "../../../templates/runtime/transport.js";
import type { OperationDescriptor } from "../../../templates/runtime/descriptor.js";

/** The first lines of what was sent; Node's own server reads no method with small letters. */
const lines: string[] = [];
let server: Server | undefined;

beforeAll(async () => {
  server = createServer((socket) => {
    socket.once("data", (chunk) => {
      lines.push(chunk.toString("latin1").split("\r\n", 1).join(""));
      socket.end("HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n");
    });
  });
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
});
afterAll(() => server?.close());

const operation = (method: string, isExact: boolean): OperationDescriptor => ({
  name: "act",
  method,
  ...(isExact ? { sentAs: method } : {}),
  path: "/a",
  responses: { "204": {} },
});

const passing = { onRequest: () => undefined };

describe("the method of a request", () => {
  test.each([
    ["get", false, "GET"],
    ["query", false, "QUERY"],
    ["COPY", false, "COPY"],
    ["copy", true, "copy"],
    ["Copy", true, "Copy"],
    ["m-search", true, "m-search"],
  ])(
    "%s, exactly: %s, is sent as %s, whether anybody listens or not",
    async (method, exact, sent) => {
      const { port } = server?.address() as AddressInfo;
      const document = { servers: [{ url: `http://127.0.0.1:${String(port)}` }], security: {} };
      const transports = [
        openTransport(document),
        openTransport(document, { middleware: [passing] }),
        openCore(document, {}),
      ];
      for (const transport of transports) {
        const { response } = await transport.call(operation(method, exact)).withResponse();
        expect(response.status).toBe(204);
        expect(lines.pop()).toBe(`${sent} /a HTTP/1.1`);
      }
    },
  );
});
