// Compiles src/ into dist/esm and dist/cjs. Runs on packing; `dist/` is not committed.
import { spawnSync } from "node:child_process";
import { copyFileSync, cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL(".", import.meta.url));
const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");
const shared = ["--noEmit", "false", "--rootDir", `${root}src`];

function compile(project, ...options) {
  const args = [tsc, "-p", project, ...shared, ...options];
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}

/** Declarations of the client and the models; those of the schemas are stated in packed.d.ts. */
function declare() {
  const stated = `${root}src/schemas/packed.d.ts`;
  const entries = ["index.ts", "core.ts", "models.ts", "schemas/packed.d.ts"];
  const files = entries.map((name) => `${root}src/${name}`).filter(existsSync);
  const project = `${root}dist/declarations.json`;
  writeFileSync(project, JSON.stringify({ extends: "../tsconfig.json", files, include: [] }));
  const options = ["--declaration", "--declarationMap", "--emitDeclarationOnly"];
  compile(project, ...options, "--outDir", "dist/esm");
  rmSync(project);
  if (existsSync(stated)) copyFileSync(stated, `${root}dist/esm/schemas/index.d.ts`);
}

/** What both kinds of modules have in common: their declarations say the same. */
function share() {
  const isDeclaration = (path) => extname(path) === "" || /\.d\.ts(\.map)?$/.test(path);
  cpSync(`${root}dist/esm`, `${root}dist/cjs`, { recursive: true, filter: isDeclaration });
}

function mark(kind, type) {
  mkdirSync(`${root}dist/${kind}`, { recursive: true });
  writeFileSync(`${root}dist/${kind}/package.json`, `${JSON.stringify({ type }, null, 2)}\n`);
}

rmSync(`${root}dist`, { recursive: true, force: true });
mkdirSync(`${root}dist`);
compile("tsconfig.json", "--sourceMap", "--outDir", "dist/esm");
declare();
share();
mark("esm", "module");
mark("cjs", "commonjs");
// Checked already.
compile(
  "tsconfig.json",
  ...["--noCheck", "--sourceMap", "--outDir", "dist/cjs", "--verbatimModuleSyntax", "false"],
  ...["--module", "commonjs", "--moduleResolution", "node10"],
);
