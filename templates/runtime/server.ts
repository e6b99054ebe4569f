import { redactUrl } from "./redact.js";

/** An address without a trailing slash. @throws TypeError for one that nothing can be sent to */
export function absoluteUrl(address: string): string {
  const url = address.replace(/\/+$/, "");
  if (/^https?:\/\/[^/]/i.test(url) && URL.canParse(url)) {
    // `fetch` refuses them, and quotes them.
    if (/^[^/]*\/\/[^/?#]*@/.test(url))
      throw new TypeError(`"${redactUrl(url)}" names a user, which belongs into auth`);
    return url;
  }
  const here = (globalThis as { readonly location?: { readonly href?: string } }).location?.href;
  if (here !== undefined && URL.canParse(url, here))
    return new URL(url, here).href.replace(/\/+$/, "");
  throw new TypeError(`"${redactUrl(url)}" is not an http(s) address: give baseUrl`);
}
