import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { compilerExaminations } from "../../scripts/consumers/compilers.js";
import type { Toolbox } from "../../scripts/consumers/toolbox.js";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "compilers-"));
  await mkdir(join(folder, "project/node_modules"), { recursive: true });
  await writeFile(join(folder, "project/package.json"), "{}");
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Two compilers that take libraries checked, strictness and programs that say `sound`. */
async function toolbox(): Promise<Toolbox> {
  const compiler = `
    import { readFileSync } from "node:fs";
    const [, , , folder] = process.argv;
    const { compilerOptions, files } = JSON.parse(readFileSync(folder + "/tsconfig.json", "utf8"));
    const texts = files.map((file) => readFileSync(folder + "/" + file, "utf8"));
    if (compilerOptions.skipLibCheck || !compilerOptions.strict || texts.some((text) => text !== "sound"))
      console.log("program.mts(1,1): error TS1: " + texts), process.exit(1);`;
  for (const version of ["1", "2"])
    await writeFile(join(folder, `typescript-${version}.mjs`), compiler);
  return {
    version: (name) => name.replace("typescript-", ""),
    file: (name) => join(folder, `${name}.mjs`),
    binary: () => undefined,
    named: () => ["typescript-1", "typescript-2"],
  };
}

async function verdicts(text: string) {
  const parcel = { project: join(folder, "project") } as Parameters<typeof compilerExaminations>[1];
  const typed = { "program.mts": text, "program.cts": text };
  const program = { typed } as unknown as Parameters<typeof compilerExaminations>[2];
  const all = compilerExaminations(await toolbox(), parcel, program);
  const found: string[] = [];
  for (const { consumer, run } of all) found.push(`${consumer}: ${(await run()).verdict}`);
  return found;
}

const RESOLUTIONS = ["bundler", "node16", "nodenext"];

test("every compiler has a project of its own for every resolution", async () => {
  expect(await verdicts("sound")).toEqual(
    ["1", "2"].flatMap((version) =>
      RESOLUTIONS.map((resolution) => `TypeScript ${version}, ${resolution}: works`),
    ),
  );
});

test("what a compiler complains of fails", async () => {
  expect(new Set((await verdicts("unsound")).map((line) => line.replace(/^.*: /, "")))).toEqual(
    new Set(["fails"]),
  );
});
