import type { Json, Operation, PlayedHeader, SuiteCase } from "../../generator/index.js";

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

/** An answer that is played in the server's place, with further headers. */
export function played(
  status: number,
  mediaType: string | undefined,
  text: string | ReadableStream<Uint8Array>,
  more: readonly PlayedHeader[],
): Response {
  const headers = new Headers(mediaType === undefined ? {} : { "content-type": mediaType });
  for (const { key, texts } of more) for (const one of texts) headers.append(key, one);
  const isBare = status === 204 || status === 205 || status === 304;
  return new Response(isBare ? null : text, { status, headers });
}

/**
 * What a malformed answer is, on the wire; `headers` are those that its status promises. Rejects where
 * none comes at all.
 */
export function malformed(
  operation: Operation,
  { answer, status }: Malformed,
  headers: readonly PlayedHeader[],
): Promise<Response> {
  const answered = (mediaType: string, text: string | ReadableStream<Uint8Array>) =>
    Promise.resolve(played(status, mediaType, text, headers));
  switch (answer.fault) {
    case "cut":
      return Promise.reject(new TypeError("the connection was cut"));
    case "truncated": {
      const text = JSON.stringify(promised(operation, status, answer.mediaType));
      return answered(answer.mediaType, `${text.slice(0, Math.max(1, text.length >> 1))}{`);
    }
    case "broken off": {
      const text = JSON.stringify(promised(operation, status, answer.mediaType));
      return answered(answer.mediaType, brokenOff(text));
    }
    case "page":
      return answered("text/html", "<!doctype html><title>Bad gateway</title>");
    case "empty":
      return answered(answer.mediaType, "");
    case "type":
      return answered(answer.mediaType, JSON.stringify(answer.value));
    case "undocumented status":
      return answered("application/json", '{"unexpected":true}');
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
