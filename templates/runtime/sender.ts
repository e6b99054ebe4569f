import createFetchClient from "openapi-fetch";
import type { CallContext } from "./call-error.js";
import type { Deadline } from "./deadline.js";
import { discard } from "./discard.js";
import { NetworkError } from "./errors.js";
import type { SentHeaders } from "./headers.js";
import type { Middleware } from "./middleware.js";
import { unquoted } from "./redact.js";
import { redirection } from "./redirect.js";

/** What we use of openapi-fetch's client, whose own type works out every path of a document. */
interface FetchClient {
  request(method: string, path: string, init: object): Promise<{ readonly response: Response }>;
}

/** One request as openapi-fetch is asked to send it. */
export interface Sendable {
  readonly method: string;
  /** The template; openapi-fetch shows it to middleware. */
  readonly path: string;
  /** `BodyInit` by its other name: the declarations of Node have no global of that one. */
  readonly init: {
    readonly body?: NonNullable<RequestInit["body"]>;
    readonly headers: SentHeaders;
  } & Readonly<Record<string, unknown>>;
  /** Whether its body is there still once it was sent. */
  readonly replayable: boolean;
}

/** Sends requests past middleware, and follows redirects. */
export interface Sender {
  /** The answer, unread, whatever its status. */
  send(
    sendable: Sendable,
    deadline: Deadline,
    call: CallContext,
    fetch?: (request: Request) => Promise<Response>,
  ): Promise<Response>;
  use(...middleware: readonly Middleware[]): void;
  eject(...middleware: readonly Middleware[]): void;
}

/** `fetch`: the caller's own, the platform's otherwise. */
export function createSender(
  shared: ((request: Request) => Promise<Response>) | undefined,
  initial: readonly Middleware[] = [],
): Sender {
  // Callbacks are awaited by openapi-fetch, so there is nothing to bind them to.
  const client = createFetchClient() as unknown as FetchClient;
  let middleware = [...initial];

  return {
    async send({ method, path, init, replayable }, deadline, call, fetch = shared) {
      let made: Request | undefined;
      let refused: Response | undefined;
      const isAlone = middleware.length === 0;
      // A request that nobody else sees needs no signal of its own, which costs more than all else of it.
      const isBare = isAlone && fetch === undefined;
      // openapi-fetch reads error bodies itself, whole and as text: a refused answer is kept aside, unread, and an empty one stands in.
      const setAside = ({ response }: { readonly response: Response }) => {
        if (response.ok) return undefined;
        refused = response;
        return new Response(null, { status: 204 });
      };
      const carry = async (request: Request): Promise<Response> => {
        // A body that middleware wrote cannot be written again.
        const body = replayable && (isAlone || request === made) ? init.body : undefined;
        for (let sent = request, hops = 0; ; hops += 1) {
          let response: Response;
          try {
            if (deadline.isOver) throw deadline.signal.reason;
            response = isBare
              ? await globalThis.fetch(sent, { signal: deadline.signal })
              : await (fetch ?? globalThis.fetch)(sent);
          } catch (cause) {
            if (deadline.isOver) throw cause;
            throw new NetworkError(call, unquoted(cause, sent.url, call.url));
          }
          // Where `fetch` does not hear the signal, the answer comes for nobody.
          if (deadline.isOver) void discard(response);
          const next = redirection(response, sent, hops, call, body);
          if (next === undefined) return isAlone ? (setAside({ response }) ?? response) : response;
          await discard(response);
          if (!(next instanceof Request)) throw next;
          sent = next;
        }
      };
      const { response } = await client.request(method, path, {
        ...init,
        fetch: carry,
        ...(isBare ? {} : { signal: deadline.signal }),
        ...(isAlone
          ? {}
          : {
              middleware: [
                {
                  onRequest: ({ request }: { readonly request: Request }) => void (made = request),
                  onResponse: setAside,
                },
                ...middleware,
              ],
            }),
      });
      return refused ?? response;
    },
    use: (...added) => {
      middleware.push(...added);
    },
    eject: (...removed) => {
      middleware = middleware.filter((one) => !removed.includes(one));
    },
  };
}
