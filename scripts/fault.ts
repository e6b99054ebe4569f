import {
  diagnose,
  formatDiagnostics,
  locateIn,
  recordDiagnostics,
  type Diagnostic,
  type Result,
} from "../generator/index.js";

type Code = Parameters<typeof diagnose>[0];

type Finding = { [C in Code]: [code: C, params: Parameters<typeof diagnose<C>>[2]] }[Code];

/** What ends a run, as the diagnostic that people are shown instead of a stack trace. */
class Fault extends Error {
  readonly diagnostic: Diagnostic;

  constructor(...[code, params]: Finding) {
    const diagnostic = diagnose(code, undefined, params as never);
    super(diagnostic.message);
    this.diagnostic = diagnostic;
  }
}

/** A fault of the command line or the config file: exit code 2. */
export class CommandLineFault extends Fault {}

/** A place in the output folder that cannot be read or written: exit code 1. */
export class OutputFault extends Fault {}

/** A document from which nothing can be made, with the findings to print: exit code 1. */
export class RefusedDocument extends Error {
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: Result["sources"];

  constructor({ diagnostics, sources }: Pick<Result, "diagnostics" | "sources">) {
    super(diagnostics.map(({ code, message }) => `${code}: ${message}`).join("\n"));
    this.diagnostics = diagnostics;
    this.sources = sources;
  }
}

export type OutputFormat = "text" | "json";

/** Findings as people or machines read them, to standard error. Colour only on a terminal. */
export function printDiagnostics(
  diagnostics: readonly Diagnostic[],
  sources: Result["sources"],
  format: OutputFormat,
): void {
  const locate = locateIn(sources);
  if (format === "json") {
    for (const record of recordDiagnostics(diagnostics, locate)) {
      process.stderr.write(`${JSON.stringify(record)}\n`);
    }
    return;
  }
  if (diagnostics.length === 0) return;
  const color = process.stderr.isTTY && process.env.NO_COLOR === undefined;
  // Of a fault that a document repeats, the first few show what it is; a command line is short.
  const limit = sources.size > 0 ? 10 : Infinity;
  process.stderr.write(`${formatDiagnostics(diagnostics, locate, { color, limit })}\n`);
}
