import { Command } from "commander";
import { endedBy, throwing } from "./command-line.js";
import { addMockCommand } from "./contract/mock/command.js";
import { EXIT } from "./exit.js";
import { namesDocument } from "./options.js";

/** `npm run mock`: `codegen mock` on our own document. Returns the exit code. */
async function main(args: readonly string[]): Promise<number> {
  let code: Promise<number> = Promise.resolve(EXIT.clean);
  try {
    const program = throwing(new Command("mock"));
    addMockCommand(program, (result) => {
      code = result;
    });
    const own = namesDocument(args) ? [] : ["--input", "spec/openapi.yaml"];
    await program.parseAsync(["mock", ...args, ...own], { from: "user" });
    return await code;
  } catch (error) {
    return endedBy(error);
  }
}

process.exitCode = await main(process.argv.slice(2));
