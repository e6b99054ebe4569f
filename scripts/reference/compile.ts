import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Compiler } from "../compilers.js";
import { run } from "../consumers/command.js";
import type { Finding } from "./finding.js";
import { PACKAGES, type Project } from "./project.js";
import { placeOf, programText, type Program } from "./samples.js";

/** Where in a project the programs lie. */
export const SAMPLES = "samples";

/** As strict as users are; modules are found as bundlers and Node both do. */
const STRICT = {
  target: "es2022",
  module: "nodenext",
  moduleResolution: "nodenext",
  lib: ["es2022", "dom", "dom.iterable"],
  types: ["node"],
  typeRoots: [join(PACKAGES, "@types")],
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noUnusedLocals: false,
  skipLibCheck: true,
  noEmit: true,
};

/** Compiles programs, all in one, and returns what the compiler holds against them, at their places on their pages. */
export async function compilePrograms(
  { folder }: Project,
  programs: readonly Program[],
  compiler: Compiler,
): Promise<Omit<Finding, "subject">[]> {
  await mkdir(join(folder, SAMPLES), { recursive: true });
  for (const program of programs)
    await writeFile(join(folder, SAMPLES, `${program.name}.ts`), programText(program));
  const config = {
    compilerOptions: STRICT,
    files: programs.map(({ name }) => `${SAMPLES}/${name}.ts`),
  };
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify(config));
  const tsc = join(PACKAGES, compiler, "bin", "tsc");
  const { code, output } = await run(
    process.execPath,
    ["--max-old-space-size=6144", tsc, "-p", ".", "--pretty", "false"],
    { cwd: folder, timeout: 600_000 },
  );
  const byName = new Map(programs.map((program) => [program.name, program]));
  const found = output.split("\n").flatMap((text) => {
    const [, name = "", line = "1", reason = ""] =
      /^samples\/(.+)\.ts\((\d+),\d+\): error (.*)$/.exec(text) ?? [];
    const program = byName.get(name);
    return program === undefined ? [] : [{ ...placeOf(program, Number(line)), reason }];
  });
  if (code !== 0 && found.length === 0)
    throw new Error(`the compiler fails beside the samples: ${output.trim().slice(0, 1000)}`);
  return found;
}
