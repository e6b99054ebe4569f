import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { payloads } from "../../scripts/adversarial/payloads.js";
import { main } from "../../scripts/codegen.js";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "adversarial-line-"));
});
afterEach(() => rm(folder, { recursive: true }));

/** Runs the command in this process; what it printed, and its exit code. */
async function told(args: readonly string[]): Promise<{ code: number; text: string }> {
  let text = "";
  const write = (chunk: unknown): boolean => {
    text += String(chunk);
    return true;
  };
  const spies = [process.stderr, process.stdout].map((stream) =>
    vi.spyOn(stream, "write").mockImplementation(write),
  );
  try {
    return { code: await main(args), text };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

/** What a terminal obeys, or shows where it does not stand. */
const UNSHOWN = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069]/;

test.each([
  "--input",
  "--output",
  "--name",
  "--config",
  "--only",
  "--zod",
  "an option",
  "a command",
])("%s is named without what a terminal obeys, and nothing is written", async (place) => {
  for (const { text, name, style } of payloads) {
    // No program can be given this.
    if (text.includes("\0")) continue;
    const missing = join(folder, "missing.yaml");
    const base = ["generate", "--input", missing, "--output", join(folder, "out")];
    const args =
      place === "an option"
        ? [...base, `--x${text}`]
        : place === "a command"
          ? [`x${text}`]
          : [...base, `${place}=${text}`];
    const { code, text: printed } = await told(args);
    const label = `${place} × ${style}/${name}`;
    expect([1, 2], label).toContain(code);
    expect(UNSHOWN.exec(printed), label).toBeNull();
    expect(printed, label).not.toMatch(/^\s+at .*:\d+:\d+\)?$/m);
    expect(printed, label).not.toContain("generator/fault");
  }
  expect(await readdir(folder)).toEqual([]);
});

test("a document's own name is shown without what a terminal obeys", async () => {
  let asked = 0;
  for (const { text } of payloads) {
    const name = `${text}.yaml`;
    if (/[/\0]/.test(name) || Buffer.byteLength(name) > 200) continue;
    asked += 1;
    const input = join(folder, name);
    await writeFile(input, "openapi: 3.1.0\ninfo: { title: A }\npaths: { /a: 1 }\n");
    const { code, text: printed } = await told(["generate", "--input", input, "--output", folder]);
    expect([name, code]).toEqual([name, 1]);
    expect(UNSHOWN.exec(printed), JSON.stringify(name)).toBeNull();
    expect(printed).toMatch(/error \w+\/[\w-]+: /);
  }
  expect(asked).toBeGreaterThan(20);
});
