import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { referenceOf, ROOT } from "./reference.js";

const FOLDER = join(ROOT, "test/scenarios/docs");
const cases = await readdir(FOLDER);

/** Whole outputs, readable in review. `UPDATE=1` rewrites them. */
describe("docs scenarios", () => {
  it.each(cases)("%s", { timeout: 30_000 }, async (name) => {
    const { pages } = await referenceOf(join(FOLDER, name, "openapi.yaml"));
    const expected = join(FOLDER, name, "expected");
    if (process.env.UPDATE === "1") {
      await rm(expected, { recursive: true, force: true });
      for (const [path, text] of pages) {
        await mkdir(dirname(join(expected, path)), { recursive: true });
        await writeFile(join(expected, path), text);
      }
    }
    const entries = await readdir(expected, { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    expect(files.length).toBe(pages.size);
    for (const [path, text] of pages) {
      expect(text, path).toBe(await readFile(join(expected, path), "utf8"));
    }
  });
});
