import createFetchClient from "openapi-fetch";
import type { Middleware } from "./middleware.js";

/** What we use of openapi-fetch's client, whose own type works out every path of a document. */
interface FetchClient {
  request(method: string, path: string, init: object): Promise<{ readonly response: Response }>;
  use(...middleware: readonly Middleware[]): void;
  eject(...middleware: readonly Middleware[]): void;
}

/**
 * openapi-fetch reads error bodies itself, whole and as text. Ours is the first middleware, so the
 * last to see an answer: it keeps a refused one aside, unread, and lets an empty one stand in.
 */
export function createSender(middleware: readonly Middleware[]) {
  const kept = new WeakMap<Response, Response>();
  // Callbacks are awaited by openapi-fetch, so there is nothing to bind them to.
  const client = createFetchClient() as unknown as FetchClient;
  client.use({
    onResponse({ response }) {
      if (response.ok) return undefined;
      const standIn = new Response(null, { status: 204 });
      kept.set(standIn, response);
      return standIn;
    },
  });
  client.use(...middleware);
  return {
    client,
    answerOf: ({ response }: { readonly response: Response }) => kept.get(response) ?? response,
  };
}
