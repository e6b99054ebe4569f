import { Option, type Command } from "commander";
import { diagnose, type ApiModel } from "../../generator/index.js";
import { EXIT, refusalOf } from "../exit.js";
import { CommandLineFault, printDiagnostics } from "../fault.js";
import { readable } from "../disk.js";
import { documentJobOf } from "../document-job.js";
import { parsedJson } from "../json-text.js";
import { addDocumentOptions } from "../options.js";
import { printMatrix } from "./matrix.js";
import { VARIABLES } from "./live/credentials.js";
import { missingPackages } from "./installed.js";
import { MockFault } from "./mock/fault.js";
import {
  patternOf,
  percentOf,
  requireFitting,
  shardOf,
  wholeNumber,
  type ReportFlags,
  type RunFlags,
} from "./flags.js";
import {
  explanationOf,
  failuresOf,
  isRecord,
  matrixOfRun,
  merged,
  type RunRecord,
} from "./record.js";
import { writeReports } from "./report/files.js";

/** Adds `contract` and its `merge` to a program. */
export function addContractCommand(root: Command, run: (code: Promise<number>) => void): void {
  const command = addDocumentOptions(
    root
      .command("contract")
      .description(
        "run everything a document promises through its generated client, against a mock, and print what is covered",
      ),
  )
    .option("--client <folder>", "generated package to test (default: generated anew, in memory)")
    .option(
      "--raw",
      "serve the document to the mock as it is written, not in words Prism understands",
    )
    .option("--grep <pattern>", "only cases whose id matches the regular expression", patternOf)
    .option(
      "--shard <i/n>",
      "only this machine's part of the cases; join the JSON reports with `contract merge`",
      shardOf,
    )
    .option("--seed <number>", "run the cases in an order drawn from it", wholeNumber("--seed"))
    .option("--bail", "stop at the first fault of the client")
    .option(
      "--server <url>",
      "hold a real API against the document instead, through Prism as a proxy",
    )
    .option("--allow <methods>", "with --server: methods to send beside GET (comma-separated)")
    .option("--scenarios <file>", "with --server: calls that build on each other, as YAML")
    .option(
      "--patch <file>",
      "with --server: write what would make the document say what was seen",
    );
  addReportOptions(command).addHelpText(
    "after",
    `
Examples:
  codegen contract --input openapi.yaml
  codegen contract --input openapi.yaml --client packages/client --min 100 --junit contract.xml
  codegen contract --input openapi.yaml --overlay ours.yaml --include-tags Pets,Orders
  codegen contract --input openapi.yaml --shard 1/4 --json part-1.json
  codegen contract merge part-*.json --html contract.html
  CONTRACT_TOKEN=… codegen contract --input openapi.yaml --server https://api.example.com --patch drift.json

Overlays, filters, what $ref may read and the config file are those of \`generate\`: name those that the
package was generated with. --raw serves what they leave, and a --patch is of the document without overlays.

Credentials for --server come from the environment alone: ${VARIABLES.join(", ")}.
They are replaced wherever a report or the terminal would show them.

Exit codes: 0 nothing is wrong; 1 the client is at fault, the witnesses part for no known reason, less
than --min is covered, or the document has no operation to call; with --server, the API differs from the document or gives no answer; 2 the command line is at fault.`,
  );
  command.action((flags: RunFlags) => {
    run(contract(flags));
  });
  addReportOptions(
    command
      .command("merge")
      .description("join the JSON reports of the shards of one run")
      .argument("<reports...>", "files written by --json"),
  ).action((files: string[], _: unknown, own: Command) => {
    // Options of the same name are the parent's to commander.
    run(merge(files, own.optsWithGlobals<ReportFlags>()));
  });
}

function addReportOptions(command: Command): Command {
  return command
    .addOption(new Option("--min <percent>", "exit 1 when less is covered").argParser(percentOf))
    .option("--json <file>", "write the report as JSON")
    .option("--junit <file>", "write the report as JUnit's XML")
    .option("--html <file>", "write the report as one HTML page");
}

async function contract(flags: RunFlags): Promise<number> {
  const job = await documentJobOf(flags);
  requireFitting(flags, job);
  const missing = missingPackages();
  if (missing.length > 0)
    return refused("contract/packages", { packages: missing.join(" ") }, flags);
  const { packageOf, readContractModel, runSession } = await import("./session.js");
  const { model, patched, diagnostics, sources } = await readContractModel(job);
  if (model === undefined || patched === undefined) {
    printDiagnostics(diagnostics, sources, flags.format);
    return refusalOf(diagnostics);
  }
  if (model.operations.length === 0)
    return refused("contract/nothing", { found: othersOf(model) }, flags);
  const { client, server } = flags;
  const asked = { ...flags, input: job.input };
  let pack;
  try {
    pack = await packageOf({ ...job, ...(client === undefined ? {} : { client }) });
  } catch (error) {
    return refused(
      "contract/client",
      {
        folder: client ?? job.input,
        reason: reasonOf(error),
      },
      flags,
    );
  }
  try {
    if (server === undefined) return await told(await runSession(model, asked, pack), flags);
    const { live } = await import("./live/command.js");
    return await live(model, patched, pack, { ...asked, server });
  } catch (error) {
    if (!(error instanceof MockFault)) throw error;
    return refused("mock/start", { reason: error.message }, flags);
  }
}

async function merge(files: readonly string[], flags: ReportFlags): Promise<number> {
  const records = files.map(recordIn);
  let record: RunRecord;
  try {
    record = merged(records);
  } catch (error) {
    throw new CommandLineFault("option/invalid", { option: "merge", reason: reasonOf(error) });
  }
  return told(record, flags);
}

function recordIn(file: string): RunRecord {
  const text = readable(file);
  const record = parsedJson(text ?? "");
  if (isRecord(record)) return record;
  const reason = text === undefined ? "it cannot be read" : "it is no report of `contract --json`";
  throw new CommandLineFault("option/invalid", { option: file, reason });
}

/** Prints the matrix and what is wrong, writes the reports and says how it ended. */
export async function told(record: RunRecord, flags: ReportFlags): Promise<number> {
  const matrix = matrixOfRun(record);
  console.log(printMatrix(matrix));
  const failures = failuresOf(record);
  for (const { id, blame, words = "", pointer } of failures.slice(0, 20))
    console.log(`✗ ${blame} ${id}: ${words}\n    ${pointer}`);
  if (failures.length > 20)
    console.log(`  and ${String(failures.length - 20)} more; the reports have all`);
  const faults = new Map<string, number>();
  for (const { fault } of record.results)
    if (fault !== undefined) faults.set(fault, (faults.get(fault) ?? 0) + 1);
  for (const [fault, count] of faults) console.log(`* ${String(count)} × ${explanationOf(fault)}`);
  const ofDocument = record.results.filter(({ blame }) => blame === "document");
  for (const { words = "", pointer } of ofDocument.slice(0, 20))
    console.log(`! ${words}\n    ${pointer}`);
  await writeReports(record, flags);
  const isEnough = flags.min === undefined || matrix.percent >= flags.min;
  if (!isEnough)
    refused(
      "contract/coverage",
      { percent: matrix.percent.toFixed(1), min: String(flags.min) },
      flags,
    );
  return isEnough && failures.length === 0 ? EXIT.clean : EXIT.document;
}

/** What a document without operations has instead. */
function othersOf({ unsent, webhooks }: ApiModel): string {
  const counts = [
    [unsent.length, "of TRACE, which nothing sends"],
    [webhooks.length, "among the webhooks"],
  ] as const;
  const found = counts.filter(([count]) => count > 0);
  return found.length === 0
    ? ""
    : `, but ${found.map(([count, which]) => `${String(count)} ${which}`).join(" and ")}`;
}

type Refusal =
  "contract/nothing" | "contract/packages" | "contract/client" | "contract/coverage" | "mock/start";

function refused<Code extends Refusal>(
  code: Code,
  params: Parameters<typeof diagnose<Code>>[2],
  { format = "text" }: Pick<ReportFlags, "format">,
): number {
  printDiagnostics([diagnose(code, undefined, params)], new Map(), format);
  return EXIT.document;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
