/** Why a cookie is refused where none can be set. */
export const NO_COOKIES =
  "a browser sends the cookies it was given by servers, and none that a program sets";

/**
 * Whether this `fetch` sends a `Cookie` header: in browsers a program cannot set one, and it would be
 * left out without a word.
 *
 * @see https://fetch.spec.whatwg.org/#forbidden-request-header
 */
export function mayWriteCookies(): boolean {
  return new Request("http://localhost/", { headers: { Cookie: "a=b" } }).headers.has("Cookie");
}
