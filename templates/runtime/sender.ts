import createFetchClient, { type Client as FetchClient, type Middleware } from "openapi-fetch";

/**
 * openapi-fetch reads error bodies itself, whole and as text. Ours is the first middleware, so the
 * last to see an answer: it keeps a refused one aside, unread, and lets an empty one stand in.
 */
export function createSender(middleware: readonly Middleware[]) {
  const kept = new WeakMap<Response, Response>();
  // Callbacks are awaited by openapi-fetch, so there is nothing to bind them to.
  const client: FetchClient<Record<string, never>> = createFetchClient();
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
