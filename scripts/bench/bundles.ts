import { build } from "esbuild";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { readModel } from "../../generator/index.js";
import { loadFrom, ownTemplates } from "../disk.js";
import type { BenchOptions } from "./benchmark.js";
import type { BenchDocument } from "./documents.js";
import { generateOurs } from "./ours.js";
import { CACHE, type Output } from "./peers.js";
import {
  fetchCall,
  openapiFetchCall,
  ourCall,
  ourCoreCall,
  ourValidator,
  theirCall,
  theirValidator,
  type Caller,
  type Program,
} from "./programs.js";
import { replicated } from "./replicas.js";
import type { Report, Row, Table } from "./report.js";
import { callsOf, subjectOf, type Call } from "./subject.js";

const PEERS = ["hey-api", "orval", "kubb"] as const satisfies readonly Caller[];

/** What the smallest programs do: zod and all else that they need is in their bundles. */
const METHODS = ["GET", "POST"] as const;
const VALIDATOR = "a component's validator";

/** Times that a document is copied into itself, to see whether a program grows with it. */
const GROWTH = [1, 2, 4, 8];

/**
 * Sizes of bundles, minified and gzipped: of one call and of one schema of each document, as ours,
 * the peers and people who write it by hand have them; and of ours as a document grows.
 */
export async function benchBundles(options: BenchOptions): Promise<Report> {
  const rows: Row[] = [];
  const notes: string[] = [];
  for (const document of options.documents) rows.push(...(await rowsOf(document, options, notes)));
  const columns = ["document", "program", "generator", "kB", "kB gzipped"];
  const bundles = { title: "Bundles", columns, rows };
  const growth = await growthOf(options, notes);
  const tables = growth.rows.length > 0 ? [bundles, growth] : [bundles];
  return { benchmark: "bundle", tables, notes };
}

/** Somebody's program; a generator's name, and what it takes to have the program or why there is none. */
type Entry = readonly [generator: string, program: Program | undefined];

async function rowsOf(
  document: BenchDocument,
  { peers, say }: BenchOptions,
  notes: string[],
): Promise<Row[]> {
  const [calls, subject] = [await callsOf(document), await subjectOf(document)];
  const called = METHODS.flatMap((method) => calls[method]?.name ?? []);
  notes.push(
    `${document.name}: ${[...called, ...(subject === undefined ? [] : [subject.component])].join(", ")}`,
  );
  const folderOf = (name: string, output: Output): string | undefined => {
    if ("folder" in output) return output.folder;
    notes.push(`${document.name}: ${name} ${output.reason}`);
    return undefined;
  };
  const ours = folderOf("ours", await generateOurs(document, say));
  const outputs = PEERS.map((peer) => ({
    peer,
    plain: folderOf(peer, peers(peer, document, "plain")),
    validated: folderOf(peer, peers(peer, document, "validated")),
  }));

  const programs: (readonly [program: string, entries: readonly Entry[]])[] = [];
  for (const method of METHODS) {
    const call = calls[method];
    if (call === undefined) continue;
    const entries = (validated: boolean): Entry[] => [
      ["ours", ours === undefined ? undefined : ourCall(ours, call, validated)],
      ...outputs.map(({ peer, ...folders }): Entry => {
        const folder = validated ? folders.validated : folders.plain;
        return [peer, folder === undefined ? undefined : theirCall(peer, folder, call)];
      }),
    ];
    const byHand: Entry[] = [
      ["openapi-fetch by hand", openapiFetchCall(call)],
      ["fetch by hand", fetchCall(call)],
    ];
    const [whole, ...others] = entries(false);
    const core = [false, true].map((hasMiddleware): Entry => [
      `ours, ./core${hasMiddleware ? ", middleware" : ""}`,
      ours === undefined ? undefined : ourCoreCall(ours, call, hasMiddleware),
    ]);
    const unvalidated = whole === undefined ? core : [...core, whole];
    programs.push([`a ${method}`, [...unvalidated, ...others, ...byHand]]);
    programs.push([`a ${method}, validated`, entries(true)]);
  }
  if (subject !== undefined) {
    programs.push([
      VALIDATOR,
      [
        ["ours", ours === undefined ? undefined : ourValidator(ours, subject)],
        ...outputs.map(({ peer, validated }): Entry => [
          peer,
          validated === undefined ? undefined : theirValidator(peer, validated, subject),
        ]),
      ],
    ]);
  }

  const rows: Row[] = [];
  for (const [name, entries] of programs) {
    for (const [generator, program] of entries) {
      const size = program === undefined ? undefined : await sizeOf(program);
      if (typeof size === "string") notes.push(`${document.name}: ${generator}, ${name}: ${size}`);
      else if (size !== undefined)
        rows.push([document.name, name, generator, size.minified, size.gzipped]);
    }
  }
  return rows;
}

/** The same two calls of the first document, with copies of all it describes beside them. */
async function growthOf({ documents, say }: BenchOptions, notes: string[]): Promise<Table> {
  const [document] = documents;
  const title = `Growth: ${document?.name ?? "nothing"} and copies of it in one document, kB gzipped`;
  const columns = [
    "times",
    "operations",
    ...METHODS.flatMap((name) => [name, `${name}, validated`]),
  ];
  if (document === undefined) return { title, columns, rows: [] };
  const host = { load: loadFrom(document.path), templates: await ownTemplates() };
  const { document: canonical, model } = await readModel({ input: document.path }, host);
  if (canonical === undefined || model === undefined) return { title, columns, rows: [] };
  const calls = await callsOf(document);
  const rows: Row[] = [];
  for (const times of GROWTH) {
    const name = `${document.name}-${String(times)}-times`;
    const path = join(CACHE, `${name}.json`);
    mkdirSync(CACHE, { recursive: true });
    writeFileSync(path, JSON.stringify(replicated(canonical.root as never, times)));
    const output = await generateOurs({ name, path }, say);
    if ("reason" in output) {
      notes.push(`${name}: ours ${output.reason}`);
      continue;
    }
    const cells: (number | undefined)[] = [];
    for (const method of METHODS)
      for (const validated of [false, true])
        cells.push(await gzippedOf(output.folder, calls[method], validated));
    rows.push([times, times * model.operations.length, ...cells]);
  }
  return { title, columns, rows };
}

async function gzippedOf(
  folder: string,
  call: Call | undefined,
  validated: boolean,
): Promise<number | undefined> {
  if (call === undefined) return undefined;
  const size = await sizeOf(ourCall(folder, call, validated));
  return typeof size === "string" ? undefined : size.gzipped;
}

/** In thousands of bytes; a sentence where it does not bundle. */
async function sizeOf({
  text: contents,
  folder: resolveDir,
}: Program): Promise<{ readonly minified: number; readonly gzipped: number } | string> {
  try {
    const { outputFiles } = await build({
      stdin: { contents, resolveDir, loader: "ts" },
      bundle: true,
      minify: true,
      format: "esm",
      platform: "browser",
      target: "es2022",
      logLevel: "silent",
      write: false,
    });
    const text = outputFiles[0]?.contents ?? new Uint8Array();
    return { minified: text.length / 1000, gzipped: gzipSync(text).length / 1000 };
  } catch (error) {
    return String(error instanceof Error ? error.message : error).split("\n")[1] ?? "fails";
  }
}
