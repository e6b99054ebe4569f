import {
  diagnose,
  formatDiagnostics,
  locateIn,
  recordDiagnostics,
  type Diagnostic,
  type Result,
} from "../generator/index.js";

type Code = Parameters<typeof diagnose>[0];

/** A fault of the command line or the config file: printed as a diagnostic, exit code 2. */
export class CommandLineFault extends Error {
  readonly diagnostic: Diagnostic;

  constructor(
    ...[code, params]: { [C in Code]: [code: C, params: Parameters<typeof diagnose<C>>[2]] }[Code]
  ) {
    const diagnostic = diagnose(code, undefined, params as never);
    super(diagnostic.message);
    this.diagnostic = diagnostic;
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
