// Compiles src/ into dist/esm and dist/cjs. Runs on packing; `dist/` is not committed.
import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL(".", import.meta.url));
const tsc = createRequire(import.meta.url).resolve("typescript/bin/tsc");
const shared = [
  "--noEmit",
  "false",
  "--declaration",
  "--declarationMap",
  "--sourceMap",
  "--rootDir",
  "src",
];

function compile(kind, ...options) {
  const args = [tsc, "-p", "tsconfig.json", ...shared, "--outDir", `dist/${kind}`, ...options];
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
  const type = kind === "esm" ? "module" : "commonjs";
  mkdirSync(`${root}dist/${kind}`, { recursive: true });
  writeFileSync(`${root}dist/${kind}/package.json`, `${JSON.stringify({ type }, null, 2)}\n`);
}

rmSync(`${root}dist`, { recursive: true, force: true });
compile("esm");
compile(
  "cjs",
  "--module",
  "commonjs",
  "--moduleResolution",
  "node10",
  "--verbatimModuleSyntax",
  "false",
);
