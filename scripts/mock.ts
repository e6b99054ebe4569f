import { Command } from "commander";
import { startPrism } from "./prism.js";

const program = new Command("mock")
  .description("Starts Prism on the Warehouse Sync document (or another) and stays until stopped.")
  .option("--input <document>", "document to mock", "spec/openapi.yaml")
  .option("--port <number>", "port to listen on; 0 takes a free one", "4010")
  .addHelpText(
    "after",
    `
Examples:
  npm run mock
  npm run mock -- --port 0 --input ../other/openapi.yaml
`,
  )
  .exitOverride();

try {
  program.parse();
} catch (error) {
  // Commander has printed its message; help and version end with 0, everything else is the command line's fault.
  process.exit((error as { exitCode?: number }).exitCode === 0 ? 0 : 2);
}

const { input, port } = program.opts<{ input: string; port: string }>();
if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
  console.error(`error option/invalid: --port takes a number from 0 to 65535`);
  process.exit(2);
}
try {
  const mock = await startPrism(input, { port: Number(port), onLine: (line) => console.log(line) });
  process.once("SIGINT", () => void mock.stop().then(() => process.exit(0)));
  process.once("SIGTERM", () => void mock.stop().then(() => process.exit(0)));
} catch (error) {
  console.error(`error mock/start: ${(error as Error).message}`);
  process.exit(1);
}
