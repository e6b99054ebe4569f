import type { Metafile, PluginBuild } from "esbuild";
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

/**
 * Packages of which the command holds what it runs, so that V8 keeps them compiled with the rest: to
 * find and compile their files takes a small document a fifth of its run. One of them only modules can
 * import. All others stay packages.
 */
const HELD =
  /^(?:commander|get-east-asian-width|handlebars\/runtime\.js|openapi-typescript\/dist\/)/;

/** What one of these asks for is held too. */
const BY_ONE_HELD = /[\\/]node_modules[\\/](?:handlebars|openapi-typescript|supports-color)[\\/]/;

/**
 * Bundles these packages. `lent-transform.ts`, which lends openapi-typescript what it asks for while
 * it loads, is replaced by requires that esbuild follows, and what is lent stands where it is asked for.
 */
export function withPackages({ onResolve, onLoad }: PluginBuild): void {
  const types = resolve("generator/emitters/types");
  onResolve({ filter: /^[^./]/ }, ({ path, kind, importer }) => {
    const isOfTransform = /[\\/]openapi-typescript[\\/]/.test(importer);
    if (isOfTransform && path === "typescript") return { path: "compiler", namespace: "lent" };
    if (isOfTransform && path.startsWith("@redocly/"))
      return { path: "references", namespace: "lent" };
    const isHeld = kind === "entry-point" || HELD.test(path) || BY_ONE_HELD.test(importer);
    return isHeld ? undefined : { path, external: true };
  });
  onLoad({ filter: /.*/, namespace: "lent" }, ({ path }) => ({
    contents: `import { ${path} } from "./syntax/${path}.js";\nmodule.exports = ${path};`,
    resolveDir: types,
  }));
  onLoad({ filter: /[\\/]types[\\/]lent-transform\.ts$/ }, () => ({
    contents: `
      export const transformSchema = require("openapi-typescript/dist/transform/index.cjs");
      export const transformSchemaObject =
        require("openapi-typescript/dist/transform/schema-object.cjs").default;`,
    resolveDir: types,
  }));
}

/** The licences of the packages that a bundle holds, each under its name. */
export function licencesOf({ inputs }: Metafile): string {
  const folders = Object.keys(inputs).flatMap((path) => packageFolder(path) ?? []);
  const texts = [...new Set(folders)].sort().map((folder) => {
    const manifest = readFileSync(join(folder, "package.json"), "utf8");
    const { name, version, license } = JSON.parse(manifest) as Readonly<Record<string, string>>;
    const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
    const text = file === undefined ? "" : `\n${readFileSync(join(folder, file), "utf8").trim()}\n`;
    return `${String(name)} ${String(version)}: ${String(license)}\n${text}`;
  });
  return texts.join(`\n${"-".repeat(72)}\n\n`);
}

/** `node_modules/a/dist/b.js` is of `node_modules/a`. */
function packageFolder(path: string): string | undefined {
  return /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0];
}
