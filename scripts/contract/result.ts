import type { CaseKind } from "../../generator/index.js";
import type { Shown } from "./exchange.js";
import type { Drift } from "./live/drift.js";

/** Who is at fault where the witnesses disagree; `passed` where they do not. */
export type Blame =
  | "passed"
  /** The generated client: its validators, or what it made of an answer. */
  | "client"
  | "mock"
  /** The document contradicts itself: an example that its own schema refuses. */
  | "document"
  /** Our own reading of the document, where client and Ajv agree against it. */
  | "suite"
  /** The real API, which does something that the document does not say. */
  | "server";

export interface Verdict {
  readonly witness: "client" | "mock" | "Ajv";
  /** What it says of the request or the answer. */
  readonly says: "valid" | "invalid" | "nothing";
  readonly words?: string;
}

/** What came of one case: everything a report shows. */
export interface CaseResult {
  readonly id: string;
  readonly operation: string;
  readonly kind: CaseKind | "live" | "scenario";
  readonly pointer: string;
  readonly covers: readonly string[];
  readonly blame: Blame;
  /** The client did what was foretold, and Ajv agrees: the units are covered whatever the mock says. */
  readonly isProven: boolean;
  /** What is wrong, in words. */
  readonly words?: string;
  /** The known fault of the mock that explains it. */
  readonly fault?: string;
  readonly verdicts: readonly Verdict[];
  /** What a real API does that the document does not say. */
  readonly drifts?: readonly Drift[];
  readonly request?: Shown;
  readonly answer?: Shown;
}
