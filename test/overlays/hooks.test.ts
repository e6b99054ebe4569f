import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { main } from "../../scripts/codegen.js";
import { inTemporaryFolder, root } from "../cli/command.js";

afterEach(() => vi.restoreAllMocks());

const generate = (...given: string[]) => codegen("generate", ...given);

async function codegen(
  command: string,
  ...given: string[]
): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ["", ""];
  vi.spyOn(console, "log").mockImplementation((text: string) => void (out += `${text}\n`));
  vi.spyOn(process.stderr, "write").mockImplementation((text) => ((err += String(text)), true));
  const input = join(root, "test", "cli", "pets.yaml");
  const code = await main([command, "-i", input, "--only", "models,client,package", ...given]);
  vi.restoreAllMocks();
  return { code, out, err };
}

describe("hooks", () => {
  it("stand in the place of generated files, outlive regeneration, and are counted", () =>
    inTemporaryFolder(async (folder) => {
      const [hooks, output] = [join(folder, "hooks"), join(folder, "out")];
      await mkdir(join(hooks, "src"), { recursive: true });
      await writeFile(join(hooks, "README.md"), "# Mine\n");
      await writeFile(join(hooks, "src", "mine.ts"), "export const mine = 1;\n");
      const first = await generate("-o", output, "--hooks", hooks);
      expect(first).toMatchObject({ code: 0, err: "" });
      expect(first.out).toMatch(
        /; hooks replace 1 file, \d+\.\d % of what is generated, and add 1\n$/,
      );
      expect(await readFile(join(output, "README.md"), "utf8")).toBe("# Mine\n");
      await writeFile(join(hooks, "README.md"), "# Still mine\n");
      expect((await generate("-o", output, "--hooks", hooks)).out).toContain(
        "hooks replace 1 file",
      );
      expect(await readFile(join(output, "README.md"), "utf8")).toBe("# Still mine\n");
      expect(await readFile(join(output, "src", "mine.ts"), "utf8")).toContain("mine = 1");
      const checked = await codegen("check", "-o", output, "--hooks", hooks);
      expect(checked).toMatchObject({
        code: 0,
        out: expect.stringContaining("hooks replace 1 file") as string,
      });
      expect((await generate("-o", output)).code).toBe(0);
      expect(await readFile(join(output, "README.md"), "utf8")).not.toContain("mine");
    }));

  it("take no name that an output has not, and not the manifest's", () =>
    inTemporaryFolder(async (folder) => {
      const hooks = join(folder, "hooks");
      await mkdir(hooks);
      await writeFile(join(hooks, "manifest.json"), "{}");
      await writeFile(join(hooks, "a b.ts"), "");
      const { code, err } = await generate("-o", join(folder, "out"), "--hooks", hooks);
      expect(code).toBe(1);
      expect(err.match(/output\/hook-path/g)).toHaveLength(2);
      expect(
        (await generate("-o", join(folder, "out"), "--hooks", join(folder, "none"))).code,
      ).toBe(2);
    }));
});
