import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const PROGRAM = fileURLToPath(new URL("ending.ts", import.meta.url));

// A timer of a call that were left would hold the program for the five minutes that calls have.
test("a program whose calls failed ends", { timeout: 240_000 }, async () => {
  const started = promisify(execFile)(process.execPath, ["--import", "tsx", PROGRAM]);
  expect((await started).stdout).toBe("9 failed\n");
});
