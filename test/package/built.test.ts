import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { hashOf } from "../../generator/index.js";
import { bundleToolchain } from "../../scripts/build.js";
import { generateFrom } from "../../scripts/generation.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const place = mkdtempSync(join(root, "node_modules", ".built-"));
afterAll(() => {
  rmSync(place, { recursive: true, force: true });
});

describe("the built command", () => {
  it("writes what the sources write, its templates compiled ahead", async () => {
    await bundleToolchain(join(place, "dist"));
    for (const name of ["templates", "package.json"])
      symlinkSync(join(root, name), join(place, name));
    const index = hashOf(readFileSync(join(root, "templates", "docs", "index.md.hbs"), "utf8"));
    const chunks = join(place, "dist", "chunks");
    const texts = readdirSync(chunks).map((name) => readFileSync(join(chunks, name), "utf8"));
    expect(texts.some((text) => text.includes(`["${index}", {`))).toBe(true);
    const input = join(root, "test", "package", "fixtures", "built.yaml");
    const only = ["docs", "types", "package"] as const;
    const { files } = await generateFrom({ input, only: [...only] });
    const command = join(place, "dist", "scripts", "codegen.js");
    const output = join(place, "output");
    const args = ["generate", "--input", input, "--output", output, "--only", only.join(",")];
    const { stderr, status } = spawnSync(process.execPath, [command, ...args], {
      encoding: "utf8",
    });
    expect([status, stderr]).toEqual([0, ""]);
    const wanted = [...(files ?? [])].filter(([path]) => path !== "manifest.json");
    expect(wanted.length).toBeGreaterThan(8);
    for (const [path, text] of wanted)
      expect(readFileSync(join(output, path), "utf8"), path).toBe(text);
    const manifests = [
      files?.get("manifest.json"),
      readFileSync(join(output, "manifest.json"), "utf8"),
    ];
    expect(manifests[1]).toBe(manifests[0]);
  });
});
