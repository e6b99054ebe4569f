import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll } from "vitest";
import type { RawRequest } from "./style-parser.js";

/** A request as it came off the socket, with its body. */
export interface Recorded extends RawRequest {
  readonly method: string;
  readonly body: Buffer;
}

/** A real server on a free port for the tests of a file; it answers 204 and keeps what it was sent. */
export function recordingServer(): { readonly url: () => string; readonly latest: () => Recorded } {
  let server: Server | undefined;
  let latest: Recorded | undefined;
  beforeAll(async () => {
    server = createServer((request, response) => {
      void read(request).then((recorded) => {
        latest = recorded;
        response.writeHead(204).end();
      });
    });
    await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  });
  afterAll(async () => {
    server?.closeAllConnections();
    await new Promise((resolve) => server?.close(resolve));
  });
  return {
    url: () => `http://127.0.0.1:${String((server?.address() as AddressInfo).port)}`,
    latest: () => {
      if (latest === undefined) throw new Error("nothing was sent");
      return latest;
    },
  };
}

async function read(request: IncomingMessage): Promise<Recorded> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { url = "", method = "", rawHeaders } = request;
  const headers = rawHeaders.flatMap((name, index) =>
    index % 2 === 0 ? [[name.toLowerCase(), rawHeaders[index + 1] ?? ""] as const] : [],
  );
  return { target: url, method, headers: Object.fromEntries(headers), body: Buffer.concat(chunks) };
}
