import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { hashOf, parseManifest } from "../../generator/index.js";
import { settleOutput } from "../../scripts/output.js";
import { inTemporaryFolder, root } from "../cli/command.js";
import { textsIn } from "./folders.js";

/** How many processes are killed; `KILLS=60` for a long look. */
const KILLS = Number(process.env["KILLS"] ?? 4);

describe("a process that is killed while it writes", () => {
  it(
    "leaves an output that the next one makes whole, and no other",
    () =>
      inTemporaryFolder(async (folder) => {
        const words = new Set<string>();
        let half = 0;
        for (let kill = 0; kill < KILLS; kill += 1) {
          await killedAfter((kill * 37) % 91, folder);
          if (Object.keys(await textsIn(folder)).includes(".codegen/journal")) half += 1;
          await settleOutput(folder);
          const texts = await textsIn(folder);
          const { "manifest.json": manifest = "", ...files } = texts;
          const listed = parseManifest(manifest)?.files ?? {};
          const hashes = Object.entries(files).map(([path, text]) => [path, hashOf(text)]);
          const wanted = Object.entries(listed).map(([path, { sha256 }]) => [path, sha256]);
          expect(hashes.sort()).toEqual(wanted.sort());
          expect(hashes).toHaveLength(22);
          words.add(files["src/file-0.ts"]?.slice(0, 3) ?? "");
        }
        console.info(`${String(KILLS)} kills, ${String(half)} in the middle`);
        expect([...words].every((word) => word === "one" || word === "two")).toBe(true);
      }),
    60_000 + KILLS * 10_000,
  );
});

/** Lets a process write for so many milliseconds, and kills it. */
async function killedAfter(milliseconds: number, folder: string): Promise<void> {
  const script = join(root, "test", "output", "committing.ts");
  const child = spawn(process.execPath, ["--import", "tsx", script, folder], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(child.stdout, "data");
  await wait(milliseconds);
  const ended = once(child, "exit");
  child.kill("SIGKILL");
  await ended;
}
