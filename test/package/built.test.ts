import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join, relative } from "node:path";
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

const scripts = join(place, "dist", "scripts");
const input = join(root, "test", "package", "fixtures", "built.yaml");

function bundleName(): string {
  return readdirSync(scripts).find((name) => name.endsWith(".cjs")) ?? "";
}

/** Runs the built command, which has nothing to say but what it did. */
function run(args: readonly string[], flags: readonly string[] = []): void {
  const command = join(scripts, "codegen.js");
  const { stderr, status } = spawnSync(process.execPath, [...flags, command, ...args], {
    encoding: "utf8",
  });
  expect([status, stderr]).toEqual([0, ""]);
}

describe("the built command", () => {
  it("writes what the sources write, its templates compiled ahead", async () => {
    await bundleToolchain(join(place, "dist"));
    for (const name of ["templates", "package.json"])
      symlinkSync(join(root, name), join(place, name));
    const index = hashOf(readFileSync(join(root, "templates", "docs", "index.md.hbs"), "utf8"));
    const bundle = readFileSync(join(scripts, bundleName()), "utf8");
    expect(bundle).toContain(`["${index}", {`);
    const only = ["docs", "types", "package"] as const;
    const { files } = await generateFrom({ input, only: [...only] });
    const output = join(place, "output");
    run(["generate", "--input", input, "--output", output, "--only", only.join(",")]);
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

  it("keeps what is compiled for the next run, and no more than what that run can use", () => {
    const kept = join(scripts, `${bundleName()}.compiled`);
    const generate = [
      "generate",
      "--input",
      input,
      "--output",
      join(place, "kept"),
      "--only",
      "types",
      "--force",
    ];
    rmSync(kept, { force: true });
    run(["--help"]);
    expect(existsSync(kept)).toBe(false);
    run(generate);
    const data = readFileSync(kept);
    expect(data.length).toBeGreaterThan(100_000);
    // A kept file that serves is not written again: another would be another file.
    const { ino } = statSync(kept);
    run(generate);
    expect(statSync(kept).ino).toBe(ino);
    // One that another engine made, that is cut off or that is damaged does not, and is replaced.
    run(generate, ["--no-lazy-feedback-allocation"]);
    expect(statSync(kept).ino).not.toBe(ino);
    const damaged = Buffer.from(data);
    damaged.fill(0, 50_000, 60_000);
    for (const bad of [data.subarray(0, 50_000), damaged, Buffer.alloc(0)]) {
      writeFileSync(kept, bad);
      run(generate);
      expect(readFileSync(kept).equals(bad)).toBe(false);
    }
    expect(readdirSync(scripts).filter((name) => name.includes(".compiled"))).toHaveLength(1);
    // Modules of the user's are loaded all the same.
    const config = join(place, "codegen.config.mjs");
    const options = { input: relative(place, input), output: "kept", only: ["types"] };
    writeFileSync(config, `export default ${JSON.stringify(options)};`);
    run(["check", "--config", config]);
  });

  it("makes of our own document what the sources make of it", () => {
    run(["check", "--config", join(root, "codegen.config.mjs")]);
  });
});
