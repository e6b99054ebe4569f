import { Command } from "commander";
import { availableParallelism } from "node:os";
import { endedBy, runAsScript, throwing } from "./command-line.js";
import { CommandLineFault } from "./fault.js";
import { mutate, type MutateFlags } from "./mutate/command.js";

const number =
  (option: string) =>
  (text: string): number => {
    if (!/^\d{1,9}$/.test(text))
      throw new CommandLineFault("option/invalid", { option, reason: "it is a whole number" });
    return Number(text);
  };

const program = throwing(new Command("mutate"))
  .description(
    "Breaks the document and the generated client in one place at a time, and says which breaks the contract suite notices.",
  )
  .option("-i, --input <document>", "OpenAPI document, YAML or JSON (default: our own)")
  .option("--client <folder>", "its generated package (default: generated anew, in memory)")
  .option("--seed <number>", "which mutants a sample takes", number("--seed"), 1)
  .option("--sample <count>", "how many", number("--sample"), 200)
  .option(
    "--minutes <count>",
    "after which a sample takes no further mutant",
    number("--minutes"),
    9,
  )
  .option("--full", "take all mutants, however long it lasts")
  .option("--grep <text>", "only mutants whose name contains it")
  .option("--log <file>", "keep what became of each mutant, and go on from there the next time")
  .option(
    "--jobs <count>",
    "processes that judge at once, half a gigabyte each (default: the machine's cores)",
    number("--jobs"),
  )
  .option("--min <percent>", "exit 1 when fewer are killed", number("--min"), 95)
  .addHelpText(
    "after",
    `
Examples:
  npm run mutate
  npm run mutate -- --seed 7 --sample 50
  npm run mutate -- --grep "drops required"
  npm run mutate -- --full --log mutants.jsonl

A log of another document, package or suite is begun anew. Survivors of our own document that need not
be noticed are listed in scripts/mutate/survivors.ts; one that is noticed, or is no mutant any more,
ends a --full run with 1.

Exit codes: 0 enough are killed; 1 fewer are, or the suite is not green without a mutant; 2 the command
line is at fault.`,
  );

type Given = Omit<MutateFlags, "input" | "jobs"> & Partial<Pick<MutateFlags, "input" | "jobs">>;

/** The whole command; returns the exit code. */
export async function main(args: readonly string[]): Promise<number> {
  try {
    program.parse([...args], { from: "user" });
    const { input, jobs, ...given } = program.opts<Given>();
    if (jobs === 0)
      throw new CommandLineFault("option/invalid", { option: "--jobs", reason: "it is 1 or more" });
    const flags = { ...given, jobs: jobs ?? availableParallelism() };
    const own = { client: "generated", ...flags, input: "spec/openapi.yaml", isOurs: true };
    return await mutate(input === undefined ? own : { ...flags, input });
  } catch (error) {
    return endedBy(error);
  }
}

await runAsScript(import.meta.url, main);
