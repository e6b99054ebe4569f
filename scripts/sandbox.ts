import { Command } from "commander";
import { endedBy, runAsScript, throwing } from "./command-line.js";
import { packageOf, readContractModel } from "./contract/session.js";
import { EXIT } from "./exit.js";
import { CommandLineFault } from "./fault.js";
import { SandboxClock, stepping } from "./sandbox/clock.js";
import { rehearse } from "./sandbox/rehearse.js";
import { startSandbox, type Sandbox } from "./sandbox/sandbox.js";

const DOCUMENT = "spec/openapi.yaml";

export interface SandboxWishes {
  readonly port?: number;
  readonly file?: string;
  readonly appears?: number;
  readonly tokenLasts?: number;
  readonly rate?: number;
  /** Seconds that pass with each request; default: the machine's own time. */
  readonly tick?: number;
}

async function ownParts() {
  const { model } = await readContractModel({ input: DOCUMENT });
  if (model === undefined) throw new Error(`${DOCUMENT} has no model`);
  return { model, pack: await packageOf({ input: DOCUMENT, client: "generated" }) };
}

/** Starts the sandbox of our own document. */
export async function ownSandbox({ tick, ...wishes }: SandboxWishes): Promise<Sandbox> {
  const { model, pack } = await ownParts();
  const clock = tick === undefined ? new SandboxClock(() => Date.now()) : stepping(tick * 1000);
  return startSandbox({ model, pack, clock, ...wishes });
}

const program = throwing(new Command("sandbox"))
  .description(
    "Serves a Warehouse Sync API that remembers: resources, runs that take their time and fail, schedules, limits.",
  )
  .option("--port <number>", "port to listen on; 0 takes a free one", whole("--port", 65_535), 4011)
  .option("--state <file>", "keep the state in a file (default: in memory)")
  .option(
    "--appears <seconds>",
    "until a created pipeline has reports",
    whole("--appears", 86_400),
    60,
  )
  .option("--token-lasts <seconds>", "until a token lapses", whole("--token-lasts", 86_400), 28_800)
  .option(
    "--rate <requests>",
    "that a workspace may send within a minute",
    whole("--rate", 1_000_000),
    600,
  )
  .option(
    "--tick <seconds>",
    "that pass with each request, instead of the machine's time",
    whole("--tick", 86_400),
  )
  .option(
    "--rehearse",
    "play the scenarios of scripts/sandbox/scenarios with the generated client, and end",
  )
  .addHelpText(
    "after",
    `
A connection whose settings mention "unreachable" is answered with 505, a client secret "wrong" with
401; runs fail whose query reads a table called missing…; a query with a semicolon is refused.

Examples:
  npm run sandbox
  npm run sandbox -- --state sandbox.json --rate 30
  npm start -- --sandbox`,
  );

async function main(args: readonly string[]): Promise<number | undefined> {
  try {
    program.parse([...args], { from: "user" });
    const {
      state,
      rehearse: isRehearsal,
      ...flags
    } = program.opts<Omit<SandboxWishes, "file"> & { state?: string; rehearse?: boolean }>();
    if (isRehearsal === true) return await rehearsal();
    const sandbox = await ownSandbox({ ...flags, ...(state === undefined ? {} : { file: state }) });
    console.log(`sandbox: ${sandbox.url}, tokens at ${sandbox.url}/oauth/token`);
    for (const signal of ["SIGINT", "SIGTERM"] as const)
      process.once(signal, () => void sandbox.stop().then(() => process.exit(EXIT.clean)));
    return undefined;
  } catch (error) {
    return endedBy(error);
  }
}

/** Prints how each scenario went. */
async function rehearsal(): Promise<number> {
  const { model, pack } = await ownParts();
  const results = await rehearse(model, pack);
  for (const { name, calls, fault } of results)
    console.log(
      `${fault === undefined ? "✓" : "✗"} ${name}, ${String(calls)} calls${fault === undefined ? "" : `\n    ${fault}`}`,
    );
  return results.some(({ fault }) => fault !== undefined) ? EXIT.document : EXIT.clean;
}

function whole(option: string, most: number): (text: string) => number {
  return (text) => {
    if (!/^\d{1,7}$/.test(text) || Number(text) > most)
      throw new CommandLineFault("option/invalid", {
        option,
        reason: `it is a number from 0 to ${String(most)}`,
      });
    return Number(text);
  };
}

await runAsScript(import.meta.url, main);
