import type { Middleware, MiddlewareContext } from "./middleware.js";

type Send = (request: Request) => Promise<Response>;

/** Takes a request past middleware, and its answer back. `told`: what middleware is told of the call. */
export type Passing = (
  request: Request,
  send: Send,
  told: Omit<MiddlewareContext, "request" | "id">,
) => Promise<Response>;

/**
 * Middleware as openapi-fetch has it, for `createCore`: `onRequest` in their order, `onResponse` and
 * `onError` from the last to the first. An answer that one gives before anything is sent is final.
 *
 * @see https://openapi-ts.dev/openapi-fetch/middleware-auth#middleware
 */
export function passing(...middleware: readonly Middleware[]): Passing {
  const back = [...middleware].reverse();
  return async (request, send, told) => {
    const context = { ...told, id: String(Math.random()), request };
    for (const one of middleware) {
      const given = await one.onRequest?.({ ...context });
      if (given instanceof Response) return given;
      context.request = given ?? context.request;
    }
    let response = await send(context.request).catch(async (error: unknown) => {
      for (const one of back) {
        const given = await one.onError?.({ ...context, error });
        if (given instanceof Response) return given;
        error = given ?? error;
      }
      throw error;
    });
    for (const one of back)
      response = (await one.onResponse?.({ ...context, response })) ?? response;
    return response;
  };
}
