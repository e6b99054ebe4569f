import { isDeepStrictEqual } from "node:util";
import type { Json, JsonObject } from "../../generator/index.js";
import { TutorialFault } from "./fault.js";
import type { Exchange, Recorder } from "./recorder.js";
import { secretKeys } from "./warehouses.js";

/** A value that an earlier answer gave and this request must repeat. */
export interface Carry {
  /** The operation whose newest answer gives it. */
  readonly from: string;
  /** Keys and indices into that answer. */
  readonly at: readonly (string | number)[];
  readonly to: { readonly body: string } | { readonly path: string };
}

/** What a step is to put on the wire. */
export interface Intent {
  readonly operation: string;
  readonly path: Readonly<Record<string, string | number>>;
  readonly query?: Readonly<Record<string, string | number>>;
  /** Members that are carried may be left out. */
  readonly body?: JsonObject;
  readonly carries?: readonly Carry[];
}

/**
 * Compares a request, as it travelled, with what was intended, reading carried values from the
 * recorded answers rather than from the client. Throws a `TutorialFault` that names the place and
 * never the value.
 * @param mock whether `Prefer` is allowed on it
 */
export function assertSent(
  exchange: Exchange,
  intent: Intent,
  recorder: Recorder,
  mock: boolean,
): void {
  const differ = (place: string, reason: string): never => {
    throw new TutorialFault("tutorial/request-differs", `${intent.operation}: ${place} ${reason}`);
  };
  if (exchange.operation !== intent.operation)
    differ("the request", `went to ${exchange.operation}`);

  const path: Record<string, string> = {};
  for (const [name, value] of Object.entries(intent.path)) path[name] = String(value);
  const body: Record<string, Json> = { ...intent.body };
  for (const carry of intent.carries ?? []) {
    const value =
      carried(recorder, carry) ?? differ("an id", `is missing from the answer to ${carry.from}`);
    if ("body" in carry.to) body[carry.to.body] = value;
    else path[carry.to.path] = String(value);
  }

  for (const name of new Set([...Object.keys(path), ...Object.keys(exchange.path)])) {
    if (exchange.path[name] !== path[name]) differ(`path parameter ${name}`, origin(intent, name));
  }
  for (const [name, value] of Object.entries(intent.query ?? {})) {
    if (exchange.url.searchParams.get(name) !== String(value)) {
      differ(`query parameter ${name}`, "is not what was intended");
    }
  }
  if (intent.body === undefined) {
    if (exchange.body !== undefined) differ("the body", "should be absent");
  } else {
    assertBody(exchange, body, (key) => differ(`body member ${key}`, origin(intent, key)));
  }
  assertHeaders(exchange, recorder, mock, differ);
}

function assertBody(exchange: Exchange, wanted: JsonObject, differ: (key: string) => never): void {
  const sent = (exchange.body ?? {}) as JsonObject;
  for (const key of new Set([...Object.keys(wanted), ...Object.keys(sent)])) {
    if (!isDeepStrictEqual(sent[key], wanted[key])) differ(key);
  }
}

function assertHeaders(
  { headers, body, operation }: Exchange,
  recorder: Recorder,
  mock: boolean,
  differ: (place: string, reason: string) => never,
): void {
  const token = (recorder.last("createToken")?.answer as JsonObject | undefined)?.["access_token"];
  const authorization = headers.get("authorization");
  if (operation === "createToken") {
    if (authorization !== null) differ("the Authorization header", "should be absent");
  } else if (token === undefined || authorization !== `Bearer ${String(token)}`) {
    differ("the Authorization header", "does not carry the token of the token answer");
  }
  if (body !== undefined && !/^application\/json\b/.test(headers.get("content-type") ?? "")) {
    differ("the Content-Type header", "is not application/json");
  }
  if (!mock && headers.has("prefer")) differ("the Prefer header", "is for the mock only");
}

/** The value an earlier answer gave; undefined when it did not. */
export function carried(recorder: Recorder, { from, at }: Carry): string | number | undefined {
  let value = recorder.last(from)?.answer as unknown;
  for (const key of at) {
    value = (value as Record<string | number, unknown> | null | undefined)?.[key];
  }
  return typeof value === "string" || typeof value === "number" ? value : undefined;
}

function origin({ carries = [] }: Intent, name: string): string {
  const carry = carries.find(({ to }) => ("body" in to ? to.body : to.path) === name);
  if (carry !== undefined) return `is not what the answer to ${carry.from} gave`;
  return secretKeys.has(name) ? "is not the secret that was given" : "is not what was intended";
}
