import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { main } from "../../scripts/codegen.js";
import { inTemporaryFolder, root } from "./command.js";

/** What a command of this process prints, and its exit code. */
async function said(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  let stdout = "";
  let stderr = "";
  const { log } = console;
  const write = process.stderr.write.bind(process.stderr);
  console.log = (text: string) => (stdout += `${text}\n`);
  process.stderr.write = ((text: string) => (stderr += text) !== "") as typeof process.stderr.write;
  try {
    return { code: await main(args), stdout, stderr };
  } finally {
    console.log = log;
    process.stderr.write = write;
  }
}

const PETS = join(root, "test", "cli", "pets.yaml");

describe("the command line", () => {
  it.each(["--version", "-V"])("tells by %s what it is", async (flag) => {
    const { version } = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as {
      version: string;
    };
    expect(await said(flag)).toEqual({ code: 0, stdout: `${version}\n`, stderr: "" });
  });

  it.each([
    [["generat"], 'there is no command "generat"'],
    [["generate", "--input", PETS], '"--output" is required'],
    [["generate", "--input"], '"--input": its value is missing'],
    [["generate", "--input", ""], "\"--input\": '' is invalid. It is empty."],
    [["generate", "--input", PETS, "--output", ""], "\"--output\": '' is invalid. It is empty."],
    [["generate", "--input", PETS, "--only", ""], "It names nothing."],
    [["generate", "--input", PETS, "--include-tags", ","], "It names nothing."],
    [["generate", "--input", PETS, "--output", "o", "x"], "more arguments than the command takes"],
    [
      ["generate", "--input", PETS, "--output", "o", "--allow-outside", "nowhere"],
      '"--allow-outside": nowhere is not a folder',
    ],
    [
      ["generate", "--input", PETS, "--output", "o", "--overlay", "nowhere.yaml"],
      '"--overlay": nowhere.yaml: there is no such file',
    ],
  ])("is at fault in %j", async (args, words) => {
    const { code, stderr } = await said(...args);
    expect(stderr).toContain(words);
    expect(code).toBe(2);
  });

  it.each([
    ["a.json", "[]", "it must export an object"],
    ["b.mjs", "export const input = 1;", "it must export an object"],
  ])("is at fault in a config file that gives nothing: %s", (name, text, words) =>
    inTemporaryFolder(async (folder) => {
      await writeFile(join(folder, name), text);
      const { code, stderr } = await said("generate", "--config", join(folder, name));
      expect(stderr).toContain(words);
      expect(code).toBe(2);
    }),
  );

  it.each(["https://api.example/openapi.yaml", "-"])(
    "has a word for who asks for %s",
    async (input) => {
      const { code, stderr } = await said("generate", "--input", input, "--output", "o");
      expect(stderr).toContain("hint the document is read from a file: save it first");
      expect(code).toBe(1);
    },
  );
});
