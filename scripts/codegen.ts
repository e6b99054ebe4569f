#!/usr/bin/env node
import { Command } from "commander";
import { dirname, join, resolve } from "node:path";
import { diagnose, hasErrors, readModel, type Config } from "../generator/index.js";
import { endedBy, outliveReaders, throwing } from "./command-line.js";
import { addContractCommand } from "./contract/command.js";
import { addMockCommand } from "./contract/mock/command.js";
import { configNames } from "./config.js";
import { addDiffCommand } from "./diff/command.js";
import { ownVersion } from "./disk.js";
import { documentJobOf, opened, withConfig } from "./document-job.js";
import { tuneEngine } from "./engine.js";
import { EXIT, refusalOf } from "./exit.js";
import { CommandLineFault, printDiagnostics, type OutputFormat } from "./fault.js";
import { generateFrom, type Job } from "./generation.js";
import { addDocumentOptions, addOutputOptions } from "./options.js";
import { compareOutput, isOfOtherSettings, requireSettled, strayFiles } from "./output.js";
import { overrides, regenerate } from "./regeneration.js";
import { printStats, Stages } from "./stages.js";
import { watchGeneration } from "./watch.js";

interface Flags extends Omit<Config, "guides"> {
  readonly config?: string;
  readonly force?: boolean;
  readonly watch?: boolean;
  readonly stats?: boolean;
  readonly format: OutputFormat;
}

/** Writes the output folder; findings go to standard error, one line of summary to standard output. */
export async function runGenerate(flags: Flags): Promise<number> {
  if (flags.watch === true) {
    const config = flags.config ?? (flags.input === undefined ? configNames : []);
    return watchGeneration({ ...flags, job: () => jobOf(flags), config: [config].flat() });
  }
  const { job, output } = await jobOf(flags);
  const stages = flags.stats === true ? new Stages() : undefined;
  const wishes = { ...flags, ...(stages === undefined ? {} : { stages }) };
  const { code, summary } = await regenerate(job, output, wishes);
  if (summary !== undefined && flags.format === "text") console.log(`${output}: ${summary}`);
  if (summary !== undefined && stages !== undefined) {
    process.stderr.write(`${printStats(stages.stats(), flags.format)}\n`);
  }
  return code;
}

/** Writes nothing; exit 1 and a unified diff when the folder is not what the document generates. */
export async function runCheck(flags: Flags): Promise<number> {
  const { job, output } = await jobOf(flags);
  const result = await generateFrom(job);
  printDiagnostics(result.diagnostics, result.sources, flags.format);
  if (result.files === undefined) return refusalOf(result.diagnostics);
  await requireSettled(output);
  const { write, remove, edited, foreign, before } = compareOutput(output, result.files);
  const owned = new Set([...remove, ...edited]);
  const strays = (await strayFiles(output, result.files)).filter((path) => !owned.has(path));
  const findings = [
    ...[...write.keys()].map((path) => {
      const code = edited.includes(path)
        ? "output/edited"
        : foreign.includes(path)
          ? "output/foreign"
          : before.has(path)
            ? "output/stale"
            : "output/missing";
      return diagnose(code, undefined, { path: join(output, path) });
    }),
    ...[...remove, ...strays].map((path) =>
      diagnose("output/extra", undefined, { path: join(output, path) }),
    ),
  ];
  if (findings.length === 0) {
    if (flags.format === "text")
      console.log(
        `${output}: up to date, ${String(result.files.size)} files${overrides(result.overridden)}`,
      );
    return EXIT.clean;
  }
  if (flags.format === "text") {
    const { createTwoFilesPatch } = await import("diff");
    for (const [path, text] of write) {
      const name = `${output}/${path}`;
      console.log(
        createTwoFilesPatch(`a/${name}`, `b/${name}`, before.get(path) ?? "", text).trimEnd(),
      );
    }
  }
  const elsewhere = isOfOtherSettings(output, result.files)
    ? [diagnose("output/settings", undefined, { path: output })]
    : [];
  printDiagnostics([...elsewhere, ...findings], result.sources, flags.format);
  return EXIT.document;
}

/** Prints the model as JSON: what every emitter is told. */
async function runModel(flags: Flags): Promise<number> {
  const job = await documentJobOf(flags);
  const { options, load } = await opened(job);
  const { model, diagnostics, sources } = await readModel(options, { load, templates: {} });
  printDiagnostics(diagnostics, sources, flags.format);
  if (model === undefined || hasErrors(diagnostics)) return refusalOf(diagnostics);
  const { document: _document, ...rest } = model;
  console.log(JSON.stringify(rest, null, 2));
  return EXIT.clean;
}

/** What is to be written of a document, and where. */
async function jobOf({
  config,
  force: _force,
  watch: _watch,
  stats: _stats,
  format: _format,
  ...flags
}: Flags): Promise<{ job: Job; output: string }> {
  const options = await withConfig(config, flags);
  if (options.output === undefined)
    throw new CommandLineFault("option/required", { option: "--output" });
  const { output } = options;
  if (dirname(resolve(output)) === resolve(output)) {
    throw new CommandLineFault("option/invalid", {
      option: "--output",
      reason: "it is the root of the file system",
    });
  }
  if (resolve(output) === resolve(".") && flags.output !== "." && config === undefined) {
    throw new CommandLineFault("option/invalid", {
      option: "--output",
      reason: "it is the working directory",
    });
  }
  return { job: options, output };
}

function program(run: (code: Promise<number>) => void): Command {
  const root = throwing(new Command("codegen"))
    .option("-V, --version", "print the version of this toolchain")
    .description(
      "Turns an OpenAPI document into a typed client, zod validators, docs, a Postman collection and contract cases.",
    )
    .addHelpText(
      "after",
      `
Examples:
  codegen generate --input openapi.yaml --output client
  codegen generate --input api.json --output client --name @acme/api --include-tags Pets,Orders
  codegen check --input openapi.yaml --output client
  codegen model --input openapi.yaml > model.json
  codegen diff main:openapi.yaml openapi.yaml

Exit codes: 0 clean, 1 the document or the output is at fault, 2 the command line is.`,
    );
  addOutputOptions(
    root
      .command("generate")
      .description(
        "write the output folder; files an earlier run wrote and this one does not are deleted",
      ),
  )
    .option("--stats", "print what each stage took, and how much memory, to standard error")
    .option("--force", "overwrite files that were edited by hand or are not known to be generated")
    .option("-w, --watch", "generate again whenever a file that decides the output changes")
    .addHelpText(
      "after",
      "\nExample:\n  codegen generate --input openapi.yaml --output client --name pets-client",
    )
    .action((flags: Flags) => run(runGenerate(flags)));
  addOutputOptions(
    root
      .command("check")
      .description(
        "write nothing; print a unified diff and exit 1 when the output folder is not current",
      ),
  )
    .addHelpText(
      "after",
      "\nExample:\n  codegen check --input openapi.yaml --output client --name pets-client",
    )
    .action((flags: Flags) => run(runCheck(flags)));
  addDiffCommand(root, run);
  addDocumentOptions(
    root.command("model").description("print the model every emitter works from, as JSON"),
  )
    .addHelpText("after", "\nExample:\n  codegen model --input openapi.yaml")
    .action((flags: Flags) => run(runModel(flags)));
  addContractCommand(root, run);
  addMockCommand(root, run);
  return root;
}

/** The whole command; returns the exit code. Users never see a stack trace of a fault of theirs. */
export async function main(args: readonly string[]): Promise<number> {
  let code: Promise<number> = Promise.resolve(EXIT.clean);
  if (args.length === 1 && /^(?:-V|--version)$/.test(args[0] ?? "")) {
    console.log(await ownVersion());
    return code;
  }
  try {
    await program((run) => {
      code = run;
    }).parseAsync([...args], { from: "user" });
    return await code;
  } catch (error) {
    return endedBy(error);
  }
}

if (process.argv[1] !== undefined && /codegen(\.[jt]s)?$/.test(process.argv[1])) {
  tuneEngine();
  outliveReaders();
  void main(process.argv.slice(2)).then((code) => {
    process.exitCode = code;
  });
}
