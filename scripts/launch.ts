#!/usr/bin/env node
import { createHash } from "node:crypto";
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { Script } from "node:vm";
import { tuneEngine } from "./engine.js";

/** The file beside this one that has the command, as the build calls it: by its text. */
declare const COMMAND: string;

/** What the build makes a function of: the script has nothing of a module but what it is given. */
type Command = (
  require: NodeJS.Require,
  filename: string,
  loadModule: (address: string) => Promise<unknown>,
) => void;

/**
 * Starts the command as it is published. To find and compile its functions takes a small document
 * longer than to run them, so what V8 made of them is kept beside the command, where nobody writes
 * who could not write the command itself. The first `generate` leaves it, for the Node it runs on and
 * with the flags it has; any other compiles the command again, and where the folder cannot be written, each does.
 *
 * @see https://nodejs.org/docs/latest-v20.x/api/vm.html#new-vmscriptcode-options, `cachedData`
 */
function launch(): void {
  tuneEngine();
  const file = join(import.meta.dirname, COMMAND);
  const kept = `${file}.compiled`;
  const cachedData = compiledIn(kept);
  const script = new Script(readFileSync(file, "utf8"), {
    filename: file,
    ...(cachedData === undefined ? {} : { cachedData }),
  });
  if (cachedData === undefined || script.cachedDataRejected === true) {
    // At the end, when all that a run needs is compiled.
    process.once("exit", (code) => {
      if (code === 0 && process.argv[2] === "generate") keep(kept, script.createCachedData());
    });
  }
  (script.runInThisContext() as Command)(
    createRequire(file),
    file,
    (address) => import(address) as Promise<unknown>,
  );
}

const hashOf = (data: Buffer): Buffer => createHash("sha256").update(data).digest();
const HASH = 32;

/** What was kept, unless it is not whole: V8 looks at no more than its length. */
function compiledIn(path: string): Buffer | undefined {
  try {
    const kept = readFileSync(path);
    const data = kept.subarray(HASH);
    return hashOf(data).equals(kept.subarray(0, HASH)) ? data : undefined;
  } catch {
    return undefined;
  }
}

/** Lays the data down whole: another run may be reading. */
function keep(path: string, data: Buffer): void {
  const part = `${path}.${String(process.pid)}`;
  try {
    writeFileSync(part, Buffer.concat([hashOf(data), data]));
    renameSync(part, path);
  } catch {
    // Nothing is lost but time: the folder belongs to somebody else, or the disk is full.
    rmSync(part, { force: true });
  }
}

launch();
