/**
 * Where calls go, without a trailing slash.
 *
 * @throws TypeError for what is no such address; it is not quoted, since it may hold a secret
 */
export function baseOf(address: string): string {
  const here = (globalThis as { readonly location?: { readonly href?: string } }).location?.href;
  const url = URL.canParse(address, here) ? new URL(address, here) : undefined;
  if (!/^https?:$/.test(url?.protocol ?? "") || url?.username)
    throw new TypeError("baseUrl must be an http(s) address that names no user");
  return url?.href.replace(/\/+$/, "") ?? "";
}

/** An address as errors show it: without a user and a query, which may hold secrets. */
export function shownOf(address: string): string {
  return address.replace(/[?#].*/s, "").replace(/\/\/[^/]*@/, "//");
}
