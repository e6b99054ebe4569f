import { fork, type ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";
import { CommandLineFault } from "../fault.js";
import { WorkerDeath, type Answer, type Assignment, type Question, type Worker } from "./crew.js";
import type { Fate } from "./mutant.js";

const WORKER = fileURLToPath(new URL("./worker.ts", import.meta.url));

/** Milliseconds without any answer after which a worker that judges mutants is taken to be lost in one. */
const PATIENCE = 600_000;

/** Whoever waits for an answer. */
interface Waiting {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
  readonly patience: number;
}

/**
 * A worker in a process of its own: what mutants leave in memory ends with it, and several use
 * several cores.
 *
 * @throws CommandLineFault where the document or its package have changed since the run began
 */
export async function hireProcess(assignment: Assignment): Promise<Worker> {
  const child = fork(WORKER, [], {
    execArgv: ["--import", "tsx"],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const line = new Line(child);
  const first = await line.ask("ready", assignment, Infinity);
  if (first.kind === "changed") {
    line.end();
    throw new CommandLineFault("option/invalid", {
      option: "--input",
      reason: "the document or its package has changed since the run began",
    });
  }
  return {
    baseline: async (shard) => {
      const answer = await line.ask("baseline", { kind: "baseline", shard }, Infinity);
      return answer.kind === "baseline" ? answer.wrong : [];
    },
    fateOf: async (id): Promise<Fate> => {
      const answer = await line.ask(id, { kind: "fate", id }, PATIENCE);
      if (answer.kind !== "fate") throw new WorkerDeath(answer.kind);
      return answer.fate;
    },
    dismiss: () => {
      line.end();
    },
  };
}

/** Questions to one process and its answers, each by the name of what was asked. */
class Line {
  readonly #waiting = new Map<string, Waiting>();
  #timer: NodeJS.Timeout | undefined;
  #isOver = false;
  // A worker must not outlive the run that began it, however that ends.
  readonly #kill = (): void => void this.child.kill();

  constructor(readonly child: ChildProcess) {
    process.once("exit", this.#kill);
    child.on("message", (answer: Answer) => {
      this.#hear(answer);
    });
    child.once("exit", (code, signal) => {
      process.off("exit", this.#kill);
      this.#lose(new WorkerDeath(`the process ended with ${signal ?? String(code)}`));
    });
    child.once("error", (error) => {
      this.#lose(error);
    });
  }

  /** @param patience milliseconds that may pass without any answer */
  ask(name: string, question: Assignment | Question, patience: number): Promise<Answer> {
    return new Promise((resolve, reject) => {
      if (this.#isOver) {
        reject(new WorkerDeath("the process has ended"));
        return;
      }
      this.#waiting.set(name, { resolve, reject, patience });
      this.#watch();
      this.child.send(question);
    });
  }

  end(): void {
    this.child.kill();
    this.#lose(new WorkerDeath("the process was ended"));
  }

  #hear(answer: Answer): void {
    if (answer.kind === "failed") this.#lose(new Error(answer.words));
    const name = answer.kind === "fate" ? answer.id : answer.kind;
    this.#waiting.get(name === "changed" ? "ready" : name)?.resolve(answer);
    this.#waiting.delete(name);
    this.#watch();
  }

  #watch(): void {
    clearTimeout(this.#timer);
    const patience = Math.min(...[...this.#waiting.values()].map((one) => one.patience));
    if (patience !== Infinity)
      this.#timer = setTimeout(() => {
        this.end();
      }, patience);
  }

  #lose(error: Error): void {
    this.#isOver = true;
    clearTimeout(this.#timer);
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
