import { spawnSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { BenchOptions } from "./benchmark.js";
import type { BenchDocument } from "./documents.js";
import { bundleModule } from "./modules.js";
import { generateOurs } from "./ours.js";
import { root, type Output } from "./peers.js";
import type { Report, Row } from "./report.js";
import { geometricMean, median, rotated } from "./statistics.js";

/** A bundle whose import builds schemas. */
interface Module {
  readonly name: string;
  readonly file: string;
}

/** What importing one bundle in a process of its own came to. */
interface Time {
  /** Milliseconds until all schemas are built. */
  readonly build: number;
  /** Milliseconds until each schema has refused a value besides: what is built on first use is built. */
  readonly use: number;
  readonly schemas: number;
}

/**
 * What importing all schemas costs, each time in a fresh process that has zod already: components
 * and operations, as hey-api has them in one file; ours also by components alone.
 */
export async function benchConstruction(options: BenchOptions): Promise<Report> {
  const rows: Row[] = [];
  const notes: string[] = [];
  const ratios: { build: number; use: number }[] = [];
  for (const document of options.documents) {
    options.say(`importing the schemas of ${document.name}`);
    const modules = await modulesOf(document, options, notes);
    const times = measure(modules, options.rounds, notes, document.name);
    const hey = times.get("hey-api");
    for (const { name } of modules) {
      const time = times.get(name);
      if (time === undefined) continue;
      const ratio = hey === undefined ? undefined : time.build / hey.build;
      const used = hey === undefined ? undefined : time.use / hey.use;
      if (name === "ours" && ratio !== undefined && used !== undefined)
        ratios.push({ build: ratio, use: used });
      const own = name === "hey-api";
      rows.push([
        document.name,
        name,
        time.schemas,
        time.build,
        time.use,
        own ? undefined : ratio,
        own ? undefined : used,
      ]);
    }
  }
  if (ratios.length > 1) {
    const mean = (of: "build" | "use") => geometricMean(ratios.map((ratio) => ratio[of]));
    const gaps = [undefined, undefined, undefined];
    rows.push(["all documents", "ours", ...gaps, mean("build"), mean("use")]);
  }
  const columns = [
    ...["document", "generator", "schemas", "ms to build", "ms to use all"],
    ...["building ÷ hey-api", "using ÷ hey-api"],
  ];
  return {
    benchmark: "import",
    tables: [{ title: "Import of all schemas", columns, rows }],
    notes,
  };
}

async function modulesOf(
  document: BenchDocument,
  options: BenchOptions,
  notes: string[],
): Promise<Module[]> {
  const ours = await generateOurs(document, options.say);
  const entries: (readonly [name: string, output: Output, entry: string])[] = [
    ["ours", ours, "src/schemas/index.ts"],
    ["ours, components", ours, "src/schemas/registry.ts"],
    ["hey-api", options.peers("hey-api", document), "zod.gen.ts"],
    ["orval", options.peers("orval", document), "schemas/index.ts"],
  ];
  const modules: Module[] = [];
  for (const [name, output, entry] of entries) {
    const reason = "reason" in output ? output.reason : undefined;
    const file = "folder" in output ? join(output.folder, entry) : "";
    if (reason !== undefined || !existsSync(file)) {
      notes.push(`${document.name}: ${name} ${reason ?? `has no ${entry}`}`);
      continue;
    }
    const label = `${document.name}-${name.replace(/\W+/g, "-")}-all`;
    modules.push({ name, file: await bundleModule(file, label) });
  }
  return modules;
}

function measure(
  modules: readonly Module[],
  rounds: number,
  notes: string[],
  document: string,
): Map<string, Time> {
  const found = new Map<string, Time[]>();
  const failed = new Set<string>();
  for (let round = 0; round < rounds; round += 1) {
    for (const { name, file } of rotated(modules, round)) {
      if (failed.has(name)) continue;
      const time = importOnce(file);
      if (typeof time === "string") {
        failed.add(name);
        notes.push(`${document}: ${name} ${time}`);
      } else found.set(name, [...(found.get(name) ?? []), time]);
    }
  }
  return new Map(
    [...found].map(([name, times]) => [
      name,
      {
        build: median(times.map(({ build }) => build)) ?? NaN,
        use: median(times.map(({ use }) => use)) ?? NaN,
        schemas: times[0]?.schemas ?? 0,
      },
    ]),
  );
}

/** zod is there first, so that only what is built with it counts; some schemas of some throw when used. */
const PROGRAM = `
import * as z from "zod";
const cpu = () => { const { user, system } = process.cpuUsage(); return (user + system) / 1000; };
z.object({ a: z.string() }).safeParse({});
const start = cpu();
const module = await import(process.argv[2]);
const build = cpu() - start;
const schemas = new Set();
const visit = (value, depth) => {
  if (value instanceof z.ZodType) schemas.add(value);
  else if (depth > 0 && typeof value === "object" && value !== null)
    for (const member of Object.values(value)) visit(member, depth - 1);
};
for (const value of Object.values(module)) visit(value, 1);
const before = cpu();
for (const schema of schemas) { try { schema.safeParse({}); } catch {} }
const use = build + cpu() - before;
console.log(JSON.stringify({ build, use, schemas: schemas.size }));
`;

function importOnce(file: string): Time | string {
  const program = join(dirname(file), "import.mjs");
  writeFileSync(program, PROGRAM);
  const run = spawnSync(process.execPath, [program, pathToFileURL(file).href], {
    cwd: root,
    encoding: "utf8",
  });
  if (run.status === 0) return JSON.parse(run.stdout) as Time;
  const line = run.stderr.split("\n").find((text) => /Error/.test(text)) ?? "exit 1";
  return `throws at import: ${line.slice(0, 120)}`;
}
