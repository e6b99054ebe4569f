import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable, Writable } from "node:stream";
import type { Trial } from "./trial.js";

/** Answers the requests of one consumer; `path` begins behind the consumer's own. */
export type Api = (path: string, request: Request) => Response | Promise<Response>;

/** One consumer's visit: where it finds its API, and what it reports when it is done. */
export interface Visit {
  readonly baseUrl: string;
  readonly report: Promise<readonly Trial[]>;
}

export interface Server {
  /** Opens a place of its own below the server: consumers do not see each other's tokens. */
  receive(api: Api): Visit;
  close(): void;
}

/**
 * Serves on a free port of 127.0.0.1. A consumer posts its trials to `report`: every runtime can
 * send, not every one can print or end with a code.
 */
export async function openServer(): Promise<Server> {
  const visits: { readonly api: Api; readonly done: (trials: readonly Trial[]) => void }[] = [];
  const server = createServer((incoming, outgoing) => {
    const [, index = "", path = "/"] = /^\/(\d+)(\/[^?]*)/.exec(incoming.url ?? "") ?? [];
    const visit = visits[Number(index)];
    const answer = async (): Promise<Response> => {
      if (visit === undefined) return new Response(null, { status: 404 });
      const request = requestOf(incoming);
      if (path !== "/report") return visit.api(path, request);
      visit.done((await request.json()) as Trial[]);
      return new Response(null, { status: 204 });
    };
    answer()
      .catch(
        (error: unknown) =>
          new Response(`the server of the trials: ${String(error)}`, { status: 500 }),
      )
      .then((response) => send(response, outgoing))
      // Who hung up is told nothing.
      .catch(() => outgoing.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    receive(api) {
      let done: (trials: readonly Trial[]) => void = () => undefined;
      const report = new Promise<readonly Trial[]>((resolve) => {
        done = resolve;
      });
      visits.push({ api, done });
      return { baseUrl: `http://127.0.0.1:${String(port)}/${String(visits.length - 1)}`, report };
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

function requestOf(incoming: IncomingMessage): Request {
  const { method = "GET", url = "/", headers, rawHeaders } = incoming;
  const given = new Headers();
  for (let index = 0; index < rawHeaders.length; index += 2)
    given.append(rawHeaders[index] ?? "", rawHeaders[index + 1] ?? "");
  const hasBody = method !== "GET" && method !== "HEAD";
  return new Request(`http://${headers.host ?? "127.0.0.1"}${url}`, {
    method,
    headers: given,
    ...(hasBody
      ? { body: Readable.toWeb(incoming) as ReadableStream<Uint8Array>, duplex: "half" }
      : {}),
  } as RequestInit);
}

async function send(response: Response, outgoing: ServerResponse): Promise<void> {
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  if (response.body === null) outgoing.end();
  else await response.body.pipeTo(Writable.toWeb(outgoing) as WritableStream<Uint8Array>);
}
