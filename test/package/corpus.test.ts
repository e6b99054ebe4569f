import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { generateFrom } from "../../scripts/generation.js";
import { compilers, inFolder } from "../rooms/emitters/generated.js";

const run = promisify(execFile);
const only = ["types", "models", "zod", "client", "package"] as const;

async function generated(input: string): Promise<Map<string, string>> {
  const { files, diagnostics } = await generateFrom({
    input,
    name: "generated-client",
    only: [...only],
  });
  if (files === undefined)
    throw new Error(diagnostics.map(({ code, message }) => `${code}: ${message}`).join("\n"));
  return new Map(files);
}

/** What a compiler says under the package's own settings: strict, with exact optional properties and unchecked indices. */
async function complaints(folder: string, compiler: (typeof compilers)[number]): Promise<string> {
  const tsc = join(process.cwd(), "node_modules", compiler, "bin", "tsc");
  try {
    await run(process.execPath, [tsc, "-p", folder, "--pretty", "false"]);
    return "";
  } catch (error) {
    return (error as { stdout?: string }).stdout ?? String(error);
  }
}

/** The names an entry exports when it is run. */
async function exportsOf(folder: string, entry: string): Promise<string[]> {
  const program = `import(${JSON.stringify(entry)}).then((all) => console.log(JSON.stringify(Object.keys(all))))`;
  const { stdout } = await run(process.execPath, ["--import", "tsx", "-e", program], {
    cwd: folder,
  });
  return JSON.parse(stdout) as string[];
}

const corpus = [
  ["petstore", "petstore.yaml"],
  ["museum", "museum.yaml"],
  ["train-travel", "train-travel/openapi.yaml"],
] as const;
const folder = resolve("../shared/corpus");

describe.skipIf(!existsSync(folder))("documents of others (../shared/corpus)", () => {
  for (const [name, path] of corpus) {
    test(`${name} generates, compiles and imports`, { timeout: 120_000 }, async () => {
      await inFolder(await generated(join(folder, path)), async (out) => {
        expect(await complaints(out, "typescript")).toBe("");
        expect(await exportsOf(out, "./src/index.ts")).toContain("createClient");
        expect(await exportsOf(out, "./src/schemas/index.ts")).toContain("validators");
      });
    });
  }
});

describe("a document of everything that is odd", () => {
  test(
    "generates, compiles with both compilers, means what it should, and imports",
    { timeout: 120_000 },
    async () => {
      const files = await generated("test/package/fixtures/odd.yaml");
      files.set("src/usage.ts", await readFile("test/package/fixtures/odd-usage.ts", "utf8"));
      await inFolder(files, async (out) => {
        for (const compiler of compilers) expect(await complaints(out, compiler)).toBe("");
        expect(await exportsOf(out, "./src/index.ts")).toEqual(
          expect.arrayContaining([
            "createClient",
            "getJob",
            "waitForJob",
            "iterateJobs",
            "uploadForm",
          ]),
        );
      });
    },
  );
  test("only webhooks: a client without groups", async () => {
    await inFolder(await generated("test/package/fixtures/webhooks.yaml"), async (out) => {
      expect(await complaints(out, "typescript")).toBe("");
    });
  });
});
