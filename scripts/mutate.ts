import { Command } from "commander";
import { pathToFileURL } from "node:url";
import { suiteOf } from "../generator/index.js";
import { endedBy, throwing } from "./command-line.js";
import { sourcesIn } from "./contract/package.js";
import { readContractModel, startMock } from "./contract/session.js";
import { EXIT } from "./exit.js";
import { CommandLineFault } from "./fault.js";
import { Campaign } from "./mutate/campaign.js";
import type { MutantOutcome } from "./mutate/mutant.js";

interface Flags {
  readonly input: string;
  readonly client: string;
  readonly seed: number;
  readonly sample: number;
  readonly minutes: number;
  readonly full?: boolean;
  readonly grep?: string;
  readonly min: number;
}

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
  .option("-i, --input <document>", "OpenAPI document", "spec/openapi.yaml")
  .option("--client <folder>", "its generated package", "generated")
  .option("--seed <number>", "which mutants a sample takes", number("--seed"), 1)
  .option("--sample <count>", "how many", number("--sample"), 200)
  .option("--minutes <count>", "after which no further mutant is begun", number("--minutes"), 9)
  .option("--full", "all mutants, without an end of time")
  .option("--grep <text>", "only mutants whose name contains it")
  .option("--min <percent>", "exit 1 when fewer are killed", number("--min"), 95)
  .addHelpText(
    "after",
    "\nExamples:\n  npm run mutate\n  npm run mutate -- --seed 7 --sample 50\n  npm run mutate -- --full",
  );

/** The whole command; returns the exit code. */
export async function main(args: readonly string[]): Promise<number> {
  try {
    program.parse([...args], { from: "user" });
    return await mutate(program.opts<Flags>());
  } catch (error) {
    return endedBy(error);
  }
}

async function mutate({
  input,
  client,
  seed,
  sample,
  minutes,
  full = false,
  grep = "",
  min,
}: Flags): Promise<number> {
  const { model } = await readContractModel(input);
  if (model === undefined)
    throw new CommandLineFault("option/invalid", {
      option: "--input",
      reason: "the document is refused",
    });
  const suite = suiteOf(model);
  const sources = await sourcesIn(client);
  const started = await startMock(model, suite, false);
  try {
    const ground = { model, suite, sources, mock: started };
    const campaign = await Campaign.on(ground);
    const wrong = await campaign.baselineFaults();
    if (wrong.length > 0) {
      console.log("The suite is not green without a mutant, so that no score would mean anything:");
      for (const line of wrong.slice(0, 10)) console.log(`  ${line}`);
      return EXIT.document;
    }
    const all = campaign.mutants(seed).filter(({ id }) => id.includes(grep));
    const end = Date.now() + minutes * 60_000;
    const taken = full ? all : all.slice(0, sample);
    const outcomes = await campaign.judge(
      taken,
      () => !full && Date.now() > end,
      ({ id, outcome }) => {
        if (process.stderr.isTTY)
          process.stderr.write(`\u001b[2K\r${outcome.fate} ${id.slice(0, 100)}`);
      },
    );
    if (process.stderr.isTTY) process.stderr.write("\u001b[2K\r");
    const score = print(outcomes, all.length);
    return score >= min ? EXIT.clean : EXIT.document;
  } finally {
    await started.mock.stop();
  }
}

/** Prints what became of the mutants and returns the score in percent: of those that anything can notice. */
function print(outcomes: readonly MutantOutcome[], all: number): number {
  const judged = outcomes.filter(({ outcome }) => outcome.fate !== "equivalent");
  const isKilled = ({ outcome }: MutantOutcome): boolean => outcome.fate === "killed";
  const operatorOf = ({ of, operator }: MutantOutcome): string => `${of}: ${operator}`;
  for (const name of [...new Set(judged.map(operatorOf))].sort()) {
    const own = judged.filter((one) => operatorOf(one) === name);
    const killed = own.filter(isKilled).length;
    console.log(`${String(killed).padStart(5)} of ${String(own.length).padEnd(5)} ${name}`);
  }
  for (const { id, outcome } of outcomes)
    if (outcome.fate === "equivalent") console.log(`equivalent ${id}\n    ${outcome.reason}`);
  for (const { id, outcome } of outcomes)
    if (outcome.fate === "survived") console.log(`survived ${id}`);
  const killed = judged.filter(isKilled).length;
  const score = judged.length === 0 ? 100 : Math.floor((killed / judged.length) * 1000) / 10;
  console.log(
    `${String(killed)} of ${String(judged.length)} mutants killed, ${score.toFixed(1)} %; ` +
      `${String(outcomes.length - judged.length)} more behave as the original; ${String(all)} in all`,
  );
  return score;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.exitCode = await main(process.argv.slice(2));
}
