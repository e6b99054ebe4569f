import { describe, expect, test } from "vitest";
import { settled } from "../fake-clock.js";
import { silent, type Seen } from "../fake-server.js";
import { failure, operationOf } from "../opened.js";
import { ENTRIES } from "../opened-core.js";

/* Servers that say nothing, or begin and say no more; some platforms' bodies hear no signal. */

const STALLS: readonly (readonly [where: string, stall: (seen: Seen) => Promise<Response>])[] = [
  ["before the answer", silent],
  [
    "inside the body",
    () =>
      Promise.resolve(
        new Response(new ReadableStream({}), { headers: { "content-type": "application/json" } }),
      ),
  ],
];

describe.each(ENTRIES)("a stall, %s", (_, opened) => {
  describe.each(STALLS)("%s", (__, stall) => {
    const operations = [operationOf("get"), operationOf("post")];

    test("ends after a minute where nobody says otherwise", async () => {
      for (const operation of operations) {
        const { transport, clock } = opened(stall);
        const failed = failure(transport.call(operation));
        await clock.advance(59_999);
        expect(clock.pending).toBeGreaterThan(0);
        await clock.advance(1);
        expect(await failed).toMatchObject({ name: "TimeoutError", timeout: 60_000 });
        expect(clock.pending).toBe(0);
      }
    });

    test("ends at the call's timeout, whether a signal is given or not", async () => {
      for (const operation of operations)
        for (const signal of [undefined, new AbortController().signal]) {
          const { transport, seen, clock } = opened(stall);
          const given = signal === undefined ? {} : { signal };
          const failed = failure(transport.call(operation, {}, { timeout: 500, ...given }));
          await clock.advance(500);
          expect(await failed).toMatchObject({ name: "TimeoutError", timeout: 500, attempts: 1 });
          expect(seen).toHaveLength(1);
          expect(clock.pending).toBe(0);
        }
    });

    test("ends at once when the caller aborts, and nothing is sent again", async () => {
      for (const operation of operations) {
        const { transport, seen, clock } = opened(stall);
        const controller = new AbortController();
        const failed = failure(
          transport.call(operation, {}, { timeout: 500, signal: controller.signal }),
        );
        await settled();
        const reason = new Error("enough");
        controller.abort(reason);
        expect(await failed).toBe(reason);
        await clock.advance(60_000);
        expect(seen).toHaveLength(1);
        expect(clock.pending).toBe(0);
      }
    });
  });
});
