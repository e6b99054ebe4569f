import type { Exchange, Fault } from "./server.js";

const halfOf = (body: string): number => Math.floor(body.length / 2);

/** Half of what would be right, and what goes wrong after that. What has no body is right as it is. */
const inside =
  (fault: Fault): Fault =>
  (exchange) => {
    const { request, response, body, mediaType } = exchange;
    response.writeHead(200, { "content-type": mediaType });
    if (request.method === "HEAD") {
      response.end();
      return;
    }
    response.write(body.slice(0, halfOf(body)));
    fault(exchange);
  };

const answered =
  (status: number, headers: Record<string, string> = {}, body?: string): Fault =>
  ({ response }) => {
    response.sendDate = false;
    const type = { "content-type": "application/json" };
    response.writeHead(status, { ...type, ...headers }).end(body ?? '{"title":"no"}');
  };

/** Past what HTTP lets a server of Node say: the bytes as they are. */
const raw =
  (lines: readonly string[], content: (exchange: Exchange) => string): Fault =>
  (exchange) => {
    const { request, mediaType } = exchange;
    const head = ["HTTP/1.1 200 OK", `Content-Type: ${mediaType}`, "Connection: close", ...lines];
    const body = request.method === "HEAD" ? "" : content(exchange);
    request.socket.end(`${head.join("\r\n")}\r\n\r\n${body}`);
  };

const HTML = "<!doctype html><title>Sign in</title>";

/** What goes wrong, by name. */
export const FAULTS = {
  reset: ({ request }) => void request.socket.resetAndDestroy(),
  "closed without an answer": ({ request }) => void request.socket.end(),
  stall: ({ stall }) => {
    stall("before");
  },
  "reset inside the body": inside(({ request, response }) => {
    // Once it is on its way: resetting at once would take the beginning back.
    response.write("", () => {
      setImmediate(() => request.socket.resetAndDestroy());
    });
  }),
  "closed inside the body": inside(({ request, response }) => {
    response.write("", () => {
      setImmediate(() => request.socket.end());
    });
  }),
  "stall inside the body": inside(({ stall }) => {
    stall("inside");
  }),
  drip: inside(({ response, body, clock, stall }) => {
    let cancel: (() => void) | undefined;
    const drip = (index: number): void => {
      cancel = clock.after(1_000, () => {
        if (index === body.length) response.end();
        else {
          response.write(body.charAt(index));
          drip(index + 1);
        }
      });
    };
    response.on("close", () => cancel?.());
    stall("drip by drip");
    drip(halfOf(body));
  }),
  "less than its length": raw(["Content-Length: 1000"], ({ body }) => body),
  "more than its length": raw(["Content-Length: 11"], ({ body }) => body),
  "429": answered(429),
  "429, Retry-After in seconds": answered(429, { "retry-after": "2" }),
  "429, Retry-After too late": answered(429, { "retry-after": "3600" }),
  "503": answered(503),
  "503, Retry-After as a date": answered(503, {
    "retry-after": "Thu, 01 Jan 1970 00:01:03 GMT",
    date: "Thu, 01 Jan 1970 00:01:00 GMT",
  }),
  "503, Retry-After too late": answered(503, { "retry-after": "3600" }),
  "408": answered(408),
  "500": answered(500),
  "501": answered(501),
  "404": answered(404),
  "502, an HTML page": answered(502, { "content-type": "text/html" }, HTML),
  "401": answered(401),
  "200, an HTML page": answered(200, { "content-type": "text/html" }, HTML),
  "200, truncated JSON": ({ response, body, mediaType }) =>
    void response.writeHead(200, { "content-type": mediaType }).end(body.slice(0, -6)),
  "200, empty": ({ response, mediaType }) =>
    void response.writeHead(200, { "content-type": mediaType }).end(),
  "200, empty by its length": ({ response, mediaType }) =>
    void response.writeHead(200, { "content-type": mediaType, "content-length": "0" }).end(),
  "200, another media type": ({ response, body }) =>
    void response.writeHead(200, { "content-type": "text/plain" }).end(body),
  "200, another charset": ({ response, mediaType }) =>
    void response
      .writeHead(200, { "content-type": `${mediaType}; charset=utf-8` })
      .end(Buffer.from([0x22, 0xe9, 0x22, 0x0a])),
  "204": ({ response }) => void response.writeHead(204).end(),
} satisfies Readonly<Record<string, Fault>>;
