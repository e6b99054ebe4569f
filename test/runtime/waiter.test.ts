import { describe, expect, test } from "vitest";
import type { OperationDescriptor } from "../../templates/runtime/descriptor.js";
import { ApiError, TimeoutError } from "../../templates/runtime/errors.js";
import { logTo } from "../../templates/runtime/log.js";
import { openTransport } from "../../templates/runtime/transport.js";
import {
  waitUntil,
  type Waited,
  type WaiterDescriptor,
  type WaitOptions,
} from "../../templates/runtime/waiter.js";
import { FakeClock } from "./fake-clock.js";
import { fakeServer, json, silent } from "./fake-server.js";

interface Report {
  readonly status: string;
}
const getReport: OperationDescriptor = {
  name: "getReport",
  method: "get",
  path: "/report",
  responses: { "200": { "application/json": "json" }, "404": { "application/json": "json" } },
};
const waiter: WaiterDescriptor = {
  name: "waitForReport",
  delay: 100,
  maxDelay: 300,
  timeout: 1_000,
  acceptors: [
    { outcome: "failure", status: 200, body: { pointer: "/status", values: ["faulted"] } },
    { outcome: "retry", status: 200, body: { pointer: "/status", values: ["pending", null] } },
    { outcome: "success", status: 200 },
    { outcome: "retry", status: 404 },
  ],
};

/** Waits on a server that answers in turn, the last answer again and again. */
function wait(
  answers: readonly ((() => Response) | "silent")[],
  options: WaitOptions = {},
  descriptor = waiter,
  operation = getReport,
) {
  const clock = new FakeClock();
  const server = fakeServer((seen, index) => {
    const answer = answers[index] ?? answers.at(-1);
    return answer === "silent" ? silent(seen) : (answer?.() ?? json({}, 500));
  });
  const transport = openTransport(
    { servers: [{ url: "https://api.example.test" }], security: {} },
    { fetch: server.fetch, clock },
  );
  const ended: Promise<Waited<Report>> = waitUntil(
    transport,
    descriptor,
    (call) => transport.call<Report>(operation, {}, call),
    options,
  );
  const outcome = ended.then(
    (value) => value,
    (error: unknown) => error,
  );
  return { clock, seen: server.seen, outcome };
}

const missing = () => json({}, 404);
const report = (status: string | null) => () => json({ status });

describe("a waiter", () => {
  test("survives the first minute's 404 and doubles its waits up to the longest", async () => {
    const { clock, seen, outcome } = wait([missing, missing, missing, report("active")]);
    await clock.advance(99);
    expect(seen).toHaveLength(1);
    await clock.advance(1);
    expect(seen).toHaveLength(2);
    await clock.advance(200);
    expect(seen).toHaveLength(3);
    await clock.advance(299);
    expect(seen).toHaveLength(3);
    await clock.advance(1);
    expect(await outcome).toEqual({ outcome: "success", data: { status: "active" }, attempts: 4 });
    expect(clock.pending).toBe(0);
  });
  test("tells in its timeout the key that the last call was sent with", async () => {
    const idempotencyKey = { header: "Idempotency-Key", make: () => "made-once" };
    const { clock, seen, outcome } = wait([missing], {}, waiter, { ...getReport, idempotencyKey });
    await clock.advance(2_000);
    const error = await outcome;
    if (!(error instanceof TimeoutError)) throw error;
    expect(error.idempotencyKey).toBe("made-once");
    expect(seen.at(-1)?.headers.get("idempotency-key")).toBe("made-once");
    expect(JSON.stringify(error)).not.toContain("made-once");
  });
  test("tells failure from success, by the first acceptor that matches", async () => {
    const { outcome } = wait([report("faulted")]);
    expect(await outcome).toEqual({ outcome: "failure", data: { status: "faulted" }, attempts: 1 });
  });
  test("goes on while the body says so, null included", async () => {
    const retries: [number, number][] = [];
    const { clock, outcome } = wait([report("pending"), report(null), report("active")], {
      onRetry: (attempts, status) => retries.push([attempts, status]),
    });
    await clock.advance(300);
    expect(await outcome).toMatchObject({ outcome: "success", attempts: 3 });
    expect(retries).toEqual([
      [1, 200],
      [2, 200],
    ]);
  });
  test("throws an error no acceptor expects", async () => {
    const { clock, outcome, seen } = wait([missing, () => json({}, 403)]);
    await clock.advance(100);
    expect(await outcome).toMatchObject({ name: "ApiError", status: 403 });
    expect(seen).toHaveLength(2);
  });
  test("an error status can be the end, good or bad", async () => {
    const gone = { ...waiter, acceptors: [{ outcome: "success", status: 404 } as const] };
    expect(await wait([missing], {}, gone).outcome).toMatchObject({
      outcome: "success",
      error: { status: 404 },
    });
    const bad = { ...waiter, acceptors: [{ outcome: "failure", status: "4XX" } as const] };
    const ended = await wait([missing], {}, bad).outcome;
    expect(ended).toMatchObject({ outcome: "failure", attempts: 1 });
    expect((ended as { error: unknown }).error).toBeInstanceOf(ApiError);
  });
  test("an answer that an acceptor names is not asked for again inside the call, nor told as a failure", async () => {
    const busy = {
      ...waiter,
      acceptors: [
        { outcome: "retry", status: 503 },
        { outcome: "failure", status: 500, body: { pointer: "/fatal", values: [true] } },
        { outcome: "success", status: 200 },
      ],
    } as const;
    const told: string[] = [];
    const logger = logTo({ ...console, error: (message) => void told.push(message) }, "error");
    const down = () => json({}, 503);
    const { clock, seen, outcome } = wait([down, down, report("active")], { logger }, busy);
    await clock.advance(300);
    expect(await outcome).toMatchObject({ outcome: "success", attempts: 3 });
    expect(seen).toHaveLength(3);
    expect(told).toEqual([]);
    // Of one that none names, the call thinks as of any other.
    const fatal = () => json({ fatal: true }, 500);
    const other = wait([() => json({}, 500), fatal], { retry: { delay: 0 } }, busy);
    await other.clock.advance(1);
    expect(await other.outcome).toMatchObject({ outcome: "failure", attempts: 1 });
    expect(other.seen).toHaveLength(2);
  });
  test("gives up as soon as the next call would come too late", async () => {
    const { clock, seen, outcome } = wait([missing], { timeout: 350 });
    await clock.advance(300);
    const error = await outcome;
    expect(error).toBeInstanceOf(TimeoutError);
    expect(error).toMatchObject({
      operation: "waitForReport",
      timeout: 350,
      url: "https://api.example.test/report",
      cause: { name: "ApiError", status: 404 },
    });
    expect(seen).toHaveLength(3);
    expect(clock.pending).toBe(0);
  });
  test("tells one that never ends from one that failed, also where the body says to wait", async () => {
    const { clock, outcome } = wait([report("pending")], { timeout: 350 });
    await clock.advance(300);
    expect(await outcome).toMatchObject({
      name: "TimeoutError",
      method: "GET",
      url: "https://api.example.test/report",
    });
  });
  test("an answer that never comes is no reason to wait longer", async () => {
    const { clock, outcome, seen } = wait([missing, "silent"], { timeout: 350 });
    await clock.advance(100);
    expect(seen).toHaveLength(2);
    await clock.advance(250);
    expect(await outcome).toMatchObject({
      name: "TimeoutError",
      operation: "waitForReport",
      timeout: 350,
    });
    expect(clock.pending).toBe(0);
  });
  test("each call may have an end of its own", async () => {
    const { clock, outcome } = wait(["silent"], { callTimeout: 20 });
    await clock.advance(20);
    expect(await outcome).toMatchObject({
      name: "TimeoutError",
      operation: "getReport",
      timeout: 20,
    });
    expect(clock.pending).toBe(0);
  });
  test("waits as long as an answer asks, in seconds or until a date", async () => {
    const busy = (asked: string) => () => json({}, 404, { "retry-after": asked });
    const date = new Date(2_000 + 1_000).toUTCString();
    const { clock, outcome, seen } = wait([busy("2"), busy(date), busy("soon"), report("active")], {
      timeout: 10_000,
    });
    await clock.advance(1_999);
    expect(seen).toHaveLength(1);
    await clock.advance(1);
    expect(seen).toHaveLength(2);
    await clock.advance(999);
    expect(seen).toHaveLength(2);
    await clock.advance(1 + 300);
    expect(await outcome).toMatchObject({ outcome: "success", attempts: 4 });
  });
  test("an abort is heard while waiting", async () => {
    const controller = new AbortController();
    const { clock, outcome, seen } = wait([missing], { signal: controller.signal });
    await clock.advance(50);
    const reason = new Error("enough");
    controller.abort(reason);
    expect(await outcome).toBe(reason);
    expect(clock.pending).toBe(0);
    expect(seen).toHaveLength(1);
  });
  test("the options of the call reach every call", async () => {
    const { clock, outcome, seen } = wait([missing, report("active")], { headers: { "x-a": "1" } });
    await clock.advance(100);
    await outcome;
    expect(seen.map(({ headers }) => headers.get("x-a"))).toEqual(["1", "1"]);
  });
});
