import { examine, type Assignment } from "./examine.js";
import type { Message } from "./run.js";

/** One document's process: it is sent an assignment, answers with the outcome, and ends. */
const tell = (message: Message): void => void process.send?.(message);

process.once("message", (assignment: Assignment) => {
  void examine(assignment, (stage) => tell({ stage })).then((outcome) => {
    tell({ outcome });
    process.disconnect();
  });
});
