import { copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { generate, MANIFEST, parseManifest } from "../../generator/index.js";
import { generateFrom, prepare } from "../../scripts/generation.js";
import { updateOutput } from "../../scripts/output.js";
import { remember } from "../../scripts/remembered.js";
import { unchangedOutput, type Unchanged } from "../../scripts/unchanged.js";
import { inTemporaryFolder, root } from "../cli/command.js";

// From sources the code itself may change between two runs; here it does not, and nothing is left behind.
vi.mock("../../scripts/remembered.js", () => ({
  isOfThisCode: () => Promise.resolve(true),
  remember: () => Promise.resolve(),
}));

const ENTRY = `openapi: 3.1.0
info: { title: Two files, version: 1.0.0 }
paths:
  /pets:
    get:
      tags: [undeclared]
      responses: { "200": { description: ok, content: { application/json: { schema: { $ref: "pet.yaml" } } } } }
`;
const PET = "type: object\nproperties: { name: { type: string, format: unknown-format } }\n";

/** A document of two files with an output of it, and what is then said of that. */
function withOutput(
  use: (
    folder: string,
    look: (options?: object) => Promise<Unchanged | undefined>,
  ) => Promise<void>,
): Promise<void> {
  return inTemporaryFolder(async (folder) => {
    await writeFile(join(folder, "api.yaml"), ENTRY);
    await writeFile(join(folder, "pet.yaml"), PET);
    const job = { input: join(folder, "api.yaml"), only: ["models", "package"] as const };
    const { files } = await generateFrom(job);
    await updateOutput(join(folder, "out"), files ?? new Map(), false);
    await remember(files?.get(MANIFEST) ?? "");
    const look = async (options = {}): Promise<Unchanged | undefined> =>
      unchangedOutput(join(folder, "out"), await prepare({ ...job, ...options }));
    await use(folder, look);
  });
}

describe("an output is known for what a run would write", () => {
  it("when nothing changed, and then all is said that was said before", () =>
    withOutput(async (folder, look) => {
      const job = { input: join(folder, "api.yaml"), only: ["models", "package"] as const };
      const { diagnostics, files, sources } = await generateFrom(job);
      expect(diagnostics.length).toBeGreaterThan(1);
      const unchanged = await look();
      expect(unchanged?.diagnostics).toEqual(diagnostics);
      expect(unchanged?.count).toBe(files?.size);
      for (const [file, { text, language }] of unchanged?.sources ?? []) {
        expect(sources.get(file)).toMatchObject({ text, language });
      }
      const places = diagnostics.flatMap(({ location }) => location?.file ?? []);
      expect([...(unchanged?.sources.keys() ?? [])].sort()).toEqual([...new Set(places)].sort());
    }));

  it("from wherever the document is named", () =>
    withOutput(async (folder, look) => {
      await mkdir(join(folder, "else"));
      const input = `${folder}/else/../api.yaml`;
      const unchanged = await look({ input });
      const files = unchanged?.diagnostics.flatMap(({ location }) => location?.file ?? []) ?? [];
      expect(files).toContain(input);
    }));

  it.each([
    ["the document", (folder: string) => writeFile(join(folder, "api.yaml"), `${ENTRY}# more\n`)],
    ["a file it refers to", (folder: string) => writeFile(join(folder, "pet.yaml"), `${PET}#\n`)],
    ["a generated file", (folder: string) => writeFile(join(folder, "out", "package.json"), "")],
    ["the manifest", (folder: string) => writeFile(join(folder, "out", MANIFEST), "{}")],
  ])("not when %s changed", (_, change) =>
    withOutput(async (folder, look) => {
      await change(folder);
      expect(await look()).toBeUndefined();
    }),
  );

  it("not when a generated file or one of the document's is gone", () =>
    withOutput(async (folder, look) => {
      const file = join(folder, "out", "package.json");
      const text = await readFile(file);
      await rm(file);
      expect(await look()).toBeUndefined();
      await writeFile(file, text);
      expect(await look()).toBeDefined();
      await rm(join(folder, "pet.yaml"));
      expect(await look()).toBeUndefined();
    }));

  it("not with other options, and not from a file of another name", () =>
    withOutput(async (folder, look) => {
      expect(await look({ only: ["models"] })).toBeUndefined();
      expect(await look({ name: "other" })).toBeUndefined();
      await copyFile(join(folder, "api.yaml"), join(folder, "copy.yaml"));
      expect(await look({ input: join(folder, "copy.yaml") })).toBeUndefined();
    }));

  it("not by a manifest that leads out of the folder", () =>
    withOutput(async (folder, look) => {
      const path = join(folder, "out", MANIFEST);
      const text = await readFile(path, "utf8");
      await writeFile(path, text.replace('"package.json"', '"../out/package.json"'));
      expect(await look()).toBeUndefined();
    }));
});

describe("a manifest", () => {
  it("says nothing of its source where the version was not told, and nothing of a machine", async () => {
    const input = join(root, "test", "cli", "pets.yaml");
    const { options, host } = await prepare({ input, only: ["models"] });
    const { version: _, ...unversioned } = host;
    const without = (await generate(options, unversioned)).files?.get(MANIFEST) ?? "";
    expect(parseManifest(without)?.source).toBeUndefined();
    const text = (await generate(options, host)).files?.get(MANIFEST) ?? "";
    expect(Object.keys(parseManifest(text)?.source?.inputs ?? {})).toEqual(["pets.yaml"]);
    expect(text).not.toContain(root);
  });
});
