#!/usr/bin/env node
import { Command, InvalidArgumentError, Option } from "commander";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { killShots } from "./adversarial/kill-shots.js";
import { limitsHold } from "./adversarial/limits/limits.js";
import { casesOf, outcomesOf, type Outcome, type Scrutiny } from "./adversarial/matrix.js";
import { payloads } from "./adversarial/payloads.js";
import { positions } from "./adversarial/positions.js";
import { recordOf, textReport } from "./adversarial/report.js";
import { sampled } from "./adversarial/sample.js";
import { Visitor } from "./adversarial/site/chromium.js";
import type { Case } from "./adversarial/trial.js";
import { findChromium } from "./consumers/browser.js";
import { exitCodeOf, throwing } from "./command-line.js";
import { ownTemplates } from "./disk.js";
import { EXIT } from "./exit.js";
import { CommandLineFault } from "./fault.js";

interface Given {
  readonly section: "texts" | "site" | "limits" | "all";
  readonly grep?: RegExp;
  readonly texts: "one" | "all";
  readonly sample?: number;
  readonly seed: number;
  readonly format: "text" | "json";
  readonly keep?: string;
}

/** A section of cases. */
type Section = Exclude<Given["section"], "limits">;

function program(): Command {
  return throwing(new Command("adversarial"))
    .description(
      "Puts hostile texts at every position of a document, generates, imports and calls what comes out, and tells whether each was refused by name or arrived as it is, and nothing of it ran.",
    )
    .addOption(
      new Option(
        "--section <section>",
        "hostile texts in packages, in built sites, documents beyond the limits, or all of them",
      )
        .choices(["texts", "site", "limits", "all"])
        .default("all"),
    )
    .addOption(
      new Option("--texts <which>", "of each style one text at a position, or all of them")
        .choices(["one", "all"])
        .default("one"),
    )
    .option("--grep <pattern>", "only cases whose `position × style/name` matches", pattern)
    .option("--sample <count>", "only so many cases, drawn by the seed", whole)
    .option("--seed <number>", "what is drawn", whole, 1)
    .option("--keep <folder>", "write the document of every case that fails")
    .addOption(
      new Option("--format <format>", "how it is printed")
        .choices(["text", "json"])
        .default("text"),
    )
    .addHelpText(
      "after",
      `
Examples:
  npm run adversarial
  npm run adversarial -- --texts all --grep 'parameter/.* × quotes'
  npm run adversarial -- --section site --grep everywhere
  npm run adversarial -- --section limits
  npm run --silent adversarial -- --sample 50 --seed 7 --format json

Limits are measured where cases are not chosen (--grep, --sample), and told on stderr with --format json.

Exit codes: 0 every text was refused by name or arrived verbatim, and every document beyond
the limits was refused within them; 1 one did not, or ran; 2 the command line is at fault.`,
    );
}

/** The cases that options choose, in the order of the report. */
export function chosen({
  texts,
  grep,
  sample,
  seed,
}: Omit<Given, "section" | "format" | "keep">): Case[] {
  const cases = [...casesOf(positions, payloads, texts), ...killShots].filter(
    ({ position, payload }) => grep?.test(`${position} × ${payload}`) ?? true,
  );
  return sample === undefined ? cases : sampled(cases, sample, seed);
}

/** The whole command; returns the exit code. */
export async function main(args: readonly string[]): Promise<number> {
  try {
    const command = program();
    command.parse([...args], { from: "user" });
    const given = command.opts<Given>();
    const { section } = given;
    const codes = [
      ...(section === "limits" ? [] : [await examine({ ...given, section })]),
      ...(measuresLimits(given) ? [await limit(given)] : []),
    ];
    return Math.max(...codes);
  } catch (error) {
    const code = exitCodeOf(error);
    if (code === undefined) throw error;
    return code;
  }
}

/** A choice of cases is one of texts: all limits take half a minute. */
function measuresLimits({ section, grep, sample }: Given): boolean {
  if (section !== "all") return section === "limits";
  return grep === undefined && sample === undefined;
}

async function limit({ format }: Given): Promise<number> {
  const stream = format === "json" ? process.stderr : process.stdout;
  const failed = await limitsHold((line) => stream.write(`${line}\n`));
  return failed === 0 ? EXIT.clean : EXIT.document;
}

async function examine(given: Given & { readonly section: Section }): Promise<number> {
  const cases = chosen(given);
  if (cases.length === 0)
    throw new CommandLineFault("option/invalid", { option: "--grep", reason: "no case matches" });
  const outcomes = await judged(cases, given.section);
  process.stdout.write(
    given.format === "json"
      ? `${JSON.stringify(recordOf(outcomes), null, 2)}\n`
      : `${textReport(outcomes)}\n`,
  );
  const failed = outcomes.filter(({ faults }) => faults.length > 0);
  if (given.keep !== undefined) await keep(failed, given.keep);
  return failed.length === 0 ? EXIT.clean : EXIT.document;
}

async function judged(cases: readonly Case[], section: Section): Promise<Outcome[]> {
  const visitor = section === "texts" ? undefined : await openVisitor();
  try {
    const outcomes: Outcome[] = [];
    const scrutiny: Scrutiny = {
      package: section !== "site",
      site: section === "texts" ? false : { visitor },
    };
    for await (const some of outcomesOf(cases, await ownTemplates(), scrutiny)) {
      outcomes.push(...some);
      if (process.stderr.isTTY)
        process.stderr.write(`\r${String(outcomes.length)} of ${String(cases.length)}\u001b[K\r`);
    }
    return outcomes;
  } finally {
    await visitor?.close();
  }
}

/** Pages that no browser loads are judged by what they hold alone, and that is said. */
async function openVisitor(): Promise<Visitor | undefined> {
  const chromium = findChromium();
  if (chromium !== undefined) return Visitor.open(chromium.program);
  process.stderr.write("There is no Chromium on the path: pages are read, not loaded.\n");
  return undefined;
}

/** Writes the documents of cases, named by position and payload. */
async function keep(outcomes: readonly Outcome[], folder: string): Promise<void> {
  for (const { trial } of outcomes) {
    const name = `${trial.position} ${trial.payload}`.replace(/[^A-Za-z0-9]+/g, "-");
    await mkdir(join(folder, name), { recursive: true });
    const text = `${JSON.stringify(trial.placed.document, null, 2)}\n`;
    await writeFile(join(folder, name, "openapi.json"), text);
  }
}

function whole(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError("It must be a whole number.");
  return Number(text);
}

function pattern(text: string): RegExp {
  try {
    return new RegExp(text, "u");
  } catch {
    throw new InvalidArgumentError("It must be a regular expression.");
  }
}

if (process.argv[1] !== undefined && /adversarial(\.[jt]s)?$/.test(process.argv[1])) {
  process.exitCode = await main(process.argv.slice(2));
}
