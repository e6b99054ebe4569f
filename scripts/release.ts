#!/usr/bin/env node
import { Command } from "commander";
import { writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { format } from "prettier";
import { stringify } from "yaml";
import { endedBy, runAsScript, throwing } from "./command-line.js";
import { readConfig } from "./config.js";
import { readVersion, versionOf, type Version } from "./diff/sources.js";
import { makeFolder } from "./disk.js";
import { EXIT, refusalOf } from "./exit.js";
import { CommandLineFault, printDiagnostics } from "./fault.js";
import { planRelease } from "./release/plan.js";
import { changelogEntry } from "./release/notes.js";
import { latestRelease } from "./release/versions.js";

interface Flags {
  readonly dryRun?: boolean;
  readonly input?: string;
}

/** The whole command; returns the exit code. */
export async function main(args: readonly string[]): Promise<number> {
  const command = throwing(new Command("release"))
    .description(
      "Says which version the changes since the last release ask for, with a changelog entry and migration notes; compiles the last release's consumer code against the new client; freezes the document.",
    )
    .option("--dry-run", "only say so, and freeze nothing")
    .option(
      "-i, --input <document>",
      "the document (default: that of the config file); releases lie in `releases/` beside it",
    )
    .addHelpText(
      "after",
      "\nExit codes: 0 released, or could be; 1 something stands in the way; 2 the command line is at fault.",
    );
  try {
    command.parse([...args], { from: "user" });
    return await release(command.opts<Flags>());
  } catch (error) {
    return endedBy(error);
  }
}

async function release({ dryRun = false, input }: Flags): Promise<number> {
  const entry = input ?? (await readConfig(undefined, process.cwd())).input;
  if (entry === undefined) throw new CommandLineFault("option/required", { option: "--input" });
  const folder = join(dirname(entry), "releases");
  const latest = await latestRelease(folder);
  const document = await versionOf(entry);
  if (latest === undefined) return first(document, folder, dryRun);
  const before = await versionOf(join(folder, `${latest}.yaml`));
  const today = new Date().toISOString().slice(0, 10);
  const plan = await planRelease(latest, before, document, today);
  if (!("version" in plan)) {
    for (const { diagnostics, sources } of plan) printDiagnostics(diagnostics, sources, "text");
    return refusalOf(plan.flatMap(({ diagnostics }) => diagnostics));
  }
  const { version, bump, changelog, migration, faults } = plan;
  if (bump !== undefined) {
    console.log(
      `${latest} → ${version}: ${bump}\n\n${changelog}\n\n## Migrating to ${version}\n\n${migration}`,
    );
  }
  printDiagnostics(faults, new Map(), "text");
  if (faults.length > 0) return EXIT.document;
  if (!dryRun) await freeze(document, join(folder, `${version}.yaml`));
  return EXIT.clean;
}

async function first(document: Version, folder: string, dryRun: boolean): Promise<number> {
  const { sound, diagnostics, sources } = await readVersion(document);
  if (sound === undefined) {
    printDiagnostics(diagnostics, sources, "text");
    return refusalOf(diagnostics);
  }
  const { version } = sound.model.info;
  console.log(changelogEntry(version, []));
  if (!dryRun) await freeze(document, join(folder, `${version}.yaml`));
  return EXIT.clean;
}

/** The document as it is read, in one file: later versions are compared with it, whatever becomes of its parts. */
async function freeze(document: Version, file: string): Promise<void> {
  const { sound } = await readVersion(document);
  if (sound === undefined) return;
  const text = await format(stringify(sound.document.root), { parser: "yaml", printWidth: 100 });
  await makeFolder(dirname(file));
  // What was released is never written again.
  await writeFile(file, text, { flag: "wx" }).catch(() => {
    throw new CommandLineFault("option/invalid", {
      option: file,
      reason: "it was released before",
    });
  });
  console.log(`\nfrozen: ${file}`);
}

await runAsScript(import.meta.url, main);
