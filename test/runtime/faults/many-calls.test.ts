import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { openTransport } from "../../../templates/runtime/transport.js";
import { settled } from "../fake-clock.js";
import { json } from "../fake-server.js";
import { operationOf } from "../opened.js";

const CALLS = 10_000;
/** Bytes of the heap that a round may leave: a call that leaks anything leaks more. */
const ALLOWED = CALLS * 16;

/** Timers by what they wait: those of attempts never end, those between them when told to. */
class Timers {
  readonly all = new Set<{ readonly wait: number; readonly run: () => void }>();

  now(): number {
    return 0;
  }

  after(wait: number, run: () => void): () => void {
    const timer = { wait, run };
    this.all.add(timer);
    return () => this.all.delete(timer);
  }

  endWaits(): void {
    for (const timer of [...this.all].filter(({ wait }) => wait < 1_000)) {
      this.all.delete(timer);
      timer.run();
    }
  }
}

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

/** Bytes in use once all that can be let go of is. */
async function heap(): Promise<number> {
  for (let turn = 0; turn < 4; turn += 1) {
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
    collect();
  }
  return process.memoryUsage().heapUsed;
}

test(
  "10,000 calls at a time leave nothing behind, whichever way they end",
  { timeout: 300_000 },
  async () => {
    const clock = new Timers();
    const held: (() => void)[] = [];
    const transport = openTransport(
      { servers: [{ url: "https://api.test" }], security: {} },
      {
        clock,
        retry: { budget: Infinity },
        // All calls are under way before the first is answered.
        fetch: () =>
          new Promise((resolve, reject) => {
            const index = held.length;
            held.push(() => {
              if (index % 4 === 0 && index < CALLS) resolve(json({ title: "busy" }, 503));
              else if (index % 4 === 1 && index < CALLS) reject(new TypeError("lost"));
              else if (index % 4 === 2) resolve(json({ ok: true }));
              // The rest is aborted.
              else if (index >= CALLS) resolve(json({ ok: true }));
            });
          }),
      },
    );
    const answerAll = (from: number) => {
      for (const answer of held.slice(from)) answer();
    };
    const kept: number[] = [];
    for (let round = 0; round < 4; round += 1) {
      const controller = new AbortController();
      const ended = Promise.allSettled(
        Array.from({ length: CALLS }, () =>
          transport.call(operationOf("get"), {}, { signal: controller.signal }),
        ),
      );
      await settled();
      expect(held).toHaveLength(CALLS);
      answerAll(0);
      await settled();
      clock.endWaits();
      await settled();
      // Half of them were to be sent again.
      expect(held).toHaveLength(CALLS * 1.5);
      answerAll(CALLS);
      await settled();
      controller.abort();
      const outcomes = await ended;
      expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(CALLS * 0.75);
      expect(clock.all.size).toBe(0);
      held.length = 0;
      outcomes.length = 0;
      kept.push(await heap());
    }
    // The first rounds fill caches and compile.
    const [, before = 0] = kept;
    expect((kept.at(-1) ?? Infinity) - before).toBeLessThan(2 * ALLOWED);
  },
);
