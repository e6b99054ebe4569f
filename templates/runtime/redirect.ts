import type { CallContext } from "./call-error.js";
import { RedirectError } from "./errors.js";

/** As many as `fetch` follows. @see https://fetch.spec.whatwg.org/#http-redirect-fetch */
const MOST = 20;

/** Says nothing of who asks: all that another origin is told. */
const HARMLESS = /^(?:accept|accept-language|user-agent)$/;

/**
 * What is sent after an answer: the request that a redirect asks for, the error where it is not
 * followed, nothing where the answer is none. Within an origin redirects are followed as `fetch` does
 * it; to another origin only those that change nothing, and without credentials, cookies and whatever
 * else the caller's headers say. `body`: the request's, where it can be sent again.
 *
 * Browsers hide where a redirect leads; there `fetch` follows those of requests that carry nothing
 * to be kept from another origin.
 */
export function redirection(
  response: Response,
  sent: Request,
  hops: number,
  call: CallContext,
  body: NonNullable<RequestInit["body"]> | undefined,
): Request | RedirectError | undefined {
  const { status, headers } = response;
  const location = headers.get("location") ?? undefined;
  const isHidden = response.type === "opaqueredirect";
  if (!isHidden && (location === undefined || !/^30[12378]$/.test(String(status))))
    return undefined;
  const next =
    hops === MOST
      ? `more than ${String(MOST)} redirects`
      : isHidden
        ? unhidden(sent)
        : redirected(sent, status, location ?? "", body);
  return typeof next === "string" ? new RedirectError(call, next, response, location) : next;
}

/** The request to be sent next, or why there is none. */
function redirected(
  request: Request,
  status: number,
  location: string,
  body: NonNullable<RequestInit["body"]> | undefined,
): Request | string {
  const url = URL.canParse(location, request.url) ? new URL(location, request.url) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.username + url.password !== "")
    return "a redirect to what is no address";
  const isSafe = isSafeMethod(request);
  const isNear = url.origin === new URL(request.url).origin;
  if (!isNear && !isSafe) return "a redirect to another origin of a request that is not safe";
  const turns = status === 303 ? !isSafe : status < 303 && request.method === "POST";
  if (!turns && body === undefined && request.body !== null)
    return "a redirect that wants the body again";
  const headers = new Headers();
  request.headers.forEach((value, name) => {
    // A form's type names the boundary of the body that was sent.
    const isOfBody = turns
      ? name.startsWith("content-")
      : body instanceof FormData && name === "content-type";
    if (isNear ? !isOfBody : HARMLESS.test(name)) headers.set(name, value);
  });
  const { signal } = request;
  const init = { headers, signal, redirect: "manual" } as const;
  return turns
    ? new Request(url, init)
    : new Request(url, { ...init, method: request.method, body: request.body && (body ?? null) });
}

function unhidden(request: Request): Request | string {
  const names = [...request.headers.keys()];
  return isSafeMethod(request) && names.every((name) => HARMLESS.test(name))
    ? new Request(request, { redirect: "follow" })
    : "a redirect that this platform hides";
}

/** @see https://www.rfc-editor.org/rfc/rfc9110#section-9.2.1 */
function isSafeMethod({ method }: Request): boolean {
  return method === "GET" || method === "HEAD";
}
