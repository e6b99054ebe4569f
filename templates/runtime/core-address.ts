/**
 * Where calls go, without a trailing slash.
 *
 * @throws TypeError for what is no such address; it is not quoted, since it may hold a secret
 */
export function baseOf(address: string): string {
  const here = (globalThis as { readonly location?: { readonly href?: string } }).location?.href;
  const href = URL.canParse(address, here) ? new URL(address, here).href : "";
  if (!/^https?:\/\/[^/@]+\//.test(href))
    throw new TypeError("baseUrl must be http(s), without user");
  return href.replace(/\/+$/, "");
}

/** An address as errors show it: without a user and a query, which may hold secrets. */
export function shownOf(address: string): string {
  return address.replace(/[?#].*/s, "").replace(/\/\/[^/]*@/, "//");
}
