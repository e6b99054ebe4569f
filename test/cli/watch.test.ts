import { spawn } from "node:child_process";
import { once } from "node:events";
import { copyFile, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect, it } from "vitest";
import { textsIn } from "../output/folders.js";
import { inTemporaryFolder, root } from "./command.js";

/** When each file of an output was written. */
async function timesIn(folder: string): Promise<Record<string, number>> {
  const paths = Object.keys(await textsIn(folder));
  const times = paths.map(
    async (path) => [path, (await stat(join(folder, path))).mtimeMs] as const,
  );
  return Object.fromEntries(await Promise.all(times));
}

it("--watch writes what an edit changes, keeps the output when a save is broken, and ends on a signal", () =>
  inTemporaryFolder(async (folder) => {
    const document = join(folder, "pets.yaml");
    await copyFile(join(root, "test", "cli", "pets.yaml"), document);
    const text = await readFile(document, "utf8");
    const args = ["-i", "pets.yaml", "-o", "out", "--only", "models,client,package"];
    const script = join(root, "scripts", "codegen.ts");
    const tsx = join(root, "node_modules", "tsx", "dist", "esm", "index.mjs");
    const child = spawn(
      process.execPath,
      ["--import", tsx, script, "generate", ...args, "--watch"],
      { cwd: folder, env: { ...process.env, NO_COLOR: "1" }, stdio: ["ignore", "pipe", "pipe"] },
    );
    let findings = "";
    child.stderr.setEncoding("utf8").on("data", (chunk: string) => (findings += chunk));
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const line = async (): Promise<string> => {
      const next = await lines.next();
      return next.done === true ? "" : next.value.replace(/\d+ ms$/, "… ms");
    };
    try {
      expect(await line()).toMatch(/^pets\.yaml: out: \d+ files, \d+ written, 0 deleted, … ms$/);

      const before = await timesIn(join(folder, "out"));
      await writeFile(document, text.replace("List pets", "All pets"));
      expect(await line()).toMatch(/^pets\.yaml: out: \d+ files, 4 written, 0 deleted, … ms$/);
      const after = await timesIn(join(folder, "out"));
      const written = Object.keys(after).filter((path) => after[path] !== before[path]);
      expect(written.sort()).toEqual([
        "README.md",
        "manifest.json",
        "src/client/index.ts",
        "src/client/pets.ts",
      ]);

      expect(findings).toBe("");
      await writeFile(document, text.replaceAll("schemas/Owner", "schemas/Ownr"));
      expect(await line()).toBe("pets.yaml: out: kept as it was, … ms");
      expect(findings).toMatch(/^pets\.yaml:\d+:\d+ error ref\/unresolved: /);
      expect(await timesIn(join(folder, "out"))).toEqual(after);

      await writeFile(join(folder, "saved"), text);
      await rename(join(folder, "saved"), document);
      expect(await line()).toMatch(/^pets\.yaml: out: \d+ files, 4 written, 0 deleted, … ms$/);
    } finally {
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      expect(await ended).toEqual([0, null]);
    }
    await rm(join(folder, "out"), { recursive: true });
  }));
