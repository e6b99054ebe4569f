import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readModel } from "../../generator/index.js";
import { buildToolchain } from "../build.js";
import type { RunRecord } from "../contract/record.js";
import { loadFrom, ownTemplates } from "../disk.js";
import type { BenchOptions } from "./benchmark.js";
import type { BenchDocument } from "./documents.js";
import { root } from "./peers.js";
import { replicated } from "./replicas.js";
import type { Report, Row, Table } from "./report.js";
import { usageOf } from "./usage.js";

const GROWTH = [1, 2, 4];
const COLUMNS = ["times", "cases", "CPU", "CPU per 1,000 cases", "memory"];

/**
 * What `codegen contract` costs as a document grows: deriving, generating, the mock and all cases,
 * by the compiled toolchain.
 */
export async function benchContract({ documents, rounds, say }: BenchOptions): Promise<Report> {
  say("building ourselves, as we are published");
  const objection = await buildToolchain();
  if (objection !== undefined) throw new Error(`the toolchain does not build:\n${objection}`);
  const place = mkdtempSync(join(tmpdir(), "bench-contract-"));
  const notes: string[] = [];
  try {
    const tables: Table[] = [];
    for (const document of documents) {
      const title = `A contract run: ${document.name} and copies of it in one document`;
      const rows: Row[] = [];
      for (const times of GROWTH) {
        const input = await copiesOf(document, times, place);
        if (input === undefined) {
          notes.push(`${document.name}: the document is refused`);
          break;
        }
        say(`a contract run of ${document.name}, ${String(times)} times`);
        const row = leastOf(Array.from({ length: rounds }, () => run(input, place)));
        if (row === undefined) notes.push(`${document.name}, ${String(times)} times: no report`);
        else rows.push([times, ...row]);
      }
      tables.push({ title, columns: COLUMNS, rows });
    }
    return { benchmark: "contract", tables, notes };
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

/** The path of the document with as many copies of it; undefined where it is refused. */
async function copiesOf(
  { path }: BenchDocument,
  times: number,
  place: string,
): Promise<string | undefined> {
  const host = { load: loadFrom(path), templates: await ownTemplates() };
  const { model } = await readModel({ input: path }, host);
  if (model === undefined) return undefined;
  const input = join(place, "replicas.json");
  writeFileSync(input, JSON.stringify(replicated(model.document as never, times)));
  return input;
}

interface Cost {
  readonly cases: number;
  readonly cpu: number;
  readonly memory: number;
}

/** Undefined where the run ended without a report: its exit code speaks of faults that it found. */
function run(input: string, place: string): Cost | undefined {
  const report = join(place, "report.json");
  rmSync(report, { force: true });
  const command = join(root, "dist", "scripts", "codegen.js");
  const { cpu, memory } = usageOf([command, "contract", "--input", input, "--json", report]);
  try {
    const { results } = JSON.parse(readFileSync(report, "utf8")) as RunRecord;
    return { cases: results.length, cpu, memory };
  } catch {
    return undefined;
  }
}

function leastOf(costs: readonly (Cost | undefined)[]): readonly number[] | undefined {
  const known = costs.filter((cost) => cost !== undefined);
  const cases = known[0]?.cases;
  if (cases === undefined) return undefined;
  const cpu = Math.min(...known.map((cost) => cost.cpu));
  return [cases, cpu, (cpu / cases) * 1e3, Math.min(...known.map(({ memory }) => memory))];
}
