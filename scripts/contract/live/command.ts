import { readFile, writeFile } from "node:fs/promises";
import { METHODS, suiteOf, type ApiModel, type Json } from "../../../generator/index.js";
import { EXIT } from "../../exit.js";
import { CommandLineFault } from "../../fault.js";
import { Caller } from "../call.js";
import { Redaction } from "../exchange.js";
import type { ClientPackage } from "../package.js";
import { linkScenarios } from "../stateful/links.js";
import { play, type ScenarioResult } from "../stateful/play.js";
import { readScenarios, type Scenario } from "../stateful/scenario.js";
import { liveCredentials } from "./credentials.js";
import { observe, type Observation } from "./observe.js";

export interface LiveFlags {
  readonly server: string;
  readonly allow?: string;
  readonly scenarios?: string;
  readonly json?: string;
  readonly patch?: string;
  readonly grep?: RegExp;
}

/** Holds a real API against the document and says where they part. Returns the exit code. */
export async function live(
  model: ApiModel,
  pack: ClientPackage,
  flags: LiveFlags,
): Promise<number> {
  const server = addressOf(flags.server);
  const methods = methodsOf(flags.allow);
  const { auth, secrets } = liveCredentials(model, process.env);
  const suite = suiteOf(model);
  const observations = await observe(model, suite, pack, {
    server,
    methods,
    auth,
    ...(flags.grep === undefined ? {} : { grep: flags.grep }),
  });
  const scenarios = await scenariosOf(model, suite, methods, flags.scenarios);
  const caller = new Caller(pack, auth, new Redaction(model));
  const played: ScenarioResult[] = [];
  const wait = (seconds: number): Promise<void> =>
    new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  for (const scenario of scenarios)
    played.push(await play(scenario, { caller, suite, baseUrl: server, wait }));
  const hidden = (text: string): string =>
    secrets.reduce((shown, secret) => shown.replaceAll(secret, "[redacted]"), text);
  for (const line of linesOf(observations, played)) console.log(hidden(line));
  const patch = patchOf(observations);
  if (flags.patch !== undefined)
    await write(flags.patch, hidden(`${JSON.stringify(patch, null, 2)}\n`));
  if (flags.json !== undefined)
    await write(
      flags.json,
      hidden(`${JSON.stringify({ version: 1, observations, played, patch })}\n`),
    );
  const isClean =
    observations.every(({ drifts }) => drifts.length === 0) &&
    played.every(({ fault }) => fault === undefined);
  return isClean ? EXIT.clean : EXIT.document;
}

function linesOf(
  observations: readonly Observation[],
  played: readonly ScenarioResult[],
): string[] {
  const drifts = observations.flatMap((one) => one.drifts);
  const silent = observations.filter(({ silence }) => silence !== undefined);
  const seen = new Set<string>();
  return [
    ...drifts.flatMap(({ operation, kind, words, pointer }) => {
      const line = `${kind} ${operation}: ${words}\n    ${pointer}`;
      if (seen.has(line)) return [];
      seen.add(line);
      return [line];
    }),
    ...silent.map(({ operation, silence = "" }) => `silent ${operation}: ${silence}`),
    ...played.map(({ name, calls, fault }) =>
      fault === undefined ? `✓ ${name}, ${String(calls)} calls` : `✗ ${name}: ${fault}`,
    ),
    `${String(observations.length)} requests sent, ${String(seen.size)} differences from the document, ${String(silent.length)} without an answer`,
  ];
}

/** One patch of the document for all that was seen; what is added twice is added once. */
function patchOf(observations: readonly Observation[]): Json[] {
  const all = observations.flatMap(({ drifts }) => drifts.flatMap(({ patch }) => patch));
  return [...new Map(all.map((one) => [String(one["path"]), one])).values()];
}

async function scenariosOf(
  model: ApiModel,
  suite: ReturnType<typeof suiteOf>,
  methods: ReadonlySet<string>,
  file: string | undefined,
): Promise<Scenario[]> {
  if (file === undefined) return [];
  let own: Scenario[];
  try {
    own = readScenarios(await readFile(file, "utf8"));
  } catch (error) {
    throw new CommandLineFault("option/invalid", {
      option: "--scenarios",
      reason: error instanceof Error ? error.message : String(error),
    });
  }
  const isAllowed = ({ steps }: Scenario): boolean =>
    steps.every(
      (step) =>
        "wait" in step ||
        methods.has(model.operations.find(({ name }) => name === step.call)?.method ?? "get"),
    );
  const refused = own.find((one) => !isAllowed(one));
  if (refused !== undefined)
    throw new CommandLineFault("option/invalid", {
      option: "--scenarios",
      reason: `"${refused.name}" sends more than --allow permits`,
    });
  return [...own, ...linkScenarios(model, suite).filter(isAllowed)];
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

async function write(file: string, text: string): Promise<void> {
  await writeFile(file, text).catch((error: unknown) => {
    throw new CommandLineFault("option/invalid", {
      option: file,
      reason: error instanceof Error ? error.message : String(error),
    });
  });
}
