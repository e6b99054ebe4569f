/** One request as a server would see it. */
export interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  readonly body: string;
  readonly request: Request;
}

type Answering = (seen: Seen, index: number) => Response | Promise<Response>;

/** A `fetch` that answers from a function and remembers what it was asked. */
export function fakeServer(answer: Answering): {
  readonly fetch: (request: Request) => Promise<Response>;
  readonly seen: Seen[];
} {
  const seen: Seen[] = [];
  const fetch = async (request: Request): Promise<Response> => {
    const body = await request.clone().text();
    const { method, url, headers } = request;
    const entry = { method, url, headers, body, request };
    seen.push(entry);
    return answer(entry, seen.length - 1);
  };
  return { fetch, seen };
}

export function json(value: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(value), {
    status,
    headers: { "content-type": "application/json", ...headers },
  });
}

/** Answers nothing until the request is aborted. */
export function silent({ request }: Seen): Promise<Response> {
  return new Promise((_, reject) => {
    request.signal.addEventListener("abort", () => {
      reject(request.signal.reason as Error);
    });
  });
}
