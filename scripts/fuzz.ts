#!/usr/bin/env node
import { Command, InvalidArgumentError, Option } from "commander";
import { ledger } from "../test/fuzz/ledger.js";
import { exitCodeOf, runAsScript, throwing } from "./command-line.js";
import { EXIT } from "./exit.js";
import { runCampaign } from "./fuzz/campaign.js";
import { findingsOf, recordOf, textReport } from "./fuzz/report.js";
import { FOCUSES } from "./fuzz/schema-keywords.js";

interface Given {
  readonly seed: number;
  readonly seconds?: number;
  readonly cases?: number;
  readonly path?: number;
  readonly only?: string;
  readonly format: "text" | "json";
}

const DEFAULT_SECONDS = 60;

/** The whole command; returns the exit code: 1 where a disagreement is not in the ledger. */
export async function main(args: readonly string[]): Promise<number> {
  let code: number = EXIT.clean;
  const command = program().action(async (given: Given) => {
    code = await fuzz(given);
  });
  try {
    await command.parseAsync([...args], { from: "user" });
    return code;
  } catch (error) {
    const known = exitCodeOf(error);
    if (known === undefined) throw error;
    return known;
  }
}

function program(): Command {
  return throwing(new Command("fuzz"))
    .description(
      "Draws schemas and values, and compares every verdict of the generated validators with Ajv's. Disagreements are made small and printed.",
    )
    .addOption(new Option("--seed <n>", "what chance begins with").argParser(whole).default(1))
    .addOption(
      new Option("--seconds <n>", `how long to draw (default: ${String(DEFAULT_SECONDS)})`)
        .argParser(whole)
        .conflicts("cases"),
    )
    .addOption(new Option("--cases <n>", "stop after that many verdicts instead").argParser(whole))
    .addOption(
      new Option(
        "--path <n>",
        "judge only the document of that number, as a finding names it",
      ).argParser(whole),
    )
    .addOption(
      new Option("--only <keyword>", "give every component that keyword").argParser(keyword),
    )
    .addOption(
      new Option("--format <format>", "how the report is printed")
        .choices(["text", "json"])
        .default("text"),
    )
    .addHelpText(
      "after",
      [
        "",
        "Examples:",
        "  npm run fuzz -- --seconds 60 --seed 1",
        "  npm run fuzz -- --cases 20000 --only unevaluatedProperties",
        "  npm run fuzz -- --seed 7 --path 12",
        "",
        "Exit codes: 0 clean, 1 a disagreement that test/fuzz/ledger.ts does not know, 2 the command line is at fault.",
      ].join("\n"),
    );
}

async function fuzz({ seed, seconds, cases, path, only, format }: Given): Promise<number> {
  const tally = await runCampaign({
    seed,
    until: cases === undefined ? { seconds: seconds ?? DEFAULT_SECONDS } : { verdicts: cases },
    ...(path === undefined ? {} : { path }),
    ...(only === undefined ? {} : { only }),
    ledger,
    clock: () => performance.now(),
  });
  const options = { seed, ledger, ...(only === undefined ? {} : { only }) };
  const findings = await findingsOf(tally, options);
  const report =
    format === "json"
      ? JSON.stringify(recordOf(tally, findings, options), null, 2)
      : textReport(tally, findings, options);
  process.stdout.write(`${report}\n`);
  return findings.length > 0 ? EXIT.document : EXIT.clean;
}

function whole(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError("It must be a whole number.");
  return Number(text);
}

function keyword(name: string): string {
  if (FOCUSES.includes(name)) return name;
  throw new InvalidArgumentError(`It must be one of ${FOCUSES.join(", ")}.`);
}

await runAsScript(import.meta.url, main);
