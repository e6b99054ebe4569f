import type { Answer } from "./call.js";
import type { OperationDescriptor, OperationInput } from "./descriptor.js";
import { linkTo } from "./link-header.js";
import { pagesOf, stopped, type Next, type Pages, type PagesDescriptor } from "./pages.js";
import { at } from "./pointer.js";
import type { Carrier } from "./carrier.js";
import type { CallOptions } from "./transport.js";

/** A list whose pages link to the next one. */
export interface LinkedPages extends PagesDescriptor {
  /** Where its address stands in the body, an RFC 6901 pointer; by default in the `Link` header, `rel=next`. */
  readonly next?: string;
}

/**
 * Reads a list from the page the input names, or the first, until an answer links to no next one.
 * Addresses are the server's own, so they are not validated; they are followed only where the call
 * itself went, so that credentials stay there.
 *
 * @throws UnexpectedResponseError when a link leads to another origin, or to a page that was read.
 * @see https://www.rfc-editor.org/rfc/rfc8288
 */
export function pagesByLink<Item, Page>(
  transport: Carrier,
  operation: OperationDescriptor,
  descriptor: LinkedPages,
  input: OperationInput = {},
  options: CallOptions = {},
): Pages<Item, Page> {
  const next = (): Next<Page> => {
    const seen = new Set<string>();
    return (answer) => {
      const link = nextOf(answer, descriptor);
      if (link === undefined) return undefined;
      const here = answer.response.url || answer.call.url;
      const url = URL.canParse(link, here) ? new URL(link, here) : undefined;
      if (url?.origin !== new URL(answer.call.url).origin)
        throw stopped(answer, "the next page is at another origin");
      if (seen.has(url.href) || url.href === here)
        throw stopped(answer, "the next page has been read already");
      seen.add(url.href);
      const linked = follow(url, new URL(here), operation, input, options);
      if (linked === undefined) throw stopped(answer, "the next page is at another path");
      return () => transport.call<Page>(linked.operation, linked.input, linked.options);
    };
  };
  return pagesOf(descriptor, () => transport.call<Page>(operation, input, options), next);
}

function nextOf({ data, response }: Answer<unknown>, { next }: LinkedPages): string | undefined {
  const found = next === undefined ? linkTo("next", response.headers) : at(data, next);
  return typeof found === "string" && found !== "" ? found : undefined;
}

/** The call a link stands for: the same operation, asked at the link's path with the link's query. */
function follow(
  url: URL,
  here: URL,
  operation: OperationDescriptor,
  input: OperationInput,
  options: CallOptions,
): { operation: OperationDescriptor; input: OperationInput; options: CallOptions } | undefined {
  const moved = url.pathname !== here.pathname;
  const parameters = operation.parameters ?? [];
  // Another path would be shown as it is.
  if (moved && parameters.some(({ in: place, secret }) => place === "path" && secret === true))
    return undefined;
  const kept = parameters.filter(
    ({ in: place }) => place !== "query" && !(moved && place === "path"),
  );
  const keys = [...new Set(url.searchParams.keys())];
  const asked = keys.map((key) => {
    const secret = parameters.some((it) => it.in === "query" && it.key === key && it.secret);
    return { in: "query", key, ...(secret ? { secret } : {}) } as const;
  });
  const { validation } = options;
  return {
    operation: {
      ...operation,
      ...(moved ? { path: url.pathname } : {}),
      parameters: [...kept, ...asked],
    },
    input: {
      ...input,
      query: Object.fromEntries(keys.map((key) => [key, url.searchParams.getAll(key)])),
    },
    options: {
      ...options,
      ...(moved ? { baseUrl: url.origin } : {}),
      validation: validation === false ? false : { ...validation, requests: false },
    },
  };
}
