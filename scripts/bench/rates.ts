import { rotated } from "./statistics.js";

/**
 * Nanoseconds one call of each function takes: the best of several rounds, in which all take turns,
 * so that whatever slows this machine slows them alike. Each turn lasts about `milliseconds`.
 */
export function measureRates(
  functions: readonly (() => unknown)[],
  rounds: number,
  milliseconds: number,
): number[] {
  const counts = functions.map((run) => countFor(run, milliseconds));
  const best = functions.map(() => Infinity);
  const turns = functions.map((run, index) => ({ run, index }));
  for (let round = 0; round < rounds; round += 1) {
    for (const { run, index } of rotated(turns, round)) {
      const count = counts[index] ?? 1;
      best[index] = Math.min(best[index] ?? Infinity, timeOf(run, count) / count);
    }
  }
  return best;
}

/** Calls after which the engine has settled on how to run a function, as in a server that is up. */
const WARM = 2_000;

/** How many calls fill a turn. */
function countFor(run: () => unknown, milliseconds: number): number {
  const warm = Date.now() + 20 * milliseconds;
  for (let call = 0; call < WARM && Date.now() < warm; call += 1) run();
  for (let count = 4; ; count *= 2) {
    const time = timeOf(run, count);
    if (time >= milliseconds * 250_000) {
      return Math.max(1, Math.round((count * milliseconds * 1e6) / time));
    }
  }
}

function timeOf(run: () => unknown, count: number): number {
  const start = process.hrtime.bigint();
  for (let call = 0; call < count; call += 1) run();
  return Number(process.hrtime.bigint() - start);
}
