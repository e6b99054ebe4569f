import { setFlagsFromString } from "node:v8";

/**
 * Bytes of bytecode that a function runs before V8 compiles it anew, optimised. V8's own choice is
 * made for servers; a run of ours is over in seconds, and would spend a third of them on compiling
 * what it hardly calls again.
 */
const BUDGET = 600_000;

/**
 * Percent by which the heap may grow over what is alive before it is collected. V8 lets it become four
 * times as large where there is memory; most of a run's is garbage.
 */
const GROWTH = 70;

/** Sets this process up for a run of ours: less work of the processor, less memory, the same results. */
export function tuneEngine(): void {
  setFlagsFromString(`--interrupt-budget=${String(BUDGET)}`);
  setFlagsFromString(`--heap-growing-percent=${String(GROWTH)}`);
  // What was compiled stays: it is little, and `launch` keeps it for the next run.
  setFlagsFromString("--no-flush-bytecode");
}
