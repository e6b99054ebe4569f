import { fork } from "node:child_process";
import { mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Excess } from "./documents.js";

/** What came of a document. CPU is the user's, in seconds; memory the peak resident size, in MB. */
export interface Measured {
  readonly name: string;
  readonly expected: Excess["expected"];
  readonly reports?: string;
  readonly exit: number | null;
  /** Codes of the diagnostics told, each once. */
  readonly codes: readonly string[];
  /** Absent where the process ended before it could tell. */
  readonly usage?: { readonly cpu: number; readonly memory: number };
}

const child = fileURLToPath(new URL("generating.ts", import.meta.url));
const PATIENCE = 120_000;

/** Writes the files of a document, generates from it in a process of its own and removes both. */
export async function measured({ files, ...excess }: Excess): Promise<Measured> {
  const folder = await mkdtemp(join(tmpdir(), "limits-"));
  try {
    let document: string | undefined;
    for (const [file, text] of files()) {
      const path = join(folder, basename(file));
      document ??= path;
      const handle = await open(path, "w");
      await handle.writeFile(text);
      await handle.close();
    }
    return { ...excess, ...(await generated(document ?? "", join(folder, "out"))) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function generated(
  document: string,
  output: string,
): Promise<Pick<Measured, "exit" | "codes" | "usage">> {
  return new Promise((resolve, reject) => {
    const running = fork(child, [document, output], {
      execArgv: ["--import", "tsx"],
      stdio: ["ignore", "pipe", "pipe", "ipc"],
      timeout: PATIENCE,
    });
    let told = "";
    const add = (chunk: Buffer): void => {
      if (told.length < 4_000_000) told += chunk.toString();
    };
    running.stdout?.on("data", add);
    running.stderr?.on("data", add);
    let usage: Measured["usage"];
    running.on("message", (message) => (usage = message as NonNullable<Measured["usage"]>));
    running.on("error", reject);
    running.on("close", (exit) => {
      const codes = [...told.matchAll(/"code": ?"([a-z-]+\/[a-z-]+)"/g)].map(
        ([, code]) => code ?? "",
      );
      const result = { exit, codes: [...new Set(codes)] };
      resolve(usage === undefined ? result : { ...result, usage });
    });
  });
}
