import { build } from "esbuild";
import { spawn } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { requestFaults } from "../contract/mock/violations.js";
import { parsedJson } from "../json-text.js";
import type { Addresses } from "./addresses.js";
import { SAMPLES } from "./compile.js";
import type { Project } from "./project.js";
import type { Program } from "./samples.js";

const RUNNER = fileURLToPath(new URL("runner.mjs", import.meta.url));

/** Milliseconds a program may take: one that waits for a state or walks pages needs some. */
const PATIENCE = 30_000;

export interface Surroundings {
  readonly addresses: Addresses;
  /** Address of the mock that answers for all servers. */
  readonly mock: string;
  /** What the mock wants behind the path of an operation's requests, by the page of its samples; mostly nothing. */
  readonly segments: ReadonlyMap<string, string>;
  /** Values of the environment variables that samples read. */
  readonly env: Readonly<Record<string, string>>;
}

/** What came of a program: nothing where it ended well. */
type Outcome = ReadonlyMap<string, string>;

/**
 * Runs programs that have been compiled, as their users' Node would, one after another against the
 * mock. Returns why, by the name of each that failed: it threw, did not end, asked a stranger, or
 * sent what Prism refuses.
 */
export async function runPrograms(
  { folder }: Project,
  client: Program,
  programs: readonly Program[],
  { addresses, mock, segments, env }: Surroundings,
): Promise<Outcome> {
  await build({
    entryPoints: [client, ...programs].map(({ name }) => join(folder, SAMPLES, `${name}.ts`)),
    outdir: join(folder, SAMPLES),
    format: "esm",
    target: "node20",
    logLevel: "silent",
  });
  const order = {
    programs: programs.map(({ name, parts }) => ({
      name,
      segment: segments.get(parts[0]?.page ?? "") ?? "",
      file: pathToFileURL(join(folder, SAMPLES, `${name}.js`)).href,
    })),
    ...addresses,
    mock,
    patience: PATIENCE,
  };
  const lines = await answered(folder, JSON.stringify(order), env);
  const told = new Map<string, string | undefined>(
    lines.map(({ name, fault, violations }) => [
      name,
      // What Prism holds against a request says more than the error it answers with.
      violations
        .flatMap((header) =>
          requestFaults(new Response(null, { headers: { "sl-violations": header } })),
        )
        .at(0) ?? fault,
    ]),
  );
  return new Map(
    programs.flatMap(({ name }): [string, string][] => {
      const fault = told.has(name) ? told.get(name) : "it was not run: another ended the process";
      return fault === undefined ? [] : [[name, fault]];
    }),
  );
}

interface Line {
  readonly name: string;
  readonly fault?: string;
  readonly violations: readonly string[];
}

function answered(
  cwd: string,
  order: string,
  env: Readonly<Record<string, string>>,
): Promise<Line[]> {
  return new Promise((resolve) => {
    const { PATH = "" } = process.env;
    const child = spawn(process.execPath, [RUNNER], {
      cwd,
      // Nothing of ours reaches a sample: what it reads of the environment is invented.
      env: { PATH, ...env },
      stdio: ["pipe", "pipe", "ignore"],
    });
    let output = "";
    child.stdout.setEncoding("utf8").on("data", (piece: string) => (output += piece));
    child.once("close", () => {
      resolve(output.split("\n").flatMap((line) => (parsedJson(line) as Line | undefined) ?? []));
    });
    child.stdin.on("error", () => undefined).end(order);
  });
}
