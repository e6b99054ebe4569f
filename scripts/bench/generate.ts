import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readModel } from "../../generator/index.js";
import { buildToolchain } from "../build.js";
import { loadFrom, ownTemplates } from "../disk.js";
import type { BenchOptions } from "./benchmark.js";
import type { BenchDocument } from "./documents.js";
import { peerCommand, root } from "./peers.js";
import { replicated } from "./replicas.js";
import type { Report, Row, Table } from "./report.js";
import { geometricMean, rotated } from "./statistics.js";
import { usageOf, type Usage } from "./usage.js";

const OURS = "ours";
const TYPES = "openapi-typescript";
const PEERS = ["hey-api", "redocly"] as const;
const GROWTH = [1, 2, 4, 8];

/** The arguments of Node that generate from a document into a folder. */
type Command = (input: string, folder: string) => string[];

/**
 * What generating costs: all of our outputs, by the compiled toolchain, beside the types alone of
 * openapi-typescript and the clients of hey-api and redocly; and ours as a document grows.
 */
export async function benchGenerate(options: BenchOptions): Promise<Report> {
  options.say("building ourselves, as we are published");
  const objection = await buildToolchain();
  if (objection !== undefined) throw new Error(`the toolchain does not build:\n${objection}`);
  const place = mkdtempSync(join(tmpdir(), "bench-generate-"));
  const notes: string[] = [];
  try {
    const costs = options.documents.map((document) => measured(document, options, place, notes));
    const growth = await growthOf(options, place, notes);
    return {
      benchmark: "generate",
      tables: [...costTables(options.documents, costs), growth],
      notes,
    };
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

const ours: Command = (input, folder) => [
  join(root, "dist", "scripts", "codegen.js"),
  ...["generate", "--input", input, "--output", folder, "--stats", "--format", "json"],
];

const typesAlone: Command = (input, folder) => [
  join(root, "node_modules", "openapi-typescript", "bin", "cli.js"),
  ...[input, "--output", join(folder, "types.ts")],
];

type Costs = ReadonlyMap<string, Usage>;

/** The least that each took, everybody taking turns; those that fail are noted and left out. */
function measured(
  document: BenchDocument,
  { rounds, peers, say }: BenchOptions,
  place: string,
  notes: string[],
): Costs {
  const commands = new Map<string, Command>([
    [OURS, ours],
    [TYPES, typesAlone],
  ]);
  for (const peer of PEERS) {
    const output = peers(peer, document);
    if ("reason" in output) notes.push(`${document.name}: ${peer} ${output.reason}`);
    else commands.set(peer, (input, folder) => peerCommand(peer, input, folder));
  }
  const best = new Map<string, Usage>();
  const failed = new Set<string>();
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, command] of rotated([...commands], round)) {
      if (failed.has(name)) continue;
      say(`${name} generates from ${document.name}`);
      const usage = run(command, document.path, place);
      const known = best.get(name);
      if (usage.code !== 0) {
        failed.add(name);
        notes.push(`${document.name}: ${name} does not generate`);
      } else best.set(name, known === undefined ? usage : least(known, usage));
    }
  }
  const files = byPrettier(best.get(OURS));
  if (files > 0) notes.push(`${document.name}: prettier laid out ${String(files)} of our files`);
  return best;
}

/**
 * Into a folder of its own: nothing that an earlier run left is taken again. It stays until all is
 * measured, since a disk where thousands of files were just deleted is slow to make others.
 */
function run(command: Command, input: string, place: string): Usage {
  const folder = mkdtempSync(join(place, "output-"));
  return usageOf(["--max-old-space-size=6144", ...command(input, folder)]);
}

function least(a: Usage, b: Usage): Usage {
  return { ...b, cpu: Math.min(a.cpu, b.cpu), memory: Math.min(a.memory, b.memory) };
}

/** From the line of JSON that `--stats` prints. */
function byPrettier(usage: Usage | undefined): number {
  const line = usage?.stderr.split("\n").find((text) => text.startsWith('{"stats"'));
  if (line === undefined) return 0;
  return (JSON.parse(line) as { stats: { byPrettier: number } }).stats.byPrettier;
}

function costTables(documents: readonly BenchDocument[], costs: readonly Costs[]): Table[] {
  const table = (title: string, of: (usage: Usage) => number): Table => {
    const rows = documents.map(({ name, path }, index): Row => {
      const values = [OURS, TYPES, ...PEERS].map((contender) => {
        const usage = costs[index]?.get(contender);
        return usage === undefined ? undefined : of(usage);
      });
      return [name, megabytes(path), ...values, ratio(values[0], values[1])];
    });
    const ratios = rows.map((row) => row.at(-1)).filter((value) => typeof value === "number");
    const mean = geometricMean(ratios);
    const gaps = [OURS, TYPES, ...PEERS].map(() => undefined);
    return {
      title,
      columns: ["document", "MB", OURS, TYPES, ...PEERS, `ours ÷ ${TYPES}`],
      rows: rows.length < 2 ? rows : [...rows, ["geometric mean", undefined, ...gaps, mean]],
    };
  };
  return [
    table("Generating: seconds of CPU, all our outputs beside types alone", ({ cpu }) => cpu),
    table("Generating: megabytes of memory at the most", ({ memory }) => memory),
  ];
}

function ratio(own: number | undefined, theirs: number | undefined): number | undefined {
  return own === undefined || theirs === undefined ? undefined : own / theirs;
}

function megabytes(path: string): number {
  return statSync(path).size / 1e6;
}

/** The first document and as many copies of it, all in one. */
async function growthOf(
  { documents, rounds, say }: BenchOptions,
  place: string,
  notes: string[],
): Promise<Table> {
  const [document] = documents;
  const title = `Growth: ${document?.name ?? "nothing"} and copies of it in one document`;
  const columns = ["times", "MB", "CPU", "CPU per MB", "memory"];
  if (document === undefined) return { title, columns, rows: [] };
  const host = { load: loadFrom(document.path), templates: await ownTemplates() };
  const { model } = await readModel({ input: document.path }, host);
  if (model === undefined) return { title, columns, rows: [] };
  const input = join(place, "replicas.json");
  const rows = GROWTH.flatMap((times): Row[] => {
    writeFileSync(input, JSON.stringify(replicated(model.document as never, times)));
    say(`ours generates from ${document.name}, ${String(times)} times`);
    const runs = Array.from({ length: rounds }, () => run(ours, input, place));
    const usage = runs.reduce(least);
    if (usage.code === 0)
      return [[times, megabytes(input), usage.cpu, usage.cpu / megabytes(input), usage.memory]];
    notes.push(`${document.name}, ${String(times)} times: ours does not generate`);
    return [];
  });
  return { title, columns, rows };
}
