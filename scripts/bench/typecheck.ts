import { compilers, type Compiler } from "../compilers.js";
import type { BenchOptions } from "./benchmark.js";
import { countWork, runCompiler, type Run, type Work } from "./compilers.js";
import type { BenchDocument } from "./documents.js";
import { generateOurs } from "./ours.js";
import { type Consumer, emptyConsumer, heyConsumer, ourConsumer, sourcesOf } from "./projects.js";
import type { Report, Row, Table } from "./report.js";
import { geometricMean, rotated } from "./statistics.js";
import { subjectOf } from "./subject.js";

/** Projects of one document, type-checked in turns: ours, hey-api's, and one without a package. */
interface Projects {
  readonly document: string;
  readonly ours: string;
  readonly theirs?: string;
  readonly empty?: string;
}

/**
 * What type-checking costs, with both compilers: our sources beside hey-api's, and a program that
 * uses one operation and one schema of the built packages, their declarations checked with it.
 */
export async function benchTypecheck(options: BenchOptions): Promise<Report> {
  const sources: Projects[] = [];
  const programs: Record<keyof Consumer, Projects[]> = { all: [], packages: [], none: [] };
  const notes: string[] = [];
  for (const document of options.documents) {
    const found = await projectsOf(document, options, notes);
    if (found?.sources !== undefined) sources.push(found.sources);
    if (found?.programs === undefined) continue;
    for (const checks of KINDS) programs[checks].push(found.programs[checks]);
  }
  return {
    benchmark: "typecheck",
    tables: [
      {
        title: "Sources: seconds of a compiler, skipLibCheck",
        columns: [...COLUMNS, "ours ÷ hey-api", "on the wall"],
        rows: measure(sources, options, notes),
      },
      workTable(sources),
      ...KINDS.map((checks) => ({
        title: `A program on the built package: seconds of a compiler, ${PROGRAMS[checks]}`,
        columns: [...COLUMNS, "ours ÷ hey-api", "on the wall", "no package", "beyond that"],
        rows: measure(programs[checks], options, notes),
      })),
    ],
    notes,
  };
}

const COLUMNS = ["document", "compiler", "ours CPU", "hey-api CPU"];

const PROGRAMS: Record<keyof Consumer, string> = {
  all: "all declarations checked",
  packages: "declarations of packages checked (skipDefaultLibCheck)",
  none: "no declarations checked (skipLibCheck)",
};

const KINDS = Object.keys(PROGRAMS) as (keyof Consumer)[];

async function projectsOf(
  document: BenchDocument,
  { say, peers }: BenchOptions,
  notes: string[],
): Promise<
  { readonly sources: Projects; readonly programs?: Record<keyof Consumer, Projects> } | undefined
> {
  const { name } = document;
  const ours = await generateOurs(document, say);
  if ("reason" in ours) {
    notes.push(`${name}: ours ${ours.reason}`);
    return undefined;
  }
  const hey = peers("hey-api", document);
  const theirs = "reason" in hey ? undefined : hey.folder;
  if ("reason" in hey) notes.push(`${name}: hey-api ${hey.reason}`);
  const sources = {
    document: name,
    ours: sourcesOf(ours.folder, `${ours.folder}/src`),
    ...(theirs === undefined ? {} : { theirs: sourcesOf(theirs) }),
  };
  const subject = await subjectOf(document);
  if (subject === undefined) {
    notes.push(`${name}: no operation reads a component, so there is no consumer`);
    return { sources };
  }
  say(`building the declarations of ${name}`);
  const other = theirs === undefined ? undefined : heyConsumer(theirs, subject);
  if (theirs !== undefined && other === undefined)
    notes.push(`${name}: hey-api lacks ${subject.id}, ${subject.component} or their declarations`);
  const own = ourConsumer(ours.folder, subject);
  const empty = emptyConsumer();
  const under = (checks: keyof Consumer): Projects => ({
    document: name,
    ours: own[checks],
    ...(other === undefined ? {} : { theirs: other[checks] }),
    empty: empty[checks],
  });
  return {
    sources,
    programs: { all: under("all"), packages: under("packages"), none: under("none") },
  };
}

type Side = "ours" | "theirs" | "empty";
type Time = Pick<Run, "cpu" | "wall">;

function measure(all: readonly Projects[], options: BenchOptions, notes: string[]): Row[] {
  const ratios = new Map<Compiler, { cpu: number; wall: number }[]>();
  const rows = all.flatMap((projects): Row[] =>
    compilers.map((compiler) => {
      options.say(`type-checking ${projects.document} with ${compiler}`);
      const { ours, theirs, empty } = fastestOf(projects, compiler, options.rounds, notes);
      const row = [projects.document, compiler, ours?.cpu];
      if (ours === undefined || theirs === undefined) return row;
      const ratio = { cpu: ours.cpu / theirs.cpu, wall: ours.wall / theirs.wall };
      ratios.set(compiler, [...(ratios.get(compiler) ?? []), ratio]);
      const compared = [...row, theirs.cpu, ratio.cpu, ratio.wall];
      return empty === undefined
        ? compared
        : [...compared, empty.cpu, beyond(ours.cpu, theirs.cpu, empty.cpu)];
    }),
  );
  if (all.length < 2) return rows;
  const means = [...ratios].map(([compiler, each]): Row => {
    const mean = (of: "cpu" | "wall"): number | undefined =>
      geometricMean(each.map((ratio) => ratio[of]));
    return ["all documents", compiler, undefined, undefined, mean("cpu"), mean("wall")];
  });
  return [...rows, ...means];
}

/** What a package adds, ours by theirs; undefined where theirs adds too little to be told from chance. */
function beyond(ours: number, theirs: number, empty: number): number | undefined {
  return theirs < empty * 1.1 ? undefined : (ours - empty) / (theirs - empty);
}

/** The best time of each project over all rounds. */
function fastestOf(
  { document, ours, theirs, empty }: Projects,
  compiler: Compiler,
  rounds: number,
  notes: string[],
): { readonly [S in Side]?: Time } {
  const best: { [S in Side]?: Time } = {};
  const projects = Object.entries({ ours, theirs, empty }).flatMap(([side, path]) =>
    path === undefined ? [] : [[side as Side, path] as const],
  );
  for (let round = 0; round < rounds; round += 1) {
    for (const [side, project] of rotated(projects, round)) {
      const { cpu, wall, code, output } = runCompiler(compiler, ["-p", project]);
      const known = best[side] ?? { cpu: Infinity, wall: Infinity };
      best[side] = { cpu: Math.min(known.cpu, cpu), wall: Math.min(known.wall, wall) };
      if (code === 0 || round > 0) continue;
      const whose = side === "theirs" ? "hey-api" : side;
      const errors = output.split("\n").filter((line) => /error TS/.test(line));
      const first = errors[0]?.replace(/^.*?(error TS)/, "$1").slice(0, 120) ?? "";
      notes.push(`${document}: ${whose}, ${compiler}: ${String(errors.length)} errors, ${first}`);
    }
  }
  return best;
}

/** Counts do not depend on the machine: one checker, so that none repeats another's work. */
function workTable(all: readonly Projects[]): Table {
  const kinds = ["types", "instantiations", "symbols"] as const satisfies (keyof Work)[];
  const rows = all.map(({ document, ours, theirs }): Row => {
    const own = countWork(ours);
    const other = theirs === undefined ? undefined : countWork(theirs);
    return [document, ...kinds.flatMap((kind) => [own[kind], other && own[kind] / other[kind]])];
  });
  return {
    title: "Sources: what one checker of TypeScript 7 makes of them, and ours ÷ hey-api",
    columns: ["document", ...kinds.flatMap((kind) => [kind, "÷ hey-api"])],
    rows,
  };
}
