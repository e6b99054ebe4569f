import type { Command } from "commander";
import { diagnose } from "../../../generator/index.js";
import { documentJobOf, type DocumentFlags } from "../../document-job.js";
import { EXIT, refusalOf } from "../../exit.js";
import { CommandLineFault, printDiagnostics, type OutputFormat } from "../../fault.js";
import { addDocumentOptions } from "../../options.js";
import { missingPackages } from "../installed.js";

interface Flags extends DocumentFlags {
  readonly port: number;
  readonly raw?: boolean;
  readonly check: boolean;
}

/** Adds `mock` to a program: it stays until it is stopped. */
export function addMockCommand(root: Command, run: (code: Promise<number>) => void): void {
  addDocumentOptions(
    root
      .command("mock")
      .description(
        "start Prism on a document, in words Prism understands, check every answer it will give, and stay until stopped",
      ),
  )
    .option("--port <number>", "port to listen on; 0 takes a free one", portOf, 4010)
    .option(
      "--raw",
      "serve the document in its own words, with the overlays and without what filters leave out",
    )
    .option("--no-check", "say ready without having asked for every answer")
    .addHelpText(
      "after",
      "\nExamples:\n  codegen mock --input openapi.yaml\n  codegen mock --input openapi.yaml --port 0 --no-check\n  codegen mock --input openapi.yaml --overlay ours.yaml --include-tags Pets,Orders\n\nOverlays, filters, what $ref may read and the config file are those of `generate`: name those that the\nclient was generated with, and the mock is of the same document.",
    )
    .action((flags: Flags) => {
      run(mock(flags));
    });
}

/** Serves until a signal ends it; only what could not begin has an exit code. */
async function mock({ port, raw = false, check, ...flags }: Flags): Promise<number> {
  const job = await documentJobOf(flags);
  const missing = missingPackages();
  if (missing.length > 0)
    return refused(
      diagnose("contract/packages", undefined, { packages: missing.join(" ") }),
      flags.format,
    );
  const [{ suiteOf }, { readContractModel, startMock }, { selfCheck }] = await Promise.all([
    import("../../../generator/index.js"),
    import("../session.js"),
    import("./self-check.js"),
  ]);
  const { model, diagnostics, sources } = await readContractModel(job);
  if (model === undefined) {
    printDiagnostics(diagnostics, sources, flags.format);
    return refusalOf(diagnostics);
  }
  const suite = suiteOf(model);
  let started;
  try {
    started = await startMock(model, suite, raw, port);
  } catch (error) {
    return refused(
      diagnose("mock/start", undefined, {
        reason: error instanceof Error ? error.message : String(error),
      }),
      flags.format,
    );
  }
  const { url, stop } = started.mock;
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => void stop().then(() => process.exit(EXIT.clean)));
  if (check) {
    const { answering, operations, examples, faults } = await selfCheck(model, suite, job, started);
    for (const { id, blame, words = "", pointer } of faults.slice(0, 20))
      console.log(`${blame} ${id}: ${words}\n    ${pointer}`);
    if (faults.length > 20) console.log(`  and ${String(faults.length - 20)} more`);
    console.log(
      `${String(answering)} of ${String(operations)} operations answer, ${String(examples)} documented answers are as the document says, ${String(faults.length)} are not`,
    );
  }
  console.log(`Prism is ready on ${url}`);
  return new Promise(() => undefined);
}

function refused(finding: ReturnType<typeof diagnose>, format: OutputFormat): number {
  printDiagnostics([finding], new Map(), format);
  return EXIT.document;
}

function portOf(text: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535)
    throw new CommandLineFault("option/invalid", {
      option: "--port",
      reason: "it is a number from 0 to 65535",
    });
  return Number(text);
}
