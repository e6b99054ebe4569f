import { Command, Option } from "commander";
import { readModel } from "../generator/index.js";
import { endedBy, runAsScript, throwing } from "./command-line.js";
import type { Compiler } from "./compilers.js";
import { readConfig } from "./config.js";
import { loadFrom } from "./disk.js";
import { EXIT, refusalOf } from "./exit.js";
import { CommandLineFault, printDiagnostics } from "./fault.js";
import { generateFrom, type Job } from "./generation.js";
import { isWhole, jsonReport, textReport } from "./reference/report.js";
import { verifyReference, type Generated, type VerifyOptions } from "./reference/verify.js";

const COMPILERS: Readonly<Record<string, Compiler>> = { "5.9": "typescript", "7": "typescript-7" };

const program = throwing(new Command("docs:verify"))
  .description(
    "Holds references to what they say: samples compile and run, links lead somewhere, and all of the document is told.",
  )
  .argument(
    "[documents...]",
    "OpenAPI documents; default: that of the config file, with its guides",
  )
  .addOption(
    new Option("--typescript <version>", "which compiler samples are given to")
      .choices(Object.keys(COMPILERS))
      .default("5.9"),
  )
  .option(
    "--sources",
    "use the package's sources, neither packed nor installed: faster, and says less",
  )
  .addOption(
    new Option("--format <format>", "how it is printed; json: a line for each document")
      .choices(["text", "json"])
      .default("text"),
  )
  .addHelpText(
    "after",
    `
The package is packed and installed outside the repository. Every TypeScript sample of its reference
is compiled in strict mode, all in one program, and run by Node against Prism; every curl sample is
run by curl; every link and anchor of the Markdown and of the built site is followed; and every
operation, parameter, constraint, status and schema of the document is looked for on its page.
What fails by a fault of the document's own, such as an example that contradicts its schema, or by a
known one of Prism's is listed as excused, with the reason, and is not counted.

Examples:
  npm run docs:verify
  npm run docs:verify -- openapi.yaml --typescript 7
  npm run --silent docs:verify -- openapi.yaml --format json

Exit codes: 0 all of it, 1 something is not as it says, or was not looked at, 2 the command line is
at fault.`,
  );

interface Flags {
  readonly typescript: string;
  readonly sources?: boolean;
  readonly format: "text" | "json";
}

/** The whole command; returns the exit code. */
export async function main(args: readonly string[]): Promise<number> {
  try {
    program.parse([...args], { from: "user" });
    const documents = program.processedArgs[0] as readonly string[];
    const flags = program.opts<Flags>();
    const jobs = documents.length > 0 ? documents.map((input) => ({ input })) : [await ownJob()];
    let code: number = EXIT.clean;
    for (const job of jobs) code = Math.max(code, await verify(job, flags));
    return code;
  } catch (error) {
    return endedBy(error);
  }
}

async function ownJob(): Promise<Job> {
  const { input, ...config } = await readConfig(undefined, process.cwd());
  if (input === undefined) throw new CommandLineFault("option/required", { option: "documents" });
  return { ...config, input };
}

async function verify(job: Job, { typescript, sources, format }: Flags): Promise<number> {
  const compiler = COMPILERS[typescript] ?? "typescript";
  const generated = await generatedFrom(job);
  if (typeof generated === "number") return generated;
  const options: VerifyOptions = {
    compiler,
    package: sources === true ? "sources" : "packed",
    ...(format === "text" && {
      onStep: (step) => void process.stderr.write(`… ${job.input}: ${step}\n`),
    }),
  };
  const tally = await verifyReference(generated, options);
  console.log(
    format === "json" ? jsonReport(job.input, compiler, tally) : textReport(job.input, tally),
  );
  return isWhole(tally) ? EXIT.clean : EXIT.document;
}

/** All that a document generates, and its model; the exit code where it is refused. */
async function generatedFrom({ only: _only, ...job }: Job): Promise<Generated | number> {
  const { files, diagnostics, sources } = await generateFrom(job);
  const { model } = await readModel(job, { load: loadFrom(job.input), templates: {} });
  if (files === undefined || model === undefined) {
    printDiagnostics(diagnostics, sources, "text");
    return refusalOf(diagnostics);
  }
  return { files, model, diagnostics };
}

await runAsScript(import.meta.url, main);
