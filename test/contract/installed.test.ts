import { build } from "esbuild";
import { readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { expect, it } from "vitest";
import { NEEDED } from "../../scripts/contract/installed.js";

/** The package of a specifier: `@a/b` of `@a/b/c`. */
function packageOf(specifier: string): string {
  return specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/");
}

it("asks the packed toolchain for no package but its dependencies and those that contract runs name", async () => {
  const { metafile } = await build({
    entryPoints: ["scripts/codegen.ts"],
    bundle: true,
    write: false,
    metafile: true,
    splitting: true,
    outdir: "none",
    packages: "external",
    platform: "node",
    format: "esm",
    logLevel: "error",
  });
  const { dependencies } = JSON.parse(readFileSync("package.json", "utf8")) as {
    dependencies: Record<string, string>;
  };
  const asked = Object.values(metafile.outputs)
    .flatMap(({ imports }) => imports)
    .filter(({ external = false, path }) => external && !isBuiltin(path))
    .map(({ path }) => packageOf(path));
  const known = new Set<string>([...Object.keys(dependencies), ...NEEDED]);
  expect(asked.length).toBeGreaterThan(5);
  expect([...new Set(asked)].filter((name) => !known.has(name))).toEqual([]);
});
