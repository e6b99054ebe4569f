import { Command } from "commander";
import { diagnose } from "../generator/index.js";
import { exitCodeOf, throwing } from "./command-line.js";
import { EXIT } from "./exit.js";
import { CommandLineFault, printDiagnostics } from "./fault.js";
import { startPrism } from "./prism.js";

const program = throwing(new Command("mock"))
  .description("Starts Prism on the Warehouse Sync document (or another) and stays until stopped.")
  .option("--input <document>", "document to mock", "spec/openapi.yaml")
  .option("--port <number>", "port to listen on; 0 takes a free one", "4010")
  .addHelpText(
    "after",
    `
Examples:
  npm run mock
  npm run mock -- --port 0 --input ../other/openapi.yaml`,
  );

/** Serves until a signal ends it. Returns the exit code when it could not begin, else nothing. */
async function main(args: readonly string[]): Promise<number | undefined> {
  try {
    program.parse([...args], { from: "user" });
    const { input, port } = program.opts<{ input: string; port: string }>();
    const mock = await startPrism(input, {
      port: portOf(port),
      onLine: (line) => console.log(line),
    });
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      process.once(signal, () => void mock.stop().then(() => process.exit(EXIT.clean)));
    }
    return undefined;
  } catch (error) {
    const usage = exitCodeOf(error);
    if (usage !== undefined) return usage;
    const reason = error instanceof Error ? error.message : String(error);
    printDiagnostics([diagnose("mock/start", undefined, { reason })], new Map(), "text");
    return EXIT.document;
  }
}

function portOf(text: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) {
    throw new CommandLineFault("option/invalid", {
      option: "--port",
      reason: "it is a number from 0 to 65535",
    });
  }
  return Number(text);
}

const code = await main(process.argv.slice(2));
if (code !== undefined) process.exitCode = code;
