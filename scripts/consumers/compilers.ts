import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { run } from "./command.js";
import { copyOf, type Parcel } from "./parcel.js";
import type { Program } from "./programs.js";
import type { Toolbox } from "./toolbox.js";
import type { Examination, Verdict } from "./trial.js";

/** How modules are found, and what goes with that. */
const RESOLUTIONS = [
  { moduleResolution: "bundler", module: "esnext" },
  { moduleResolution: "node16", module: "node16" },
  { moduleResolution: "nodenext", module: "nodenext" },
] as const;

/**
 * Every minor release of TypeScript since the oldest that reads zod's declarations, 5.4 (`NoInfer`),
 * and every way of finding modules: a program as ESM and as CommonJS, strict, the declarations of
 * packages checked too.
 */
export function compilerExaminations(
  toolbox: Toolbox,
  parcel: Parcel,
  program: Program,
): Examination[] {
  return toolbox.named("typescript-").flatMap((name) =>
    RESOLUTIONS.map((resolution) => ({
      kind: "typescript" as const,
      consumer: `TypeScript ${toolbox.version(name) ?? ""}, ${resolution.moduleResolution}`,
      run: async () => {
        const folder = await copyOf(parcel, `${name}-${resolution.moduleResolution}`);
        return compile(toolbox.file(name, "bin/tsc"), resolution, folder, program);
      },
    })),
  );
}

async function compile(
  tsc: string,
  resolution: (typeof RESOLUTIONS)[number],
  folder: string,
  { typed }: Program,
): Promise<Verdict> {
  for (const [name, text] of Object.entries(typed)) await writeFile(join(folder, name), text);
  const compilerOptions = {
    ...resolution,
    target: "es2022",
    lib: ["es2022", "dom", "dom.iterable"],
    types: [],
    strict: true,
    noEmit: true,
    skipLibCheck: false,
  };
  const config = { compilerOptions, files: Object.keys(typed) };
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify(config, null, 2));
  const args = ["--max-old-space-size=6144", tsc, "-p", folder, "--pretty", "false"];
  const { code, output } = await run(process.execPath, args, { cwd: folder, timeout: 600_000 });
  if (code === 0) return { verdict: "works", details: ["ESM and CommonJS, libraries checked"] };
  const lines = output.split("\n").filter((line) => /error TS/.test(line));
  return {
    verdict: "fails",
    details: lines.length > 0 ? lines.slice(0, 10) : [output.slice(0, 500)],
  };
}
