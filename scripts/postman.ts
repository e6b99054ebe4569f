import { Command } from "commander";
import { endedBy, runAsScript, throwing } from "./command-line.js";
import { EXIT } from "./exit.js";
import { examinePostman } from "./postman/examine.js";

const program = throwing(new Command("postman"))
  .description(
    "Runs the Postman collections of documents by Newman on a mock; Ajv judges every body, Prism every request.",
  )
  .argument("[documents...]", "OpenAPI documents; default: our own")
  .addHelpText(
    "after",
    "\nExample:\n  npm run postman -- openapi.yaml\n\nExit codes: 0 all green, 1 something is wrong, 2 the command line is.",
  );

/** The whole command; returns the exit code. */
export async function main(args: readonly string[]): Promise<number> {
  try {
    program.parse([...args], { from: "user" });
    const given = program.processedArgs[0] as readonly string[];
    let code: number = EXIT.clean;
    for (const document of given.length === 0 ? ["spec/openapi.yaml"] : given) {
      const { requests, assertions, bodies, faults } = await examinePostman(document);
      console.log(
        `${document}: ${String(requests)} requests, ${String(assertions)} assertions, ${String(bodies)} bodies of JSON, ${String(faults.length)} faults`,
      );
      for (const fault of faults.slice(0, 20)) console.log(`  ${fault.slice(0, 400)}`);
      if (faults.length > 0) code = EXIT.document;
    }
    return code;
  } catch (error) {
    return endedBy(error);
  }
}

await runAsScript(import.meta.url, main);
