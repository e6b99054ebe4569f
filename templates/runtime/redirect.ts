import type { CallContext } from "./call-error.js";
import { RedirectError } from "./errors.js";

/** As many as `fetch` follows. @see https://fetch.spec.whatwg.org/#http-redirect-fetch */
const MOST = 20;

/** Says nothing of who asks: all that another origin is told. */
const HARMLESS = /^(?:accept|accept-language|user-agent)$/;

/** What is known of a request that was sent; a `Request` is one. */
export interface Sent {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  readonly body?: unknown;
  readonly signal: AbortSignal;
}

/** Whether an answer sends its request elsewhere. Browsers hide where to. */
export function isRedirect({ type, status, headers }: Response): boolean {
  return (
    type === "opaqueredirect" || (/^30[12378]$/.test(String(status)) && headers.has("location"))
  );
}

/**
 * The request that a redirect asks for. Within an origin redirects are followed as `fetch` does it;
 * to another origin only those that change nothing, and without credentials, cookies and whatever
 * else the caller's headers say. `body`: the request's, where it can be sent again. Where it is
 * hidden where a redirect leads, `fetch` follows it for requests that carry nothing to be kept from
 * another origin.
 *
 * @throws RedirectError for one that is not followed
 */
export function redirected(
  response: Response,
  { url, method, headers: carried, body: sent, signal }: Sent,
  hops: number,
  call: CallContext,
  body: NonNullable<RequestInit["body"]> | undefined,
): readonly [url: string, init: RequestInit] {
  const { status } = response;
  const location = response.headers.get("location");
  const to = location !== null && URL.canParse(location, url) ? new URL(location, url) : undefined;
  const refuse = (reason: string) => {
    throw new RedirectError(call, reason, response, to);
  };
  const isSafe = method === "GET" || method === "HEAD";
  const headers = new Headers(carried);
  const keep = (isKept: (name: string) => boolean) => {
    for (const name of [...headers.keys()]) if (!isKept(name)) headers.delete(name);
  };
  if (hops === MOST) refuse(`more than ${String(MOST)} redirects`);
  if (location === null) {
    if (!isSafe || ![...headers.keys()].every((name) => HARMLESS.test(name)))
      refuse("a redirect that this platform hides");
    return [url, { method, headers, signal, redirect: "follow" }];
  }
  if (to === undefined || !/^https?:$/.test(to.protocol) || to.username + to.password !== "")
    return refuse("a redirect to what is no address");
  const isNear = to.origin === new URL(url).origin;
  if (!isNear && !isSafe) refuse("a redirect to another origin of a request that is not safe");
  const turns = status === 303 ? !isSafe : status < 303 && method === "POST";
  if (!turns && sent && body === undefined) refuse("a redirect that wants the body again");
  if (!isNear) keep((name) => HARMLESS.test(name));
  // A form's type names the boundary of the body that was sent.
  else if (turns) keep((name) => !name.startsWith("content-"));
  else if (body instanceof FormData) headers.delete("content-type");
  const init = { method, headers, signal, redirect: "manual" } as const;
  return [
    to.href,
    turns ? { ...init, method: "GET" } : sent ? { ...init, body: body ?? null } : init,
  ];
}
