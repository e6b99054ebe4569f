#!/usr/bin/env node
import { Command } from "commander";
import { diff } from "../generator/index.js";
import { endedBy, runAsScript, throwing } from "./command-line.js";
import { readConfig } from "./config.js";
import { commitOf } from "./diff/git.js";
import { printReport } from "./diff/formats.js";
import { disagreements, opinionText } from "./diff/opinion.js";
import { reportOf } from "./diff/report.js";
import { readVersion, versionOf } from "./diff/sources.js";
import { EXIT, refusalOf } from "./exit.js";
import { CommandLineFault, printDiagnostics } from "./fault.js";
import { sizesAt, sizesOnDisk, sizeTable } from "./review/sizes.js";

/** The whole command; returns the exit code. Prints Markdown: what changed, the version that asks for, and sizes. */
export async function main(args: readonly string[]): Promise<number> {
  const command = throwing(new Command("review"))
    .description(
      "Says in Markdown what changed since a revision: for callers, the version, and the output's size.",
    )
    .argument("<revision>", "what to compare the working directory with: origin/main")
    .addHelpText(
      "after",
      "\nExit codes: 0 said; 1 a document is refused, or rules and values disagree; 2 the command line is at fault.",
    );
  try {
    command.parse([...args], { from: "user" });
    return await review(command.processedArgs[0] as string);
  } catch (error) {
    return endedBy(error);
  }
}

async function review(revision: string): Promise<number> {
  const { input, output } = await readConfig(undefined, process.cwd());
  if (input === undefined) throw new CommandLineFault("option/required", { option: "input" });
  const commit = await commitOf(revision);
  if (commit === undefined) throw new CommandLineFault("revision/unknown", { revision });
  const [before, after] = [await versionOf(`${commit}:${input}`), await versionOf(input)];
  const [from, to] = [await readVersion(before), await readVersion(after)];
  if (from.sound === undefined || to.sound === undefined) {
    for (const { diagnostics, sources } of [from, to])
      printDiagnostics(diagnostics, sources, "text");
    return refusalOf([...from.diagnostics, ...to.diagnostics]);
  }
  const { changes, opinion } = diff(from.sound, to.sound, {
    today: new Date().toISOString().slice(0, 10),
  });
  const names = { before: `${revision}:${input}`, after: input };
  const report = reportOf(names, changes, { before: from.sources, after: to.sources });
  const parts = [printReport(report, "markdown"), `${opinionText(opinion)}.`];
  if (output !== undefined)
    parts.push("### Size", sizeTable(await sizesAt(commit, output), await sizesOnDisk(output)));
  console.log(parts.join("\n\n"));
  const disputed = disagreements(opinion);
  printDiagnostics(disputed, new Map(), "text");
  return disputed.length > 0 ? EXIT.document : EXIT.clean;
}

await runAsScript(import.meta.url, main);
