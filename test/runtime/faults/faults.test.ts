import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CallError } from "../../../templates/runtime/errors.js";
import { FAULTS } from "./faults.js";
import { callOn, TRANSPORTS, type Open } from "./harness.js";
import { KINDS, type Stance } from "./kinds.js";
import { FaultyServer } from "./server.js";

/*
 * What each fault comes to, on both transports, for each stance: `again X`, the next attempt succeeds, and X is thrown
 * where it does not; `once X`, X is thrown at once; `replay X`, a new token succeeds, and X is thrown
 * where it does not; `fine`, it is no fault.
 */
type Cell = `${"again" | "once" | "replay"} ${string}` | "fine";

const network = "again NetworkError";
const lost = "once NetworkError";
const late = "again TimeoutError";
const over = "once TimeoutError";
const wrong = "once UnexpectedResponseError";

const MATRIX: Readonly<Record<keyof typeof FAULTS, Readonly<Record<Stance, Cell>>>> = {
  reset: { read: network, change: network, once: lost, head: network, stream: network },
  "closed without an answer": {
    ...{ read: network, change: network, once: lost, head: network, stream: network },
  },
  stall: { read: late, change: late, once: over, head: late, stream: late },
  "reset inside the body": { read: network, change: lost, once: lost, head: "fine", stream: lost },
  "closed inside the body": { read: network, change: lost, once: lost, head: "fine", stream: lost },
  "stall inside the body": {
    read: late,
    change: late,
    once: over,
    head: "fine",
    stream: "once Error",
  },
  drip: { read: late, change: late, once: over, head: "fine", stream: "fine" },
  "less than its length": { read: network, change: lost, once: lost, head: "fine", stream: lost },
  "more than its length": {
    ...{ read: "again UnexpectedResponseError", change: wrong, once: wrong },
    ...{ head: "fine", stream: wrong },
  },
  "429": all("again ApiError", "once ApiError"),
  "429, Retry-After in seconds": all("again ApiError", "once ApiError"),
  "429, Retry-After too late": all("once ApiError"),
  "503": all("again ApiError", "once ApiError"),
  "503, Retry-After as a date": all("again ApiError", "once ApiError"),
  "503, Retry-After too late": all("once ApiError"),
  "408": all("again ApiError", "once ApiError"),
  "500": all("again ApiError", "once ApiError"),
  "501": all("once ApiError"),
  "404": all("once ApiError"),
  "502, an HTML page": all("again ApiError", "once ApiError"),
  "401": all("replay ApiError"),
  "200, an HTML page": { ...all(wrong), head: "fine" },
  "200, truncated JSON": {
    ...{ read: "again UnexpectedResponseError", change: wrong, once: wrong },
    ...{ head: "fine", stream: wrong },
  },
  "200, empty": { ...all(wrong), head: "fine", stream: "fine" },
  "200, empty by its length": { ...all(wrong), head: "fine", stream: "fine" },
  "200, another media type": { ...all(wrong), head: "fine" },
  "200, another charset": { ...all(wrong), head: "fine" },
  "204": { ...all(wrong), head: "fine" },
};

function all(cell: Cell, once = cell): Record<Stance, Cell> {
  return { read: cell, change: cell, once, head: cell, stream: cell };
}

/** The waits before the second and the third attempt, by full jitter at its longest, or as the server says. */
const WAITS: Readonly<Partial<Record<keyof typeof FAULTS, readonly number[]>>> = {
  "429, Retry-After in seconds": [2_000, 2_000],
  "503, Retry-After as a date": [3_000, 3_000],
};
const USUAL = [500, 1_000];
const ATTEMPTS = 3;

const server = new FaultyServer();
let url = "";
beforeAll(async () => {
  url = await server.listen();
});
afterAll(() => server.close());

const faults = Object.keys(FAULTS) as (keyof typeof FAULTS)[];
type Row = readonly [fault: keyof typeof FAULTS, on: string, open: Open];
const rows = faults.flatMap((name) =>
  Object.entries(TRANSPORTS).map(([on, open]): Row => [name, on, open]),
);
describe.each(rows)("%s, on %s", (name, _, open) => {
  const waits = WAITS[name] ?? USUAL;
  // What drips waits for the clock, too.
  const drips = name === "drip";

  test.each(Object.keys(KINDS))("once, to %s", async (kindName) => {
    const kind = KINDS[kindName];
    if (kind === undefined) throw new Error(kindName);
    const [does, thrown] = MATRIX[name][kind.stance].split(" ");
    const right = await callOn(server, url, kind, FAULTS[name], 0, open);
    const ended = await callOn(server, url, kind, FAULTS[name], 1, open);
    if (does === "once") expect(ended.error).toMatchObject({ name: thrown });
    else if (!name.startsWith("200, empty")) expect(ended).toMatchObject({ value: right.value });
    else expect(ended.error).toBeUndefined();
    expect(ended.seen).toHaveLength(does === "again" || does === "replay" ? 2 : 1);
    if (!drips) expect(ended.waits).toEqual(does === "again" ? waits.slice(0, 1) : []);
    expect(ended.left).toBe(0);
    sameRequests(ended.seen, does);
  });

  test.each(Object.keys(KINDS))("always, to %s", async (kindName) => {
    const kind = KINDS[kindName];
    if (kind === undefined) throw new Error(kindName);
    const [does, thrown] = MATRIX[name][kind.stance].split(" ");
    const ended = await callOn(server, url, kind, FAULTS[name], Infinity, open);
    const requests = does === "again" ? ATTEMPTS : does === "replay" ? 2 : 1;
    expect(ended.seen).toHaveLength(requests);
    if (does === "fine") expect(ended.error).toBeUndefined();
    else expect(ended.error).toMatchObject({ name: thrown });
    if (ended.error instanceof CallError) {
      expect(ended.error.attempts).toBe(requests);
      expect(ended.error.isRetryable).toBe(
        does === "again" ||
          (kind.stance === "stream" && thrown === "NetworkError") ||
          (name.endsWith("too late") && kind.stance !== "once"),
      );
      expect(JSON.stringify(ended.error)).not.toMatch(/token-\d|Sign in/);
    }
    if (!drips) expect(ended.waits).toEqual(does === "again" ? waits : []);
    expect(ended.left).toBe(0);
    sameRequests(ended.seen, does);
  });
});

/** What is sent again is the same request, by the same key; with another token only where one was refused. */
function sameRequests(seen: Awaited<ReturnType<typeof callOn>>["seen"], does = ""): void {
  expect(new Set(seen.map(({ method }) => method)).size).toBe(1);
  expect(new Set(seen.map(({ key }) => key)).size).toBe(1);
  expect(new Set(seen.map(({ body }) => body.replace(/[-\w]*boundary[-\w]*/gi, ""))).size).toBe(1);
  if (does === "replay") expect(new Set(seen.map((asked) => asked.authorization)).size).toBe(2);
}
