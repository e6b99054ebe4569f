import type { ApiModel, Operation } from "../../generator/index.js";

/** Where samples send their requests, and where those are to go instead. */
export interface Addresses {
  /** Addresses of the document's servers, the longest first. */
  readonly servers: readonly string[];
  /** Token endpoints outside the document's servers: nobody here plays them. */
  readonly tokens: readonly string[];
}

/** What samples write where a document names no server, or one relative to itself. */
const PLACEHOLDER = "https://api.example.com";

/** The addresses that samples of a document call, variables at their defaults. */
export function addressesOf({ servers, operations, security }: ApiModel): Addresses {
  const all = [...servers, ...operations.flatMap(serversOf)];
  const addresses = all.map(({ url, variables }) => {
    const filled = url
      .replace(/\{([^{}]+)\}/g, (whole, name: string) => variables[name]?.default ?? whole)
      .replace(/\/+$/, "");
    if (/^https?:\/\//i.test(filled)) return filled;
    return `${PLACEHOLDER}${filled === "" || filled.startsWith("/") ? "" : "/"}${filled}`;
  });
  const known = [...new Set([...addresses, PLACEHOLDER])].sort((a, b) => b.length - a.length);
  const tokens = Object.values(security).flatMap((scheme) =>
    scheme.type === "oauth2"
      ? Object.values(scheme.flows).flatMap(({ tokenUrl, refreshUrl }) =>
          [tokenUrl, refreshUrl].filter((url) => url !== undefined),
        )
      : [],
  );
  const isServed = (url: string): boolean => known.some((server) => url.startsWith(server));
  return { servers: known, tokens: [...new Set(tokens)].filter((url) => !isServed(url)) };
}

/** The servers of its own calls, and of those that its links lead to. */
function serversOf({ servers = [], responses }: Operation): ApiModel["servers"][number][] {
  const links = responses.flatMap((response) => response.links);
  return [...servers, ...links.flatMap(({ server }) => (server === undefined ? [] : [server]))];
}
