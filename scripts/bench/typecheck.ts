import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import type { BenchOptions } from "./benchmark.js";
import { compilers, type Compiler } from "../compilers.js";
import { runCompiler, type Run } from "./compilers.js";
import { generateOurs } from "./ours.js";
import type { Report, Row } from "./report.js";
import { geometricMean, rotated } from "./statistics.js";
import { exportedAs, subjectOf, type Subject } from "./subject.js";

/** What both sides are compiled under. */
const SETTINGS = {
  target: "es2022",
  module: "esnext",
  moduleResolution: "bundler",
  lib: ["es2022", "dom", "dom.iterable"],
  types: [],
  strict: true,
  noEmit: true,
};

/** Two projects that are type-checked in turns. */
interface Pair {
  readonly document: string;
  readonly ours: string;
  readonly theirs?: string;
}

/**
 * What type-checking costs, with both compilers: our sources beside hey-api's, and a program that
 * uses one operation and one schema of the built packages, their declarations checked with it.
 */
export async function benchTypecheck(options: BenchOptions): Promise<Report> {
  const sources: Pair[] = [];
  const consumers: Pair[] = [];
  const notes: string[] = [];
  for (const document of options.documents) {
    const ours = await generateOurs(document, options.say);
    if ("reason" in ours) {
      notes.push(`${document.name}: ours ${ours.reason}`);
      continue;
    }
    const hey = options.peers("hey-api", document);
    const theirs = "reason" in hey ? undefined : hey.folder;
    if ("reason" in hey) notes.push(`${document.name}: hey-api ${hey.reason}`);
    const project = (folder: string, include: string): string =>
      projectOf(join(dirname(folder), "sources.json"), { ...SETTINGS, skipLibCheck: true }, [
        include,
      ]);
    sources.push({
      document: document.name,
      ours: project(ours.folder, join(ours.folder, "src")),
      ...(theirs === undefined ? {} : { theirs: project(theirs, theirs) }),
    });
    const subject = await subjectOf(document);
    if (subject === undefined) {
      notes.push(`${document.name}: no operation reads a component, so there is no consumer`);
      continue;
    }
    options.say(`building the declarations of ${document.name}`);
    buildOurs(ours.folder);
    const own = consumerOf(ours.folder, ourProgram(subject));
    const other = theirs === undefined ? undefined : theirProgram(theirs, subject);
    if (theirs !== undefined && other === undefined)
      notes.push(`${document.name}: hey-api lacks ${subject.id} or ${subject.component}`);
    if (theirs !== undefined && other !== undefined) buildTheirs(theirs);
    consumers.push({
      document: document.name,
      ours: own,
      ...(theirs === undefined || other === undefined ? {} : { theirs: consumerOf(theirs, other) }),
    });
  }
  const tables = [
    ["Sources: seconds of a compiler, skipLibCheck", sources],
    ["A program on the built package: seconds of a compiler, declarations checked", consumers],
  ] as const;
  return {
    benchmark: "typecheck",
    tables: tables.map(([title, pairs]) => ({
      title,
      columns: ["document", "compiler", "ours CPU", "hey-api CPU", "ours ÷ hey-api", "on the wall"],
      rows: measure(pairs, options, notes),
    })),
    notes,
  };
}

function measure(pairs: readonly Pair[], options: BenchOptions, notes: string[]): Row[] {
  const ratios = new Map<Compiler, { cpu: number; wall: number }[]>();
  const rows = pairs.flatMap((pair): Row[] =>
    compilers.map((compiler) => {
      options.say(`type-checking ${pair.document} with ${compiler}`);
      const { ours, theirs } = measurePair(pair, compiler, options.rounds, notes);
      if (theirs === undefined) return [pair.document, compiler, ours.cpu];
      const ratio = { cpu: ours.cpu / theirs.cpu, wall: ours.wall / theirs.wall };
      ratios.set(compiler, [...(ratios.get(compiler) ?? []), ratio]);
      return [pair.document, compiler, ours.cpu, theirs.cpu, ratio.cpu, ratio.wall];
    }),
  );
  if (pairs.length < 2) return rows;
  const means = [...ratios].map(([compiler, all]): Row => {
    const mean = (of: "cpu" | "wall"): number | undefined =>
      geometricMean(all.map((ratio) => ratio[of]));
    return ["all documents", compiler, undefined, undefined, mean("cpu"), mean("wall")];
  });
  return [...rows, ...means];
}

type Time = Pick<Run, "cpu" | "wall">;

function measurePair(
  { document, ours, theirs }: Pair,
  compiler: Compiler,
  rounds: number,
  notes: string[],
): { readonly ours: Time; readonly theirs?: Time } {
  const best = new Map<string, Time>();
  const projects = theirs === undefined ? [ours] : [ours, theirs];
  for (let round = 0; round < rounds; round += 1) {
    for (const project of rotated(projects, round)) {
      const { cpu, wall, code, output } = runCompiler(compiler, ["-p", project]);
      const known = best.get(project) ?? { cpu: Infinity, wall: Infinity };
      best.set(project, { cpu: Math.min(known.cpu, cpu), wall: Math.min(known.wall, wall) });
      if (code === 0 || round > 0) continue;
      const whose = project === ours ? "ours" : "hey-api";
      const errors = output.split("\n").filter((line) => /error TS/.test(line));
      const first = errors[0]?.replace(/^.*?(error TS)/, "$1").slice(0, 120) ?? "";
      notes.push(`${document}: ${whose}, ${compiler}: ${String(errors.length)} errors, ${first}`);
    }
  }
  const own = best.get(ours) ?? { cpu: NaN, wall: NaN };
  const other = theirs === undefined ? undefined : best.get(theirs);
  return other === undefined ? { ours: own } : { ours: own, theirs: other };
}

/** Writes the settings of a project and returns their path. */
function projectOf(path: string, compilerOptions: object, include: readonly string[]): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, JSON.stringify({ compilerOptions, include }, null, 2));
  return path;
}

function consumerOf(folder: string, program: string): string {
  const place = join(dirname(folder), "consumer");
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, "program.ts"), program);
  const settings = { ...SETTINGS, skipLibCheck: false };
  return projectOf(join(place, "tsconfig.json"), settings, ["program.ts"]);
}

function ourProgram({ group, member, type }: Subject): string {
  return [
    'import type * as z from "zod";',
    'import type { Client } from "../ours/dist/esm/index.js";',
    `import type { ${type} } from "../ours/dist/esm/models.js";`,
    `import { ${type}Schema } from "../ours/dist/esm/schemas/index.js";`,
    `export const call = (client: Client) => client.${group}.${member};`,
    "export type Answer = Awaited<ReturnType<ReturnType<typeof call>>>;",
    "export const answer = (value: Answer): Answer => value;",
    `export const model = (value: ${type}): ${type} => value;`,
    `export const parsed: z.output<typeof ${type}Schema> = ${type}Schema.parse(null);`,
    "",
  ].join("\n");
}

/** The same with hey-api's names; undefined where it lacks one. */
function theirProgram(folder: string, { id, component }: Subject): string | undefined {
  const call = exportedAs(join(folder, "sdk.gen.ts"), id, "const");
  const type = exportedAs(join(folder, "types.gen.ts"), component, "type");
  const schema = exportedAs(join(folder, "zod.gen.ts"), `z${component}`, "const");
  if (call === undefined || type === undefined || schema === undefined) return undefined;
  return [
    'import type * as z from "zod";',
    `import { ${call}, type ${type} } from "../hey-dist/index.js";`,
    `import { ${schema} } from "../hey-dist/zod.gen.js";`,
    `export const call = () => ${call};`,
    "export type Answer = Awaited<ReturnType<ReturnType<typeof call>>>;",
    "export const answer = (value: Answer): Answer => value;",
    `export const model = (value: ${type}): ${type} => value;`,
    `export const parsed: z.output<typeof ${schema}> = ${schema}.parse(null);`,
    "",
  ].join("\n");
}

/** By the package's own script. */
function buildOurs(folder: string): void {
  if (existsSync(join(folder, "dist"))) return;
  const { status, stdout } = spawnSync(process.execPath, ["build.mjs"], {
    cwd: folder,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`our package does not build:\n${stdout}`);
}

/** As a user would: hey-api writes no build. */
function buildTheirs(folder: string): void {
  const outDir = join(dirname(folder), "hey-dist");
  if (existsSync(outDir)) return;
  const options = { ...SETTINGS, noEmit: false, skipLibCheck: true, declaration: true };
  const project = projectOf(
    join(dirname(folder), "declarations.json"),
    { ...options, emitDeclarationOnly: true, rootDir: folder, outDir },
    [relative(dirname(folder), folder)],
  );
  // Its errors show in the table of sources; declarations are written all the same.
  runCompiler("typescript-7", ["-p", project]);
}
