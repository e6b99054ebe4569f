import type { ApiModel, SecurityScheme } from "../../generator/index.js";

type Schemes = ApiModel["security"];

/** Where what a request proves differs from the schemes that it should prove, one line each. */
export function strayProofs(
  schemes: Schemes,
  request: Request,
  wanted: readonly string[],
): string[] {
  const places = new Map<string, { readonly scheme: SecurityScheme; readonly name?: string }>();
  for (const [name, scheme] of Object.entries(schemes)) {
    const place = placeOf(scheme);
    if (place === undefined) continue;
    if (wanted.includes(name)) places.set(place, { scheme, name });
    else if (!places.has(place)) places.set(place, { scheme });
  }
  return [...places].flatMap(([place, { scheme, name }]) => {
    const text = proofIn(request, scheme);
    if (name === undefined)
      return text === undefined ? [] : [`credentials are in the ${place} that nobody asked for`];
    if (text === undefined) return [`the credentials of ${name} are not in the ${place}`];
    const prefix = prefixOf(scheme);
    return text.toLowerCase().startsWith(prefix.toLowerCase())
      ? []
      : [`the credentials of ${name} do not begin with ${prefix.trim()}`];
  });
}

/** The request without what it proves by one scheme. */
export function withoutProof(schemes: Schemes, request: Request, name: string): Request {
  const scheme = schemes[name];
  if (scheme === undefined) return request;
  const headers = new Headers(request.headers);
  if (scheme.type !== "apiKey") headers.delete("authorization");
  else if (scheme.in === "header") headers.delete(scheme.key);
  else if (scheme.in === "cookie") {
    const kept = cookiesOf(request).filter((pair) => !pair.startsWith(`${scheme.key}=`));
    if (kept.length === 0) headers.delete("cookie");
    else headers.set("cookie", kept.join("; "));
  } else {
    const url = new URL(request.url);
    url.searchParams.delete(scheme.key);
    return new Request(new Request(url, request), { headers });
  }
  return new Request(request, { headers });
}

/** `Authorization` is the place of all schemes but keys; a connection's proof is in no request. */
function placeOf(scheme: SecurityScheme): string | undefined {
  if (scheme.type === "mutualTLS") return undefined;
  return scheme.type === "apiKey" ? `${scheme.in} ${scheme.key}` : "header Authorization";
}

function proofIn(request: Request, scheme: SecurityScheme): string | undefined {
  if (scheme.type !== "apiKey") return request.headers.get("authorization") ?? undefined;
  const { in: place, key } = scheme;
  if (place === "header") return request.headers.get(key) ?? undefined;
  if (place === "query") return new URL(request.url).searchParams.get(key) ?? undefined;
  const pair = cookiesOf(request).find((one) => one.startsWith(`${key}=`));
  return pair?.slice(key.length + 1);
}

function cookiesOf(request: Request): string[] {
  return (request.headers.get("cookie") ?? "").split("; ").filter((pair) => pair !== "");
}

function prefixOf(scheme: SecurityScheme): string {
  if (scheme.type === "apiKey") return "";
  return scheme.type === "http" ? `${scheme.scheme} ` : "Bearer ";
}
