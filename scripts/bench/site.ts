import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { generateFrom } from "../generation.js";
import type { BenchOptions } from "./benchmark.js";
import type { BenchDocument } from "./documents.js";
import { root } from "./peers.js";
import type { Report, Row } from "./report.js";
import { treeUsageOf } from "./tree-usage.js";

const COLUMNS = [
  "document",
  "pages",
  "MB of Markdown",
  "MB of site",
  "kB a page",
  "CPU s",
  "ms a page",
  "MB of memory",
  "MB of the indexer",
];

/** What `npm run docs` takes and makes: with the search, and not counting what generates the Markdown. */
export async function benchSite({ documents, rounds, say }: BenchOptions): Promise<Report> {
  const rows: Row[] = [];
  const notes: string[] = [];
  for (const document of documents) {
    say(`the site of ${document.name}`);
    const row = await rowOf(document, rounds);
    if (typeof row === "string") notes.push(`${document.name}: ${row}`);
    else rows.push(row);
  }
  return {
    benchmark: "site",
    tables: [{ title: "Building sites", columns: COLUMNS, rows }],
    notes,
  };
}

/** The run that took least; or why there is none. */
async function rowOf({ name, path }: BenchDocument, rounds: number): Promise<Row | string> {
  const place = mkdtempSync(join(tmpdir(), "bench-site-"));
  try {
    const { files } = await generateFrom({ input: path, only: ["docs", "postman"] });
    if (files === undefined) return "the document is refused";
    for (const [file, text] of files) {
      await mkdir(dirname(join(place, file)), { recursive: true });
      await writeFile(join(place, file), text);
    }
    const [docs, output] = [join(place, "docs"), join(place, "site")];
    const command = ["--import", "tsx", join(root, "scripts", "docs.ts")];
    const runs = [];
    for (let round = 0; round < rounds; round += 1) {
      const usage = await treeUsageOf([...command, "--docs", docs, "--output", output]);
      if (usage === undefined) return "what a run takes is read from Linux alone";
      if (usage.code !== 0) return "the site is not built";
      runs.push(usage);
    }
    const cpu = Math.min(...runs.map((run) => run.cpu));
    const pages = Number(/(\d+) pages/.exec(runs[0]?.stdout ?? "")?.[1]);
    const [markdown, built] = [bytesIn(docs), bytesIn(output)];
    return [
      name,
      pages,
      markdown / 1e6,
      built / 1e6,
      built / 1e3 / pages,
      cpu,
      (cpu * 1e3) / pages,
      Math.min(...runs.map((run) => run.memory)),
      Math.min(...runs.map((run) => run.started)),
    ];
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

function bytesIn(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}
