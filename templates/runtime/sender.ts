import createFetchClient from "openapi-fetch";
import type { CallContext } from "./call-error.js";
import { discard } from "./discard.js";
import { NetworkError } from "./errors.js";
import type { SentHeaders } from "./headers.js";
import type { Middleware } from "./middleware.js";
import { unquoted } from "./redact.js";
import { isRedirect, redirected, type Sent } from "./redirect.js";

/** What we use of openapi-fetch's client, whose own type works out every path of a document. */
interface FetchClient {
  request(method: string, path: string, init: object): Promise<{ readonly response: Response }>;
}

type Fetch = (request: Request) => Promise<Response>;

/** One request as it is to be sent. */
export interface Sendable {
  readonly method: string;
  /** Middleware is told it, and the two below. */
  readonly template: string;
  readonly baseUrl: string;
  readonly params: { readonly path: object; readonly query: object };
  readonly url: string;
  readonly headers: SentHeaders;
  /** `BodyInit` by its other name: the declarations of Node have no global of that one. */
  readonly body: NonNullable<RequestInit["body"]> | undefined;
  /** Whether its body is there still once it was sent. */
  readonly replayable: boolean;
}

/** Sends requests past middleware, and follows redirects. */
export interface Sender {
  /** The answer, unread, whatever its status. */
  send(
    sendable: Sendable,
    signal: AbortSignal,
    call: CallContext,
    fetch?: Fetch,
  ): Promise<Response>;
  use(...middleware: readonly Middleware[]): void;
  eject(...middleware: readonly Middleware[]): void;
}

/** A request that nobody but `fetch` sees: a `Request` costs more than all else of it. */
const Draft = function (url: string, init: { url?: string }) {
  init.url = url;
  return init;
} as unknown as new (url: string, init: object) => Sent;

/** openapi-fetch reads the answers it gives, those of errors whole: it is given this one, and the real one kept aside. */
const READ = { status: 204, headers: /* @__PURE__ */ new Map() };

/** `fetch`: the caller's own, the platform's otherwise. */
export function createSender(shared?: Fetch, initial: readonly Middleware[] = []): Sender {
  const client = createFetchClient({
    bodySerializer: (body: unknown) => body as string,
    querySerializer: () => "",
  }) as unknown as FetchClient;
  let middleware = [...initial];

  return {
    async send(sendable, signal, call, fetch = shared) {
      const { url, method, baseUrl, params, headers, body, replayable } = sendable;
      let made: unknown;
      let received: Response | undefined;
      const isAlone = middleware.length === 0;
      const Made = isAlone && fetch === undefined ? Draft : Request;
      const carry = async (first: Sent) => {
        // A body that middleware wrote cannot be written again.
        const again = replayable && (isAlone || first === made) ? body : undefined;
        for (let sent = first, hops = 0; ; hops += 1) {
          try {
            signal.throwIfAborted();
            received = await (Made === Draft
              ? globalThis.fetch(sent.url, sent as RequestInit)
              : (fetch ?? globalThis.fetch)(sent as Request));
          } catch (cause) {
            throw signal.aborted
              ? cause
              : new NetworkError(call, unquoted(cause, sent.url, call.url));
          }
          // Where `fetch` does not hear the signal, the answer comes for nobody.
          if (signal.aborted) void discard(received);
          if (!isRedirect(received)) return isAlone ? READ : received;
          await discard(received);
          sent = new Made(...redirected(received, sent, hops, call, again));
        }
      };
      // openapi-fetch capitalises what it is given; methods tell cases apart.
      const spelt = { toUpperCase: () => method } as string;
      const { response } = await client.request(spelt, sendable.template, {
        baseUrl,
        params,
        headers,
        body,
        signal,
        fetch: carry,
        pathSerializer: () => url,
        parseAs: "stream",
        redirect: "manual",
        duplex: replayable ? undefined : "half",
        Request: isAlone ? Made : undefined,
        middleware: isAlone
          ? undefined
          : [
              {
                onRequest: ({ request }: { readonly request: Request }) => void (made = request),
                onResponse({ response }: { readonly response: Response }) {
                  received = response;
                  return new Response(null, { status: 204 });
                },
              },
              ...middleware,
            ],
      });
      return received ?? response;
    },
    use: (...added) => {
      middleware.push(...added);
    },
    eject: (...removed) => {
      middleware = middleware.filter((one) => !removed.includes(one));
    },
  };
}
