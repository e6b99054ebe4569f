import { readFile } from "node:fs/promises";
import { METHODS, suiteOf, type ApiModel } from "../../../generator/index.js";
import { codeOf } from "../../disk.js";
import { EXIT } from "../../exit.js";
import { CommandLineFault } from "../../fault.js";
import { Caller } from "../call.js";
import { Redaction } from "../exchange.js";
import { nothingMatches } from "../flags.js";
import { printMatrix } from "../matrix.js";
import type { ClientPackage } from "../package.js";
import { failuresOf, matrixOfRun, type RunRecord } from "../record.js";
import { writeReports, writeText, type ReportFiles } from "../report/files.js";
import { linkScenarios } from "../stateful/links.js";
import { play, type ScenarioResult } from "../stateful/play.js";
import { operationsOf, readScript, type Scenario, type Script } from "../stateful/scenario.js";
import type { Patched } from "./amendment.js";
import { liveCredentials } from "./credentials.js";
import { observe } from "./observe.js";
import { liveRecord } from "./record.js";

export interface LiveFlags extends ReportFiles {
  readonly input: string;
  readonly server: string;
  readonly allow?: string;
  readonly scenarios?: string;
  readonly patch?: string;
  readonly grep?: RegExp;
  /** Percent of the documented answers seen below which the run fails; default: none. */
  readonly min?: number;
}

/** Operations that are named to who calls one that is not there. */
const MOST_NAMES = 10;

/** Holds a real API against the document and says where they part. Returns the exit code. */
export async function live(
  model: ApiModel,
  document: Patched,
  pack: ClientPackage,
  flags: LiveFlags,
): Promise<number> {
  const { input, grep, min = 0 } = flags;
  const server = addressOf(flags.server);
  const methods = methodsOf(flags.allow);
  const { auth, secrets } = liveCredentials(model, process.env);
  const suite = suiteOf(model);
  const scenarios = await scenariosOf(model, suite, methods, flags.scenarios);
  const redaction = new Redaction(model);
  const observed = await observe(model, suite, pack, {
    server,
    methods,
    auth,
    redaction,
    ...(grep === undefined ? {} : { grep }),
  });
  if (grep !== undefined && observed.length === 0) throw nothingMatches();
  const caller = new Caller(pack, auth, redaction);
  const played: ScenarioResult[] = [];
  const wait = (seconds: number): Promise<void> =>
    new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  for (const scenario of scenarios)
    played.push(await play(scenario, { caller, suite, baseUrl: server, wait }));
  const record = liveRecord(model, suite, observed, played, {
    input,
    server,
    methods,
    document,
    secrets: [...secrets, ...redaction.seen],
  });
  for (const line of linesOf(record)) console.log(line);
  const { patch, json, junit, html } = flags;
  if (patch !== undefined) await writeText(patch, `${JSON.stringify(record.patch, null, 2)}\n`);
  await writeReports(record, {
    ...(json === undefined ? {} : { json }),
    ...(junit === undefined ? {} : { junit }),
    ...(html === undefined ? {} : { html }),
  });
  const isClean = failuresOf(record).length === 0 && matrixOfRun(record).percent >= min;
  return isClean ? EXIT.clean : EXIT.document;
}

/** The matrix of the answers seen, each difference once, each scenario, and what it comes to. */
function linesOf(record: RunRecord): string[] {
  const { results } = record;
  const differences = results.flatMap(({ operation, drifts = [] }) =>
    drifts.map(({ kind, words, pointer }) => `✗ ${kind}, ${operation}: ${words}\n    ${pointer}`),
  );
  const silent = results.filter(({ kind, answer }) => kind === "live" && answer === undefined);
  const scenarios = results.filter(({ kind }) => kind === "scenario");
  const distinct = [...new Set(differences)];
  return [
    printMatrix(matrixOfRun(record)),
    ...distinct,
    ...silent.map(({ id, words = "" }) => `✗ ${id}: ${words}`),
    ...scenarios.map(
      ({ id, blame, words = "" }) => `${blame === "passed" ? "✓" : "✗"} ${id}: ${words}`,
    ),
    `${String(results.length - scenarios.length)} requests sent, ${String(distinct.length)} differences from the document, ${String(silent.length)} without an answer`,
  ];
}

async function scenariosOf(
  model: ApiModel,
  suite: ReturnType<typeof suiteOf>,
  methods: ReadonlySet<string>,
  file: string | undefined,
): Promise<Scenario[]> {
  if (file === undefined) return [];
  let own: Script;
  try {
    own = readScript(await readFile(file, "utf8"));
  } catch (error) {
    throw new CommandLineFault("option/invalid", {
      option: "--scenarios",
      reason: reasonOf(error),
    });
  }
  const names = new Set(model.operations.map(({ name }) => name));
  const unknown = [...operationsOf(own)].find((name) => !names.has(name));
  if (unknown !== undefined)
    throw new CommandLineFault("option/invalid", {
      option: "--scenarios",
      reason: `the document has no operation ${unknown}, but ${[...names].slice(0, MOST_NAMES).join(", ")}${names.size > MOST_NAMES ? " and others" : ""}`,
    });
  const isAllowed = ({ steps }: Scenario): boolean =>
    steps.every(
      (step) =>
        "wait" in step ||
        methods.has(model.operations.find(({ name }) => name === step.call)?.method ?? "get"),
    );
  const refused = own.scenarios.find((one) => !isAllowed(one));
  if (refused !== undefined)
    throw new CommandLineFault("option/invalid", {
      option: "--scenarios",
      reason: `"${refused.name}" sends more than --allow permits`,
    });
  return [...own.scenarios, ...linkScenarios(model, suite, own.preparations).filter(isAllowed)];
}

function addressOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (
    url === undefined ||
    !/^https?:$/.test(url.protocol) ||
    url.username !== "" ||
    url.password !== ""
  )
    throw new CommandLineFault("option/invalid", {
      option: "--server",
      reason: "it is no web address without user and password",
    });
  const isLoopback = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(url.hostname);
  if (url.protocol === "http:" && !isLoopback)
    throw new CommandLineFault("option/invalid", {
      option: "--server",
      reason: "credentials travel there: use https, except on this machine",
    });
  return url.href.replace(/\/+$/, "");
}

/** GET is always allowed; whatever else changes something has to be named. */
function methodsOf(allowed = ""): ReadonlySet<string> {
  const names = allowed
    .split(",")
    .filter((name) => name !== "")
    .map((name) => name.toLowerCase());
  const unknown = names.find((name) => !METHODS.some((method) => method === name));
  if (unknown !== undefined)
    throw new CommandLineFault("option/invalid", {
      option: "--allow",
      reason: `${unknown} is no method`,
    });
  return new Set(["get", ...names]);
}

function reasonOf(error: unknown): string {
  if (codeOf(error) === "ENOENT") return "there is no such file";
  return error instanceof Error ? error.message : String(error);
}
