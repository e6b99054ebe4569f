import { mkdir, symlink, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import { MANIFEST, parseManifest } from "../../generator/index.js";
import { generateFrom, type Job } from "../../scripts/generation.js";
import { inTemporaryFolder } from "../cli/command.js";

const FILES = {
  "api/openapi.yaml": `openapi: 3.1.0
info: { title: Pets, version: "1" }
paths:
  /pets:
    get: { operationId: pets, responses: { "200": { $ref: "../shared/answers.yaml#/Pets" } } }
`,
  "shared/answers.yaml": `Pets:
  description: ok
  content: { application/json: { schema: { $ref: "schemas/pet.yaml" } } }
`,
  "shared/schemas/pet.yaml": "{ type: object, properties: { owner: { $ref: owner.yaml } } }",
  "shared/schemas/owner.yaml": "{ type: string }",
  "other/secret.yaml": "{ type: string }",
};

/** Lays the files below a folder, and lends what generates from them there. */
function laid<T>(
  files: Readonly<Record<string, string>>,
  use: (
    run: (more: Omit<Job, "input">) => ReturnType<typeof generateFrom>,
    folder: string,
  ) => Promise<T>,
  below = ".",
): Promise<T> {
  return inTemporaryFolder(async (top) => {
    const folder = join(top, below);
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    const input = relative(".", join(folder, "api/openapi.yaml")).replaceAll("\\", "/");
    return use((more) => generateFrom({ input, only: ["zod"], ...more }), folder);
  });
}

const codesOf = ({ diagnostics }: Awaited<ReturnType<typeof generateFrom>>): string[] =>
  diagnostics.filter(({ severity }) => severity === "error").map(({ code }) => code);

describe("a folder outside the document's", () => {
  it("is read where it is allowed, with what its files refer to", () =>
    laid(FILES, async (run, folder) => {
      const { files, inputs } = await run({ allowOutside: [join(folder, "shared")] });
      expect(inputs).toEqual([
        "openapi.yaml",
        "../shared/answers.yaml",
        "../shared/schemas/pet.yaml",
        "../shared/schemas/owner.yaml",
      ]);
      expect([...(files?.keys() ?? [])]).toContain("src/schemas/pet.yaml".replace(".yaml", ".ts"));
      const source = parseManifest(files?.get(MANIFEST) ?? "")?.source;
      expect(Object.keys(source?.inputs ?? {})).toEqual(inputs);
    }));

  it("leaves no trace of where it is: elsewhere the output is the same", async () => {
    const made = async (below: string) =>
      laid(
        FILES,
        async (run, folder) => (await run({ allowOutside: [join(folder, "shared")] })).files,
        below,
      );
    expect(await made("a")).toEqual(await made("another/place"));
  });

  it("is refused where it is not allowed, and so is what is beside or above one that is", () =>
    laid({ ...FILES, "share/empty.yaml": "{}" }, async (run, folder) => {
      expect(codesOf(await run({}))).toEqual(["ref/outside"]);
      expect(codesOf(await run({ allowOutside: [join(folder, "share")] }))).toEqual([
        "ref/outside",
      ]);
      const inside = join(folder, "shared", "schemas");
      expect(codesOf(await run({ allowOutside: [inside] }))).toEqual(["ref/outside"]);
    }));

  it("opens no way out by its own references", () =>
    laid(
      { ...FILES, "shared/schemas/owner.yaml": "{ $ref: ../../other/secret.yaml }" },
      async (run, folder) => {
        const refused = await run({ allowOutside: [join(folder, "shared")] });
        expect(codesOf(refused)).toEqual(["ref/outside"]);
        expect(refused.diagnostics[0]?.location?.file).toMatch(/shared\/schemas\/owner\.yaml$/);
      },
    ));

  it.skipIf(process.platform === "win32")("opens none by a link either", () =>
    laid(
      { ...FILES, "shared/schemas/owner.yaml": "{ $ref: linked.yaml }" },
      async (run, folder) => {
        await symlink(
          join(folder, "other/secret.yaml"),
          join(folder, "shared/schemas/linked.yaml"),
        );
        const refused = await run({ allowOutside: [join(folder, "shared")] });
        expect(codesOf(refused)).toEqual(["source/unreadable"]);
      },
    ),
  );

  it("has files of its own, however they are called in the document's folder", () =>
    laid(
      { ...FILES, "api/shared/answers.yaml": "Pets: { description: another }" },
      async (run, folder) => {
        const { inputs } = await run({ allowOutside: [join(folder, "shared")] });
        expect(inputs).toContain("../shared/answers.yaml");
        expect(inputs).not.toContain("shared/answers.yaml");
      },
    ));
});
