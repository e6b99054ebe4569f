import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * Type-checks this repository, the runtime by a package's settings, where packages themselves do not
 * check it again, and the generated package as its users would see it, with the
 * TypeScript they may have: the one we develop with and the next major. One line each; a compiler's
 * own words follow when it objects. Exits 1 when one does.
 */
const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const compilers = ["typescript", "typescript-7"].map((name) => ({
  name,
  path: join(root, "node_modules", name, "bin", "tsc"),
}));
const projects = ["tsconfig.json", "templates/tsconfig.json", "generated/tsconfig.json"];

let failed = false;
for (const compiler of compilers) {
  for (const project of projects) {
    if (!existsSync(join(root, project))) {
      failed = true;
      console.error(`missing    ${project}: run \`npm run generate\` first`);
      continue;
    }
    const run = spawnSync(
      process.execPath,
      [compiler.path, "--noEmit", "--pretty", "false", "-p", project],
      { cwd: root, encoding: "utf8" },
    );
    const label = `${compiler.name.padEnd(12)} ${project}`;
    if (run.status === 0) {
      console.log(`clean      ${label}`);
    } else {
      failed = true;
      console.error(`faulty     ${label}`);
      console.error(`${run.stdout}${run.stderr}`.trimEnd() || String(run.error));
    }
  }
}
process.exitCode = failed ? 1 : 0;
