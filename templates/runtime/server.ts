import { redactUrl } from "./redact.js";

/** An address without a trailing slash. @throws TypeError for one that nothing can be sent to */
export function absoluteUrl(address: string): string {
  const here = (globalThis as { readonly location?: { readonly href?: string } }).location?.href;
  const url = URL.canParse(address, here) ? new URL(address, here) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol))
    throw new TypeError(`"${redactUrl(address)}" is not an http(s) address: give baseUrl`);
  // `fetch` refuses them, and quotes them.
  if (url.username + url.password !== "")
    throw new TypeError(`"${redactUrl(address)}" names a user, which belongs into auth`);
  return url.href.replace(/\/+$/, "");
}
