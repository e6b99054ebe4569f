#!/usr/bin/env node
import { Command, Option } from "commander";
import { exitCodeOf, throwing } from "./command-line.js";
import { differences, entriesOf, ownLedger } from "./conformance/ledger.js";
import { printed, recorded, type Score } from "./conformance/report.js";
import { RUNS } from "./conformance/runs.js";
import { readSuite } from "./conformance/suite.js";
import { EXIT } from "./exit.js";
import { CommandLineFault } from "./fault.js";

interface Given {
  readonly run?: readonly string[];
  readonly format: "text" | "json";
}

/** The whole command; returns the exit code. */
export async function main(args: readonly string[]): Promise<number> {
  try {
    const command = program();
    await command.parseAsync([...args], { from: "user" });
    return await score(command.args[0] ?? "", command.opts<Given>());
  } catch (error) {
    const code = exitCodeOf(error);
    if (code === undefined) throw error;
    return code;
  }
}

function program(): Command {
  return throwing(new Command("conformance"))
    .description(
      "Asks the emitted validators the questions of the JSON Schema Test Suite and prints how many of its verdicts they give, per keyword, and the ledger of those they are known to miss.",
    )
    .argument("<folder>", "a checkout of the suite, or its tests/draft2020-12")
    .addOption(
      new Option("--run <name...>", "only these runs; default: all").choices(
        RUNS.map(({ name }) => name),
      ),
    )
    .addOption(
      new Option("--format <format>", "how it is printed")
        .choices(["text", "json"])
        .default("text"),
    )
    .addHelpText(
      "after",
      `
Runs:
${RUNS.map(({ name, title }) => `  ${name.padEnd(10)} ${title}`).join("\n")}

Examples:
  npm run conformance -- ../JSON-Schema-Test-Suite
  npm run --silent conformance -- ../JSON-Schema-Test-Suite --run 3.1 3.0 --format json

Exit codes: 0 every verdict is right or listed; 1 one is missed and not listed, or listed and right;
2 the command line is at fault.`,
    );
}

async function score(folder: string, { run, format }: Given): Promise<number> {
  const suite = await readSuite(folder);
  if (suite === undefined) {
    const reason = `there is no tests/draft2020-12 in "${folder}"`;
    throw new CommandLineFault("option/invalid", { option: "<folder>", reason });
  }
  const scores: Score[] = [];
  for (const each of RUNS) {
    if (run?.includes(each.name) ?? true)
      scores.push({ run: each, outcomes: await each.judge(suite) });
  }
  const names = scores.map((one) => one.run.name);
  const ledger = (await ownLedger()).filter((entry) => names.includes(entry.run));
  const found = scores.flatMap((one) => entriesOf(one.run.name, one.outcomes));
  const parted = differences(found, ledger);
  process.stdout.write(
    format === "json"
      ? `${JSON.stringify(recorded(scores, ledger, parted), null, 2)}\n`
      : `${printed(scores, ledger, parted)}\n`,
  );
  return parted.unlisted.length + parted.passing.length === 0 ? EXIT.clean : EXIT.document;
}

if (process.argv[1] !== undefined && /conformance(\.[jt]s)?$/.test(process.argv[1])) {
  process.exitCode = await main(process.argv.slice(2));
}
