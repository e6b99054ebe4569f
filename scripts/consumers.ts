#!/usr/bin/env node
import { Command, InvalidArgumentError, Option } from "commander";
import { endedBy, runAsScript, throwing } from "./command-line.js";
import { compilerExaminations } from "./consumers/compilers.js";
import { plan } from "./consumers/itinerary.js";
import { linterExaminations } from "./consumers/linters.js";
import { packAndInstall, type Parcel } from "./consumers/parcel.js";
import {
  EXERCISE,
  exerciseProgram,
  OURS,
  walkProgram,
  type Program,
} from "./consumers/programs.js";
import { linesOf, summary, type Row } from "./consumers/report.js";
import { runtimeExaminations } from "./consumers/runtimes.js";
import { openServer } from "./consumers/server.js";
import { openToolbox, type Toolbox } from "./consumers/toolbox.js";
import { KINDS, type Examination, type Kind } from "./consumers/trial.js";
import { EXIT } from "./exit.js";

interface Given {
  readonly only: readonly Kind[];
  readonly consumer?: readonly string[];
  readonly format: "text" | "json";
}

/** A document, and what its package is called where not by its title. */
interface Subject {
  readonly document: string;
  readonly name?: string;
}

const program = throwing(new Command("consumers"))
  .description(
    "Packs generated packages, installs the tarballs outside the repository and uses them as people do: on Node 20, 22 and 24 by import and require, Bun, Deno, workerd, and in Chromium as Vite bundles them; with every TypeScript since 5.4; by publint and attw.",
  )
  .argument("[documents...]", "OpenAPI documents; default: ours, and one made to try everything")
  .addOption(
    new Option("--only <kinds>", `some of: ${KINDS.join(", ")} (comma-separated)`)
      .argParser(kindsOf)
      .default(KINDS, "all"),
  )
  .option(
    "--consumer <texts...>",
    "only consumers whose names contain one of these: `Node 20`, `workerd`",
  )
  .addOption(
    new Option("--format <format>", "how it is printed; json: a line for each consumer")
      .choices(["text", "json"])
      .default("text"),
  )
  .addHelpText(
    "after",
    `
Every operation of a document is called for every JSON answer that its contract cases show, on a
server that gives it; requests and answers are validated.

Examples:
  npm run consumers
  npm run consumers -- openapi.yaml --only runtimes
  npm run consumers -- --consumer workerd --format json

Exit codes: 0 all work; 1 one does not, for the reason that is printed; 2 the command line is at
fault. What is not there, a browser for one, is skipped and said to be.`,
  );

function kindsOf(value: string): readonly Kind[] {
  const names = value.split(",").filter((name) => name !== "");
  const isKind = (name: string): name is Kind => KINDS.some((kind) => kind === name);
  if (names.length === 0 || !names.every(isKind))
    throw new InvalidArgumentError(`It must be some of ${KINDS.join(", ")}.`);
  return names;
}

/** The whole command; returns the exit code. */
export async function main(args: readonly string[]): Promise<number> {
  try {
    program.parse([...args], { from: "user" });
    const documents = program.processedArgs[0] as readonly string[];
    const subjects = documents.map((document): Subject => ({ document }));
    return await examineAll(
      subjects.length > 0 ? subjects : [EXERCISE, OURS],
      program.opts<Given>(),
    );
  } catch (error) {
    return endedBy(error);
  }
}

async function examineAll(subjects: readonly Subject[], given: Given): Promise<number> {
  const toolbox = openToolbox((line) => {
    console.error(line);
  });
  const rows: Row[] = [];
  for (const subject of subjects) rows.push(...(await examinePackage(subject, toolbox, given)));
  if (given.format === "text") console.log(`\n${summary(rows)}`);
  return rows.some(({ verdict }) => verdict === "fails") ? EXIT.document : EXIT.clean;
}

async function examinePackage(
  { document, name }: Subject,
  toolbox: Toolbox,
  given: Given,
): Promise<Row[]> {
  const isText = given.format === "text";
  const parcel = await packAndInstall(document, name);
  const server = await openServer();
  try {
    if (isText) console.log(`\n${parcel.name}, ${String(parcel.packed.length)} files`);
    const used =
      document === EXERCISE.document
        ? await exerciseProgram()
        : walkProgram(parcel, await plan(document, parcel));
    const all = examinationsOf({ toolbox, parcel, program: used, server });
    const rows: Row[] = [];
    for (const { kind, consumer, run } of all) {
      const isChosen = (given.consumer ?? [""]).some((text) => consumer.includes(text));
      if (!given.only.includes(kind) || !isChosen) continue;
      const begun = performance.now();
      const verdict = await run();
      const seconds = (performance.now() - begun) / 1000;
      const row: Row = { package: parcel.name, consumer, ...verdict, seconds };
      rows.push(row);
      for (const line of isText ? linesOf(row) : [JSON.stringify(row)]) console.log(line);
    }
    return rows;
  } finally {
    server.close();
    await parcel.remove();
  }
}

function examinationsOf(stage: {
  readonly toolbox: Toolbox;
  readonly parcel: Parcel;
  readonly program: Program;
  readonly server: Awaited<ReturnType<typeof openServer>>;
}): Examination[] {
  const { toolbox, parcel, program: used } = stage;
  return [
    ...linterExaminations(toolbox, parcel),
    ...runtimeExaminations(stage),
    ...compilerExaminations(toolbox, parcel, used),
  ];
}

await runAsScript(import.meta.url, main);
