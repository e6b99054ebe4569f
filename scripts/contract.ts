import { Command } from "commander";
import { endedBy, runAsScript, throwing } from "./command-line.js";
import { addContractCommand } from "./contract/command.js";
import { EXIT } from "./exit.js";
import { namesDocument } from "./options.js";

/** `npm run contract`: `codegen contract` on our own document and package. Returns the exit code. */
export async function main(args: readonly string[]): Promise<number> {
  let code: Promise<number> = Promise.resolve(EXIT.clean);
  try {
    const program = throwing(new Command("contract"));
    addContractCommand(program, (result) => {
      code = result;
    });
    const isOwn = !namesDocument(args) && args[0] !== "merge";
    const own = isOwn ? ["--input", "spec/openapi.yaml", "--client", "generated"] : [];
    await program.parseAsync(["contract", ...args, ...own], { from: "user" });
    return await code;
  } catch (error) {
    return endedBy(error);
  }
}

await runAsScript(import.meta.url, main);
