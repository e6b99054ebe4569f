import type { IncomingHttpHeaders } from "node:http";
import { isDeepStrictEqual } from "node:util";
import type { Json } from "../../generator/index.js";
import type { Sent } from "./position.js";
import { parsedJson } from "../json-text.js";

/** A request as a server has it. */
export interface Arrived {
  readonly path: string;
  readonly query: string;
  readonly headers: IncomingHttpHeaders;
  /** Bytes as characters. */
  readonly body: string;
}

/** What should have arrived and is on none of the requests. */
export function faultsOfRequest(
  arrived: readonly Arrived[],
  addresses: readonly string[],
  sent: Sent,
): string[] {
  const checks: readonly (readonly [unknown, boolean | undefined])[] = [
    [sent.path, arrived.some(({ path }) => path === sent.path)],
    [sent.url, addresses.includes(sent.url ?? "")],
    [sent.query, arrived.some(({ query }) => has(pairs(query, "&"), sent.query))],
    [sent.cookie, arrived.some(({ headers }) => has(pairs(headers.cookie, "; "), sent.cookie))],
    [sent.header, arrived.some(({ headers }) => hasHeader(headers, sent.header))],
    [
      sent.json,
      arrived.some(({ body }) =>
        isDeepStrictEqual(parsedJson(Buffer.from(body, "latin1").toString()), sent.json),
      ),
    ],
    [sent.field, arrived.some((request) => has(fields(request), sent.field))],
    [
      sent.token,
      arrived.some(({ path, body }) => path === "/token" && hasMember(body, sent.token)),
    ],
  ];
  const names = ["path", "url", "query", "cookie", "header", "json", "field", "token"] as const;
  return names.flatMap((name, index) => {
    const [wanted, found] = checks[index] ?? [];
    if (wanted === undefined || found === true) return [];
    const seen = arrived.map(({ path, query, body }) => `${path}?${query} ${body}`).join(" | ");
    return [
      `${name}: ${JSON.stringify(wanted).slice(0, 160)} did not arrive, but ${seen.slice(0, 200)}`,
    ];
  });
}

type Pair = readonly [string, string];

function has(found: readonly Pair[], wanted: Pair | undefined): boolean {
  return wanted !== undefined && found.some((pair) => isDeepStrictEqual(pair, wanted));
}

/** Percent-encoded pairs; nothing of what is encoded wrongly. */
function pairs(text: string | undefined, separator: string): Pair[] {
  return (text ?? "").split(separator).flatMap((pair): Pair[] => {
    const [name = "", value = ""] = pair.split(/=(.*)/s);
    try {
      return [[decodeURIComponent(name), decodeURIComponent(value)]];
    } catch {
      return [];
    }
  });
}

function hasHeader(headers: IncomingHttpHeaders, wanted: Pair | undefined): boolean {
  if (wanted === undefined) return false;
  const [name, value] = wanted;
  return Object.hasOwn(headers, name) && headers[name] === value;
}

function hasMember(body: string, wanted: Pair | undefined): boolean {
  const value = parsedJson(Buffer.from(body, "latin1").toString());
  if (wanted === undefined || typeof value !== "object" || value === null) return false;
  return (
    Object.hasOwn(value, wanted[0]) && (value as Record<string, Json>)[wanted[0]] === wanted[1]
  );
}

/** The fields of a form. Of a multipart name HTML has quotes and line breaks percent-encoded. */
function fields({ headers, body }: Arrived): Pair[] {
  const type = headers["content-type"] ?? "";
  const text = Buffer.from(body, "latin1").toString();
  if (!type.startsWith("multipart/")) return [...new URLSearchParams(text)];
  const boundary = /boundary="?([^";]+)/.exec(type)?.[1] ?? "";
  return text.split(`--${boundary}`).flatMap((part): Pair[] => {
    const [, name, value] = /; name="([^"]*)"[^]*?\r\n\r\n([^]*)\r\n$/.exec(part) ?? [];
    return name === undefined || value === undefined ? [] : [[unescaped(name), value]];
  });
}

/** @see https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#multipart-form-data */
function unescaped(name: string): string {
  return name.replace(/%0D%0A|%0D|%0A/g, "\n").replace(/%22/g, '"');
}
