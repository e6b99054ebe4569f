import type * as Promises from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";

type Fs = typeof Promises;

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

/** `node:fs/promises` that obeys `fate`. */
export function fallible(fs: Fs): Fs {
  const step = async (before?: () => Promise<unknown>): Promise<void> => {
    if (isDead()) throw new Killed();
    fate.steps += 1;
    if (fate.steps !== fate.at) return;
    await before?.();
    if (fate.kind === "die") throw new Killed();
    throw Object.assign(new Error("no space"), { code: "ENOSPC" });
  };
  const changing = <A extends unknown[], R>(act: (...args: A) => Promise<R>) => {
    return async (...args: A): Promise<R> => {
      await step();
      return act(...args);
    };
  };
  const reading = <A extends unknown[], R>(act: (...args: A) => Promise<R>) => {
    return async (...args: A): Promise<R> => {
      if (isDead()) throw new Killed();
      return act(...args);
    };
  };
  return {
    ...fs,
    mkdir: changing(fs.mkdir) as Fs["mkdir"],
    rename: changing(fs.rename),
    rm: changing(fs.rm),
    rmdir: changing(fs.rmdir),
    readFile: reading(fs.readFile) as Fs["readFile"],
    writeFile: async (path, text, options) => {
      await step(() => fs.writeFile(path, half(text as string), options));
      await fs.writeFile(path, text, options);
    },
    open: async (path, flags) => {
      await step();
      const handle = await fs.open(path, flags);
      return {
        write: async (text: string) => {
          await step(() => handle.write(half(text)));
          return handle.write(text);
        },
        // What is killed here is a process, not the machine: waiting for the disk would prove nothing.
        sync: changing(() => Promise.resolve()),
        close: () => handle.close(),
      } as unknown as FileHandle;
    },
  };
}

const half = (text: string): string => text.slice(0, text.length / 2);
