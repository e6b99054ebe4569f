import type { Json, Operation, SuiteCase } from "../../generator/index.js";

type Malformed = Extract<SuiteCase, { readonly kind: "malformed" }>;

/** A valid request with one thing about it changed. */
export function misdirected(
  request: Request,
  { of, to }: Extract<SuiteCase, { readonly kind: "misdirected" }>["change"],
): Request {
  const url = new URL(request.url);
  if (of === "path")
    return new Request(new URL(to, url), { method: request.method, headers: request.headers });
  const headers = new Headers(request.headers);
  if (of === "method") {
    headers.delete("content-type");
    return new Request(url, { method: to.toUpperCase(), headers });
  }
  headers.set("content-type", to);
  return new Request(request, { headers });
}

/** An answer that is played in the server's place. */
export function played(status: number, mediaType: string | undefined, text: string): Response {
  const headers: Record<string, string> =
    mediaType === undefined ? {} : { "content-type": mediaType };
  const isBare = status === 204 || status === 205 || status === 304;
  return new Response(isBare ? null : text, { status, headers });
}

/** What a malformed answer is, on the wire. Rejects where none comes at all. */
export function malformed(operation: Operation, { answer, status }: Malformed): Promise<Response> {
  switch (answer.fault) {
    case "cut":
      return Promise.reject(new TypeError("the connection was cut"));
    case "truncated": {
      const text = JSON.stringify(promised(operation, status, answer.mediaType));
      return Promise.resolve(
        played(status, answer.mediaType, `${text.slice(0, Math.max(1, text.length >> 1))}{`),
      );
    }
    case "broken off": {
      const text = JSON.stringify(promised(operation, status, answer.mediaType));
      const headers = { "content-type": answer.mediaType };
      return Promise.resolve(new Response(brokenOff(text), { status, headers }));
    }
    case "page":
      return Promise.resolve(
        played(status, "text/html", "<!doctype html><title>Bad gateway</title>"),
      );
    case "empty":
      return Promise.resolve(played(status, answer.mediaType, ""));
    case "type":
      return Promise.resolve(played(status, answer.mediaType, JSON.stringify(answer.value)));
    case "undocumented status":
      return Promise.resolve(played(status, "application/json", '{"unexpected":true}'));
  }
}

/** The first half of a text, and then nothing but the end of the connection. */
function brokenOff(text: string): ReadableStream<Uint8Array> {
  const half = new TextEncoder().encode(text.slice(0, Math.max(1, text.length >> 1)));
  let isSent = false;
  return new ReadableStream<Uint8Array>({
    pull(controller): void {
      if (isSent) controller.error(new TypeError("the connection was cut"));
      else controller.enqueue(half);
      isSent = true;
    },
  });
}

/** An example of what is promised, to be cut in half. */
function promised({ responses }: Operation, status: number, mediaType: string): Json {
  const media = responses
    .filter((response) => String(response.status) === String(status))
    .flatMap(({ content }) => content)
    .find(({ type }) => type === mediaType);
  return media?.examples[0]?.value ?? { truncated: true };
}
