#!/usr/bin/env node
import { Command, InvalidArgumentError, Option } from "commander";
import { basename, extname, join } from "node:path";
import { exitCodeOf, runAsScript, throwing } from "./command-line.js";
import { compilers, type Compiler } from "./compilers.js";
import { entriesOf } from "./corpus/entries.js";
import { excused } from "./corpus/ledger.js";
import { passed, STAGES, type Outcome, type Stage } from "./corpus/outcome.js";
import { heading, recordOf, rowOf, summary } from "./corpus/report.js";
import { runExamination } from "./corpus/run.js";
import { EXIT } from "./exit.js";

interface Given {
  readonly only?: readonly Stage[];
  readonly typescript: keyof typeof COMPILERS;
  readonly format: "text" | "json";
  readonly keep?: string;
}

const COMPILERS = {
  "5.9": ["typescript"],
  "7": ["typescript-7"],
  both: compilers,
} satisfies { readonly [version: string]: readonly Compiler[] };

const program = throwing(new Command("corpus"))
  .description(
    "Takes documents through the whole chain: generate, compile, import, agree with Ajv on examples, composed values and one-change mutants, and resolve the links of the reference.",
  )
  .argument("<documents...>", "OpenAPI documents, and folders of them")
  .option("--only <stages>", `some of: ${STAGES.join(", ")} (comma-separated)`, stagesOf)
  .addOption(
    new Option("--typescript <version>", "the compilers to ask")
      .choices(Object.keys(COMPILERS))
      .default("7"),
  )
  .addOption(
    new Option("--format <format>", "how it is printed; json: a line for each document")
      .choices(["text", "json"])
      .default("text"),
  )
  .option("--keep <folder>", "leave what was generated there, a folder for each document")
  .addHelpText(
    "after",
    `
Stages:
  generate  everything is generated, without an error
  strict    the sources compile: strict, modules found as bundlers do
  exact     they compile with exactOptionalPropertyTypes and noUncheckedIndexedAccess, by NodeNext
  import    every module imports
  agree     validators give Ajv's verdict, and return what they accept as it was
  docs      links of the reference lead to pages and anchors

Of a folder, files with a top-level \`openapi\` are taken, unless another file there refers to them.

Examples:
  npm run corpus -- openapi.yaml
  npm run corpus -- documents --only strict,exact --typescript both
  npm run corpus -- documents --format json --keep out

Exit codes: 0 all pass; 1 something is wrong that the ledger (scripts/corpus/ledger.ts) does not
explain, or the ledger explains what is not wrong; 2 the command line is at fault.`,
  );

function stagesOf(value: string): readonly Stage[] {
  const names = value.split(",").filter((name) => name !== "");
  const isStage = (name: string): name is Stage => STAGES.some((stage) => stage === name);
  if (names.length === 0 || !names.every(isStage))
    throw new InvalidArgumentError(`It must be some of ${STAGES.join(", ")}.`);
  return STAGES.filter((stage) => names.includes(stage));
}

/** The whole command; returns the exit code. */
export async function main(args: readonly string[]): Promise<number> {
  try {
    program.parse([...args], { from: "user" });
    const documents = await entriesOf(program.processedArgs[0] as readonly string[]);
    return await run(documents, program.opts<Given>());
  } catch (error) {
    const code = exitCodeOf(error);
    if (code === undefined) throw error;
    return code;
  }
}

/** One document after the other: a compiler and a generator of large ones fill a machine. */
async function run(documents: readonly string[], given: Given): Promise<number> {
  const stages = given.only ?? STAGES;
  const outcomes: Outcome[] = [];
  const isText = given.format === "text";
  if (isText) console.log(heading(stages));
  for (const [index, document] of documents.entries()) {
    const assignment = {
      document,
      stages,
      compilers: COMPILERS[given.typescript],
      ...(given.keep === undefined ? {} : { keep: join(given.keep, folderOf(document, index)) }),
    };
    const outcome = excused(
      await runExamination(assignment, (stage) => {
        if (process.stderr.isTTY) process.stderr.write(`\u001b[2K\r${document}: ${stage}`);
      }),
    );
    if (process.stderr.isTTY) process.stderr.write("\u001b[2K\r");
    outcomes.push(outcome);
    console.log(isText ? rowOf(outcome, stages) : JSON.stringify(recordOf(outcome, stages)));
  }
  if (isText) console.log(summary(outcomes, stages));
  return outcomes.every((outcome) => passed(outcome, stages)) ? EXIT.clean : EXIT.document;
}

function folderOf(document: string, index: number): string {
  const name = basename(document, extname(document)).replace(/[^A-Za-z0-9_-]/g, "-");
  return `${String(index + 1)}-${name}`;
}

await runAsScript(import.meta.url, main);
