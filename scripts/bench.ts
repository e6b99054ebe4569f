#!/usr/bin/env node
import { Argument, Command, InvalidArgumentError, Option } from "commander";
import type { Benchmark } from "./bench/benchmark.js";
import { documentsOf } from "./bench/documents.js";
import { findPeers, noPeers } from "./bench/peers.js";
import { printReport } from "./bench/report.js";
import { exitCodeOf, throwing } from "./command-line.js";
import { EXIT } from "./exit.js";

/** Each is loaded when it is asked for: what one measures must not have been loaded by another. */
const BENCHMARKS: { readonly [name: string]: () => Promise<Benchmark> } = {
  bundle: async () => (await import("./bench/bundles.js")).benchBundles,
  calls: async () => (await import("./bench/calls.js")).benchCalls,
  change: async () => (await import("./bench/changes.js")).benchChange,
  contract: async () => (await import("./bench/contract.js")).benchContract,
  generate: async () => (await import("./bench/generate.js")).benchGenerate,
  import: async () => (await import("./bench/construction.js")).benchConstruction,
  site: async () => (await import("./bench/site.js")).benchSite,
  typecheck: async () => (await import("./bench/typecheck.js")).benchTypecheck,
  validators: async () => (await import("./bench/validators.js")).benchValidators,
};

interface Flags {
  readonly documents?: string[];
  readonly rounds: number;
  readonly components: number;
  readonly peers: boolean;
  readonly format: "text" | "json";
}

const program = throwing(new Command("bench"))
  .description(
    "Measures what our output costs, against the output of others for the same documents.",
  )
  .addArgument(new Argument("<benchmark>", "what to measure").choices(Object.keys(BENCHMARKS)))
  .option("--documents <files...>", "OpenAPI documents (default: ours)")
  .option("--rounds <number>", "repetitions of each measurement", positive, 5)
  .option("--components <number>", "components measured of each document", positive, 100)
  .option("--no-peers", "install nothing, measure ours alone")
  .addOption(
    new Option("--format <format>", "how the result is printed")
      .choices(["text", "json"])
      .default("text"),
  )
  .addHelpText(
    "after",
    `
The peers, hey-api, kubb, orval and redocly, are pinned in scripts/bench/peers and installed into .cache/bench on
first use; offline, the notes say they are missing and the rest is measured. Times vary from run to
run: compare ratios, which are taken within one.

Examples:
  npm run bench -- validators
  npm run bench -- validators --documents museum.yaml box.json --format json`,
  );

function positive(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new InvalidArgumentError("it is a number from 1");
  return Number(text);
}

async function main(args: readonly string[]): Promise<number> {
  try {
    program.parse([...args], { from: "user" });
    const flags = program.opts<Flags>();
    const say = (line: string): void => void process.stderr.write(`… ${line}\n`);
    const documents = documentsOf(flags.documents);
    const run = await BENCHMARKS[program.args[0] ?? ""]?.();
    const report = await run?.({
      documents,
      peers: flags.peers ? findPeers(say) : noPeers("was not asked for"),
      rounds: flags.rounds,
      components: flags.components,
      say,
    });
    if (report === undefined) return EXIT.usage;
    console.log(flags.format === "json" ? JSON.stringify(report, null, 2) : printReport(report));
    return EXIT.clean;
  } catch (error) {
    const code = exitCodeOf(error);
    if (code === undefined) throw error;
    return code;
  }
}

process.exitCode = await main(process.argv.slice(2));
