import type { BenchDocument } from "./documents.js";
import type { Peers } from "./peers.js";
import type { Report } from "./report.js";

/** What every benchmark is told. */
export interface BenchOptions {
  readonly documents: readonly BenchDocument[];
  readonly peers: Peers;
  /** How often each measurement is repeated, everybody taking turns. */
  readonly rounds: number;
  /** How many components of a document are measured, spread evenly over it. */
  readonly components: number;
  /** Tells what is under way; never part of the result. */
  readonly say: (line: string) => void;
}

export type Benchmark = (options: BenchOptions) => Promise<Report>;
