import type * as Sync from "node:fs";
import type * as Promises from "node:fs/promises";

type Fs = typeof Promises;
type FsSync = typeof Sync;

/**
 * A disk on which something happens at one step. Steps are what changes the disk, counted from 1.
 * `die`: the process is killed there, with half of a text written; nothing it does later has any
 * effect. `fail`: that one step fails, as on a full disk.
 */
export const fate: { steps: number; at: number; kind: "die" | "fail" } = {
  steps: 0,
  at: Infinity,
  kind: "die",
};

/** Lets everything go well, or something happen at a step. */
export function decide(kind: "die" | "fail" = "die", at = Infinity): void {
  Object.assign(fate, { steps: 0, at, kind });
}

export class Killed extends Error {}

const isDead = (): boolean => fate.kind === "die" && fate.steps >= fate.at;

/** Counts a step; at the fateful one, `partly` is what is done of it. */
function step(partly?: () => unknown): void {
  if (isDead()) throw new Killed();
  fate.steps += 1;
  if (fate.steps !== fate.at) return;
  partly?.();
  if (fate.kind === "die") throw new Killed();
  throw Object.assign(new Error("no space"), { code: "ENOSPC" });
}

function look(): void {
  if (isDead()) throw new Killed();
}

/** `node:fs/promises` that obeys `fate`. */
export function fallible(fs: Fs): Fs {
  const obeying = <A extends unknown[], R>(rule: () => void, act: (...args: A) => Promise<R>) => {
    return async (...args: A): Promise<R> => {
      rule();
      return act(...args);
    };
  };
  return {
    ...fs,
    mkdir: obeying(step, fs.mkdir) as Fs["mkdir"],
    rm: obeying(step, fs.rm),
    rmdir: obeying(step, fs.rmdir),
    writeFile: obeying(step, fs.writeFile),
    readFile: obeying(look, fs.readFile) as Fs["readFile"],
  };
}

/** `node:fs` that obeys `fate`. */
export function fallibleSync(fs: FsSync): FsSync {
  const obeying = <A extends unknown[], R>(rule: () => void, act: (...args: A) => R) => {
    return (...args: A): R => {
      rule();
      return act(...args);
    };
  };
  return {
    ...fs,
    mkdirSync: obeying(step, fs.mkdirSync) as FsSync["mkdirSync"],
    renameSync: obeying(step, fs.renameSync),
    rmSync: obeying(step, fs.rmSync),
    rmdirSync: obeying(step, fs.rmdirSync),
    openSync: obeying(step, fs.openSync),
    // What is killed here is a process, not the machine: waiting for the disk would prove nothing.
    fsyncSync: () => {
      step();
    },
    readFileSync: obeying(look, fs.readFileSync) as FsSync["readFileSync"],
    writeFileSync: (file, text, options) => {
      step(() => {
        fs.writeFileSync(file, half(text as string), options);
      });
      fs.writeFileSync(file, text, options);
    },
  };
}

const half = (text: string): string => text.slice(0, text.length / 2);
