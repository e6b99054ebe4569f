import { isDeepStrictEqual } from "node:util";
import { valueAt, type Input, type Json, type Suite } from "../../../generator/index.js";
import { isObject } from "../../fuzz/json.js";
import type { Caller, Outcome } from "../call.js";
import { wordsOf } from "../judgement.js";
import type { CallStep, Scenario } from "./scenario.js";

export interface Stage {
  readonly caller: Caller;
  readonly suite: Suite;
  readonly baseUrl: string;
  /** Lets seconds pass: a sandbox's at once, a server's in their own time. */
  readonly wait: (seconds: number) => Promise<void>;
}

export interface ScenarioResult {
  readonly name: string;
  /** Calls that went as expected. */
  readonly calls: number;
  /** The first step that did not. */
  readonly fault?: string;
}

/** Plays a scenario with the generated client, which judges every request and answer, to its end or its first fault. */
export async function play({ name, steps }: Scenario, stage: Stage): Promise<ScenarioResult> {
  const kept = new Map<string, Json>();
  let calls = 0;
  for (const [index, step] of steps.entries()) {
    if ("wait" in step) {
      await stage.wait(step.wait);
      continue;
    }
    const fault = await take(step, kept, stage);
    if (fault !== undefined)
      return { name, calls, fault: `step ${String(index + 1)}, ${step.call}: ${fault}` };
    calls += step.times ?? 1;
  }
  return { name, calls };
}

async function take(
  step: CallStep,
  kept: Map<string, Json>,
  { caller, suite, baseUrl }: Stage,
): Promise<string | undefined> {
  const inputs = suite.operations.find(({ name }) => name === step.call)?.inputs;
  if (inputs === undefined) return "the document has no such operation";
  const base = step.input === undefined ? {} : inputs[step.input];
  if (base === undefined)
    return `it has no input ${step.input ?? ""}, but ${Object.keys(inputs).join(", ")}`;
  const input = filled(laidOver(base as Json, (step.with ?? {}) as Json), kept) as Input;
  let outcome: Outcome = { sent: 0 };
  for (let time = 0; time < (step.times ?? 1); time++)
    outcome = await caller.call(step.call, input, {
      baseUrl,
      credentials: step.credentials ?? true,
      validation: true,
    });
  const { response, error } = outcome;
  if (response === undefined) return wordsOf(error);
  const { status, body: wanted = {}, headers = {} } = step.expect;
  if (response.status !== status)
    return `answered with ${String(response.status)}, not ${String(status)}: ${wordsOf(error)}`;
  if (status < 300 && error !== undefined) return wordsOf(error);
  if (status >= 300 && (error as { documented?: boolean }).documented !== true)
    return `not as documented: ${wordsOf(error)}`;
  const body = (status < 300 ? outcome.data : (error as { body?: unknown }).body) as
    Json | undefined;
  for (const [pointer, value] of Object.entries(wanted)) {
    const found = body === undefined ? undefined : valueAt(body, `#${pointer}`);
    if (!isDeepStrictEqual(found, filled(value, kept))) {
      const name = pointer.split("/").at(-1) ?? "";
      const { [name]: shown } = caller.redaction.value({ [name]: found }) as Record<string, Json>;
      return `${pointer} is ${JSON.stringify(shown) ?? "not there"}, not ${JSON.stringify(value)}`;
    }
  }
  for (const [name, value] of Object.entries(headers)) {
    const found = response.headers.get(name);
    if (found === null || (value !== null && found !== value))
      return `the header ${name} is ${found ?? "not there"}`;
  }
  for (const [name, pointer] of Object.entries(step.keep ?? {})) {
    const found = body === undefined ? undefined : valueAt(body, `#${pointer}`);
    if (found === undefined) return `there is nothing at ${pointer} to keep`;
    kept.set(name, found);
  }
  return undefined;
}

/** Members of the second over those of the first; a null takes a member away. */
function laidOver(base: Json, over: Json): Json {
  if (!isObject(base) || !isObject(over)) return over;
  const members = new Map(Object.entries(base));
  for (const [key, value] of Object.entries(over)) {
    const own = members.get(key);
    if (value === null) members.delete(key);
    else members.set(key, own === undefined ? value : laidOver(own, value));
  }
  return Object.fromEntries(members);
}

function filled(value: Json, kept: ReadonlyMap<string, Json>): Json {
  if (typeof value === "string" && value.startsWith("$")) return kept.get(value.slice(1)) ?? value;
  if (Array.isArray(value)) return (value as readonly Json[]).map((item) => filled(item, kept));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, filled(member, kept)]),
  );
}
