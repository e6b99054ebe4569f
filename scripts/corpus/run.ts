import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Assignment } from "./examine.js";
import type { Outcome, Stage } from "./outcome.js";

/** What the process of one document says to the one that started it. */
export type Message = { readonly stage: Stage } | { readonly outcome: Outcome };

const EXTENSION = import.meta.url.endsWith(".ts") ? "ts" : "js";
const EXAMINER = fileURLToPath(new URL(`./examiner.${EXTENSION}`, import.meta.url));

/**
 * Examines a document in a process of its own, so that what one leaves in memory, or dies of, is no
 * other's. A process that ends without an outcome is a fault of the stage it was at.
 */
export function runExamination(
  assignment: Assignment,
  onStage: (stage: Stage) => void,
): Promise<Outcome> {
  const { document } = assignment;
  const child = fork(EXAMINER, [], {
    execArgv: [...process.execArgv, "--max-old-space-size=8192"],
    // Its own words are for nobody but who looks for the reason of its end.
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  let stage: Stage = "generate";
  let outcome: Outcome | undefined;
  let words = "";
  child.stderr?.on("data", (text: Buffer) => {
    words = `${words}${text.toString()}`.slice(-2000);
  });
  child.on("message", (message: Message) => {
    if ("outcome" in message) outcome = message.outcome;
    else {
      stage = message.stage;
      onStage(stage);
    }
  });
  child.send(assignment);
  return new Promise((resolve) => {
    child.on("close", (code, signal) => {
      const end = signal ?? `exit code ${String(code)}`;
      const last = /^.*(?:Error|heap).*$/m.exec(words)?.[0] ?? "";
      const fault = { at: "#", reason: `the process ended with ${end}: ${last}` };
      resolve(
        outcome ?? { document, stages: { [stage]: { checked: 0, faults: [fault], notes: [] } } },
      );
    });
  });
}
