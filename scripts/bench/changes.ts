import { mkdtempSync, rmSync, statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { readModel, readSource, Session, type Host, type Reading } from "../../generator/index.js";
import { prepare, type Job } from "../generation.js";
import { regenerate, type Regeneration } from "../regeneration.js";
import type { BenchOptions } from "./benchmark.js";
import type { BenchDocument } from "./documents.js";
import type { Report, Row } from "./report.js";

/** What something took, in seconds. */
interface Cost {
  readonly wall: number;
  /** Of all threads of this process. */
  readonly cpu: number;
}

/**
 * What a change costs a process that generates again and again, as `generate --watch` does: the first
 * run, a run that has nothing to do, and one after a description was edited, disk included. Each
 * round edits another description.
 */
export async function benchChange({ documents, rounds, say }: BenchOptions): Promise<Report> {
  const rows: Row[] = [];
  const notes: string[] = [];
  for (const document of documents) {
    const folder = mkdtempSync(join(tmpdir(), "bench-change-"));
    try {
      rows.push(await rowOf(document, folder, rounds, say));
    } catch (error) {
      notes.push(`${document.name}: ${error instanceof Error ? error.message : String(error)}`);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  const columns = [
    "document",
    "MB",
    "parsing",
    "first run",
    "nothing to do",
    "description",
    "its CPU",
  ];
  const title =
    "One process generating again: seconds, and files that an edited description rewrites";
  return {
    benchmark: "change",
    tables: [{ title, columns: [...columns, "files"], rows }],
    notes,
  };
}

async function rowOf(
  { name, path }: BenchDocument,
  output: string,
  rounds: number,
  say: BenchOptions["say"],
): Promise<Row> {
  const job: Job = { input: path, output };
  const edits = editsOf(await readingOf(job), rounds);
  if (edits.length === 0) throw new Error("no description stands in a file as it is");
  const session = new Session();
  const run = (edit?: Edit): Promise<readonly [Regeneration, Cost]> =>
    costOf(async () => {
      const { options, host } = await prepare(job);
      const load: Host["load"] = async (file) =>
        join(dirname(path), file) === edit?.file
          ? { kind: "text", text: edit.text }
          : host.load(file);
      const prepared = { options, host: { ...host, load, session } };
      return regenerate(job, output, { format: "json", prepared });
    });
  say(`${name}: the first run`);
  const [, first] = await run();
  const nothing: Cost[] = [];
  const described: Cost[] = [];
  const files: number[] = [];
  for (const edit of edits) {
    say(`${name}: an edit of ${basename(edit.file)}`);
    const [{ summary = "" }, cost] = await run(edit);
    described.push(cost);
    files.push(Number(/(\d+) written/.exec(summary)?.[1] ?? 0));
    nothing.push((await run(edit))[1]);
  }
  const text = await readFile(path, "utf8");
  const [, parsing] = await costOf(() => Promise.resolve(readSource(path, text)));
  return [
    name,
    statSync(path).size / 1e6,
    parsing.wall,
    first.wall,
    least(nothing, "wall"),
    least(described, "wall"),
    least(described, "cpu"),
    Math.max(...files),
  ];
}

/** A file of a document as it is after an edit. */
interface Edit {
  readonly file: string;
  readonly text: string;
}

/** One description made longer, for several that stand in one file just once, spread over the document. */
function editsOf({ model, sources }: Reading, count: number): Edit[] {
  const all = [...(model?.operations ?? []), ...Object.values(model?.schemas ?? {})];
  const texts = all.flatMap(({ docs: { description } }) =>
    description !== undefined && /^[A-Z][\w ,.'-]{20,}$/.test(description) ? [description] : [],
  );
  const found = [...new Set(texts)].flatMap((description): Edit[] => {
    const holders = [...sources].filter(([, { text }]) => text.includes(description));
    const [[file, { text }] = ["", { text: "" }]] = holders;
    if (holders.length !== 1 || text.indexOf(description) !== text.lastIndexOf(description))
      return [];
    return [{ file, text: text.replace(description, () => `${description} Edited`) }];
  });
  const step = Math.max(1, Math.floor(found.length / count));
  return found.filter((_, index) => index % step === 0).slice(0, count);
}

async function readingOf(job: Job): Promise<Reading> {
  const { options, host } = await prepare(job);
  return readModel(options, host);
}

async function costOf<T>(work: () => Promise<T>): Promise<readonly [T, Cost]> {
  const [start, before] = [performance.now(), process.cpuUsage()];
  const made = await work();
  const { user, system } = process.cpuUsage(before);
  return [made, { wall: (performance.now() - start) / 1e3, cpu: (user + system) / 1e6 }];
}

function least(costs: readonly Cost[], of: keyof Cost): number {
  return Math.min(...costs.map((cost) => cost[of]));
}
