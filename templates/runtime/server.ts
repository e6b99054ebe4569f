import type { ServerDescriptor } from "./descriptor.js";
import { redactUrl } from "./redact.js";

/**
 * Where calls go: the address without a trailing slash, its variables filled in from `variables`,
 * else from the server's defaults.
 *
 * @throws TypeError for a variable without a value, or one the document does not allow.
 * @see https://spec.openapis.org/oas/v3.1.0#server-object
 */
export function serverUrl(
  server: ServerDescriptor,
  variables: { readonly [name: string]: string | undefined } = {},
): string {
  const url = server.url.replace(/\{([^{}]+)\}/g, (_, name: string) => {
    const variable = own(server.variables, name);
    const given = own(variables, name);
    const value = given ?? variable?.default;
    if (value === undefined) throw new TypeError(`server variable "${name}" has no value`);
    if (given !== undefined && variable?.enum !== undefined && !variable.enum.includes(given)) {
      throw new TypeError(`server variable "${name}" must be one of ${variable.enum.join(", ")}`);
    }
    // In an address these end what they stand in, or are dropped.
    if (given !== undefined && /[\s\\?#@\p{Cc}]/u.test(given)) {
      throw new TypeError(`server variable "${name}" has characters that have no place in it`);
    }
    return value;
  });
  return url.replace(/\/+$/, "");
}

/** The same, refusing an address nothing can be sent to. */
export function absoluteUrl(address: string): string {
  const url = address.replace(/\/+$/, "");
  if (/^https?:\/\/[^/]/i.test(url)) return url;
  const here = (globalThis as { readonly location?: { readonly href?: string } }).location?.href;
  if (here !== undefined && URL.canParse(url, here))
    return new URL(url, here).href.replace(/\/+$/, "");
  throw new TypeError(`"${redactUrl(url)}" is not an http(s) address: give baseUrl`);
}

function own<Value>(
  object: { readonly [name: string]: Value } | undefined,
  name: string,
): Value | undefined {
  return object !== undefined && Object.hasOwn(object, name) ? object[name] : undefined;
}
