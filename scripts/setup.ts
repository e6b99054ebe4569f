import { Command, Option } from "commander";
import { exitCodeOf, throwing } from "./command-line.js";
import { ownTemplates } from "./disk.js";
import { EXIT } from "./exit.js";
import { Flags, type Given } from "./setup/flags.js";
import { readPods } from "./setup/pods.js";
import { printed } from "./setup/print.js";
import { warehouses, type OptionDescription, type Warehouse } from "./setup/warehouses.js";

const PODS = new URL("../spec/pods.yaml", import.meta.url);

/** The whole command; returns the exit code. Prints texts to run in the warehouse and runs nothing itself. */
export async function main(args: readonly string[]): Promise<number> {
  try {
    await program().parseAsync([...args], { from: "user" });
    return EXIT.clean;
  } catch (error) {
    const code = exitCodeOf(error);
    if (code === undefined) throw error;
    return code;
  }
}

function program(): Command {
  const root = throwing(new Command("setup"))
    .description(
      "Prints what to run in a warehouse before mParticle can read it. Nothing is run, and no password is asked for.",
    )
    .addHelpText(
      "after",
      `\nExamples:\n${warehouses.map((one) => `  ${commandOf(one)}`).join("\n")}\n\nExit codes: 0 clean, 2 the command line is at fault.`,
    );
  for (const warehouse of warehouses) add(root, warehouse);
  return root;
}

function add(root: Command, warehouse: Warehouse): void {
  const command = root.command(warehouse.name).description(warehouse.description);
  for (const option of warehouse.options) command.addOption(optionOf(option));
  command
    .option("--part <name>", "print one part only, where there are several")
    .addOption(
      new Option("--format <format>", "how it is printed")
        .choices(["text", "json"])
        .default("text"),
    )
    .addHelpText("after", `\nExample:\n  ${commandOf(warehouse)}`)
    .action(async (given: Given & { readonly format: "text" | "json"; readonly part?: string }) => {
      const parts = warehouse.parts(new Flags(given), await readPods(PODS));
      const { format, part } = given;
      process.stdout.write(printed(parts, { format, part, templates: await ownTemplates() }));
    });
}

function optionOf({
  flags,
  description,
  default: standard,
  repeatable,
}: OptionDescription): Option {
  const option = new Option(flags, description);
  if (standard !== undefined) option.default(standard);
  if (repeatable === true) {
    option.argParser((value: string, before: readonly string[] | undefined) => [
      ...(before ?? []),
      value,
    ]);
  }
  return option;
}

function commandOf({ name, example }: Warehouse): string {
  return `npm run --silent setup -- ${name} ${example}`;
}

if (process.argv[1] !== undefined && /setup(\.[jt]s)?$/.test(process.argv[1])) {
  process.exitCode = await main(process.argv.slice(2));
}
