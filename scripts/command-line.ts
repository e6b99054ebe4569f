import { CommanderError, type Command } from "commander";
import { pathToFileURL } from "node:url";
import { diagnose } from "../generator/index.js";
import { EXIT, refusalOf } from "./exit.js";
import { CommandLineFault, OutputFault, printDiagnostics, RefusedDocument } from "./fault.js";

/** A command that throws what is wrong with the line instead of printing it; help still goes to standard output. */
export function throwing<C extends Command>(command: C): C {
  return command.exitOverride().configureOutput({ outputError: () => undefined });
}

/**
 * The exit code of what a command threw, its finding printed: help is clean, a fault of the command
 * line is one, a document that is refused and an output that cannot be written are the document's.
 * Undefined for anything else, which is the caller's.
 */
export function exitCodeOf(error: unknown): number | undefined {
  if (error instanceof CommanderError && error.exitCode === 0) return EXIT.clean;
  if (error instanceof RefusedDocument) {
    printDiagnostics(error.diagnostics, error.sources, "text");
    return refusalOf(error.diagnostics);
  }
  if (error instanceof OutputFault) {
    printDiagnostics([error.diagnostic], new Map(), "text");
    return EXIT.document;
  }
  const fault = error instanceof CommanderError ? faultOf(error) : error;
  if (fault === undefined) return EXIT.usage;
  if (!(fault instanceof CommandLineFault)) return undefined;
  printDiagnostics([fault.diagnostic], new Map(), "text");
  return EXIT.usage;
}

/**
 * The exit code of whatever ended a command, its finding printed. What we did not foresee is a fault
 * of ours: named as one, without a stack trace unless CODEGEN_DEBUG=1 asks for it.
 */
export function endedBy(error: unknown): number {
  const code = exitCodeOf(error);
  if (code !== undefined) return code;
  if (process.env.CODEGEN_DEBUG === "1") throw error;
  const reason = error instanceof Error ? error.message : String(error);
  printDiagnostics([diagnose("generator/fault", undefined, { reason })], new Map(), "text");
  return EXIT.document;
}

/** Goes on where nobody reads any more what is printed, as in `codegen model … | head`: what is to be done is done. */
export function outliveReaders(): void {
  for (const stream of [process.stdout, process.stderr])
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error;
    });
}

/**
 * Runs a command where its script, at `address`, is what was started, and not a module that another
 * imports. It sets the process's exit code where the command gives one.
 */
export async function runAsScript(
  address: string,
  main: (args: readonly string[]) => Promise<number | undefined>,
): Promise<void> {
  const [, started, ...args] = process.argv;
  if (started === undefined || address !== pathToFileURL(started).href) return;
  outliveReaders();
  const code = await main(args);
  if (code !== undefined) process.exitCode = code;
}

/** What commander found wrong, as one of our findings; undefined when it has only printed its help. */
function faultOf({ code, message }: CommanderError): CommandLineFault | undefined {
  if (code === "commander.help") return undefined;
  const option = /'(?:-\w, )?(--?[^\s',]+)/.exec(message)?.[1];
  const nearest = /Did you mean ([^\s?]+)\?/.exec(message)?.[1];
  if (code === "commander.unknownOption" && option !== undefined) {
    return new CommandLineFault(
      "option/unknown",
      nearest === undefined ? { option } : { option, nearest },
    );
  }
  const command = /unknown command '([^']*)'/.exec(message)?.[1];
  if (command !== undefined) {
    return new CommandLineFault(
      "option/unknown-command",
      nearest === undefined ? { command } : { command, nearest },
    );
  }
  if (code === "commander.optionMissingArgument") {
    return new CommandLineFault("option/invalid", {
      option: option ?? "",
      reason: "its value is missing",
    });
  }
  if (code === "commander.excessArguments") {
    return new CommandLineFault("option/invalid", {
      option: "the command line",
      reason: "there are more arguments than the command takes; quotes may be missing around one",
    });
  }
  const reason = message
    .replace(/^error: (?:option '[^']*' argument (?='))?/, "")
    .replace(/\s+/g, " ");
  return new CommandLineFault("option/invalid", { option: option ?? "the command line", reason });
}
