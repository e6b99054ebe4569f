import type { Diagnostic } from "../generator/index.js";

/** Exit codes of every command. @see README, "Exit codes" */
export const EXIT = {
  clean: 0,
  /** The document or the output is at fault. */
  document: 1,
  /** The command line or the config file is at fault. */
  usage: 2,
} as const;

/** The code of a run that was refused: the command line's, where it alone is at fault. */
export function refusalOf(diagnostics: readonly Diagnostic[]): number {
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  const isUsage = errors.length > 0 && errors.every(({ code }) => code.startsWith("option/"));
  return isUsage ? EXIT.usage : EXIT.document;
}
