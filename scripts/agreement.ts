#!/usr/bin/env node
import { Command, Option } from "commander";
import { compilers, type Compiler } from "./compilers.js";
import { anyPlaces, judge, subjectOf } from "./agreement/judge.js";
import { assess } from "./agreement/ledger.js";
import {
  findingsOf,
  heading,
  isClean,
  recordOf,
  rowsOf,
  type Outcome,
} from "./agreement/report.js";
import { endedBy, runAsScript, throwing } from "./command-line.js";
import { loadFrom, ownTemplates } from "./disk.js";
import { EXIT } from "./exit.js";

interface Given {
  readonly format: "text" | "json";
  readonly compiler?: Compiler;
}

const program = throwing(new Command("agreement"))
  .description(
    "Generates types and validators of documents in memory and asks compilers whether the output of every validator and its type are assignable to each other: components, request and response bodies, parameters, headers of answers.",
  )
  .argument("[documents...]", "OpenAPI documents", ["spec/openapi.yaml"])
  .addOption(
    new Option("--compiler <name>", "the one compiler to ask; default: all").choices(compilers),
  )
  .addOption(
    new Option("--format <format>", "how it is printed").choices(["text", "json"]).default("text"),
  )
  .addHelpText(
    "after",
    `
Examples:
  npm run agreement
  npm run agreement -- openapi.yaml --compiler typescript-7

Exit codes: 0 all agree but what the ledger (scripts/agreement/ledger.ts) explains; 1 something
differs, is any, or need not be in the ledger; 2 the command line is at fault.`,
  );

/** Generates one document's types and validators and has every compiler judge them, one after the other. */
async function examine(document: string, given: Given): Promise<Outcome> {
  const host = { load: loadFrom(document), templates: await ownTemplates() };
  const subject = await subjectOf(document, host);
  const judgements: Outcome["judgements"][number][] = [];
  for (const compiler of given.compiler === undefined ? compilers : [given.compiler]) {
    const judgement = await judge(subject, compiler);
    judgements.push({ ...judgement, assessment: assess(document, judgement) });
  }
  return { document, subject, anys: anyPlaces(subject), judgements };
}

/** The whole command; returns the exit code. */
export async function main(args: readonly string[]): Promise<number> {
  try {
    program.parse([...args], { from: "user" });
    return await examineAll(program.processedArgs[0] as readonly string[], program.opts<Given>());
  } catch (error) {
    return endedBy(error);
  }
}

async function examineAll(documents: readonly string[], given: Given): Promise<number> {
  if (given.format === "text") console.log(heading());
  let clean = true;
  const findings: string[] = [];
  for (const document of documents) {
    const outcome = await examine(document, given);
    clean &&= isClean(outcome);
    findings.push(...findingsOf(outcome));
    const lines = given.format === "json" ? [JSON.stringify(recordOf(outcome))] : rowsOf(outcome);
    for (const line of lines) console.log(line);
  }
  if (given.format === "text" && findings.length > 0) console.log(["", ...findings].join("\n"));
  return clean ? EXIT.clean : EXIT.document;
}

await runAsScript(import.meta.url, main);
