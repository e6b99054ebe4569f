import { fileURLToPath } from "node:url";
import { diagnose } from "../generator/index.js";
import { runGenerate } from "./codegen.js";
import { exitCodeOf } from "./command-line.js";
import { EXIT } from "./exit.js";
import { printDiagnostics } from "./fault.js";
import { startPrism, type Mock } from "./prism.js";
import { ownSandbox } from "./sandbox.js";
import { Catalogue } from "./tutorial/catalogue.js";
import { TutorialFault } from "./tutorial/fault.js";
import { loadGenerated } from "./tutorial/generated.js";
import { Printer } from "./tutorial/print.js";
import { readSettings, targetOf, type Settings } from "./tutorial/settings.js";
import { MissingVariables, runTutorial } from "./tutorial/tutorial.js";

const DOCUMENT = "spec/openapi.yaml";
const OUTPUT = "generated";

/** The main job: generate, then walk the tutorial. Returns the exit code. */
async function main(args: readonly string[]): Promise<number> {
  const printer = new Printer((line) => console.log(line));
  try {
    const settings = readSettings(args, process.env);
    const code = await runGenerate({ format: "text" });
    if (code !== EXIT.clean) return code;
    await tutorial(settings, printer);
    return EXIT.clean;
  } catch (error) {
    const usage = exitCodeOf(error);
    if (usage !== undefined) return usage;
    if (error instanceof MissingVariables) {
      const findings = error.names.map((option) =>
        diagnose("option/required", undefined, { option }),
      );
      printDiagnostics(findings, new Map(), "text");
      return EXIT.usage;
    }
    printer.to((line) => console.error(line)).fault(error);
    return EXIT.document;
  }
}

async function tutorial(settings: Settings, printer: Printer): Promise<void> {
  const mock = settings.server === undefined ? await mocked(settings.sandbox) : undefined;
  try {
    const catalogue = await Catalogue.read(DOCUMENT);
    const generated = await loadGenerated(OUTPUT);
    const target = targetOf(settings, mock?.url, catalogue.tokenUrl);
    printer.line(
      mock === undefined
        ? `server: ${target.baseUrl}`
        : `${settings.sandbox ? "sandbox: " : "mock: Prism on "}${mock.url}`,
    );
    await runTutorial({
      settings,
      env: process.env,
      catalogue,
      generated,
      target,
      ...(mock === undefined ? {} : { mock: mock.url }),
      printer,
      send: globalThis.fetch,
    });
  } finally {
    await mock?.stop();
  }
}

/** Seconds between requests on the sandbox: a report is asked for once too early, then it is there. */
const TICK = 40;

async function mocked(sandbox: boolean): Promise<Mock> {
  try {
    if (sandbox) return await ownSandbox({ tick: TICK });
    return await startPrism(DOCUMENT);
  } catch (error) {
    throw new TutorialFault(
      "tutorial/mock-failed",
      error instanceof Error ? error.message : String(error),
    );
  }
}

// Ending early still runs the exit listeners, one of which stops the mock.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(130));
process.chdir(fileURLToPath(new URL("..", import.meta.url)));
process.exitCode = await main(process.argv.slice(2));
