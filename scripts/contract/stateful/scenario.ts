import { parse } from "yaml";
import type { Input, Json } from "../../../generator/index.js";
import {
  BY_POINTER,
  COUNT,
  FLAG,
  HEADERS,
  LIST,
  type Members,
  membersOf,
  OBJECT,
  POINTERS,
  requireMembers,
  SECONDS,
  STATUS,
  TEXT,
} from "./members.js";

/** Calls that build on each other, as data. */
export interface Scenario {
  readonly name: string;
  readonly steps: readonly Step[];
}

/** What there has to be before an operation's links can be followed. */
export interface Preparation {
  /** Taken before the operation is called. */
  readonly steps: readonly Step[];
  /** Laid over the operation's input. */
  readonly with?: Input;
  /** Taken between its answer and the call that a link leads to. */
  readonly then: readonly Step[];
}

/** What a file of scenarios holds. */
export interface Script {
  readonly scenarios: readonly Scenario[];
  /** By the operation's name. */
  readonly preparations: ReadonlyMap<string, Preparation>;
}

/** A call, or a wait. Texts `$name` in inputs and expectations stand for what earlier steps kept. */
export type Step = CallStep | { readonly wait: number };

export interface CallStep {
  /** The operation's name. */
  readonly call: string;
  /** Name of one of the suite's inputs that `with` changes; default: only `with`. */
  readonly input?: string;
  /** Laid over the input, member by member. */
  readonly with?: Input;
  /** `false`: without credentials. */
  readonly credentials?: boolean;
  /** How often it is called; default once. The last answer is the one that is looked at. */
  readonly times?: number;
  readonly expect: {
    readonly status: number;
    /** Values by pointer into the answer's body. */
    readonly body?: { readonly [pointer: string]: Json };
    /** Headers by name: a text, or any where it is null. */
    readonly headers?: { readonly [name: string]: string | null };
  };
  /** Values of the answer to keep, by name: pointers into its body. */
  readonly keep?: { readonly [name: string]: string };
}

/** Members of a call and of what it expects. */
const CALL = {
  call: TEXT,
  input: TEXT,
  with: OBJECT,
  credentials: FLAG,
  times: COUNT,
  expect: OBJECT,
  keep: POINTERS,
};
const EXPECTED = { status: STATUS, body: BY_POINTER, headers: HEADERS };

/**
 * Reads a YAML or JSON text: a list of scenarios, `{ name, steps }`, and of preparations,
 * `{ prepare, steps, with, then }`, where `prepare` names an operation.
 *
 * @throws TypeError where it is none, has members that nothing reads, or uses what no step has kept
 */
export function readScript(text: string): Script {
  const value = parsed(text);
  if (!Array.isArray(value)) throw new TypeError("it is no list of scenarios");
  const scenarios: Scenario[] = [];
  const preparations = new Map<string, Preparation>();
  for (const [index, one] of value.entries()) {
    const place = `scenario ${String(index + 1)}`;
    const { prepare, ...rest } = membersOf(one, place);
    if (typeof prepare === "string") preparations.set(prepare, preparationOf(rest, prepare));
    else scenarios.push(scenarioOf(rest, place));
  }
  return { scenarios, preparations };
}

/** The operations that a script calls or prepares, by name. */
export function operationsOf({ scenarios, preparations }: Script): ReadonlySet<string> {
  const steps = [
    ...scenarios.flatMap((one) => one.steps),
    ...[...preparations.values()].flatMap((one) => [...one.steps, ...one.then]),
  ];
  const called = steps.flatMap((step) => ("wait" in step ? [] : step.call));
  return new Set([...preparations.keys(), ...called]);
}

function parsed(text: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    const [first = ""] = (error instanceof Error ? error.message : "").split("\n");
    throw new TypeError(`it is no YAML: ${first.replace(/:$/, "")}`, { cause: error });
  }
}

function scenarioOf(members: Members, place: string): Scenario {
  const { name, steps } = members;
  if (typeof name !== "string") throw new TypeError(`${place} has no name`);
  if (!Array.isArray(steps) || steps.length === 0) throw new TypeError(`${name} has no steps`);
  requireMembers(members, { name: TEXT, steps: LIST }, name);
  const own = stepsOf(steps, name);
  requireKept(own, name);
  return { name, steps: own };
}

function preparationOf(members: Members, of: string): Preparation {
  const { steps = [], with: input, then = [] } = members;
  if (!Array.isArray(steps) || !Array.isArray(then))
    throw new TypeError(`what prepares ${of} has no list of steps`);
  requireMembers(members, { steps: LIST, with: OBJECT, then: LIST }, `what prepares ${of}`);
  return {
    steps: stepsOf(steps, of),
    ...(input === undefined ? {} : { with: input as Input }),
    then: stepsOf(then, `${of}: then`),
  };
}

function stepsOf(steps: readonly unknown[], place: string): Step[] {
  return steps.map((step, index) => stepOf(step, `${place}, step ${String(index + 1)}`));
}

function stepOf(value: unknown, place: string): Step {
  const step = membersOf(value, place);
  if ("wait" in step) {
    requireMembers(step, { wait: SECONDS }, place);
    return { wait: step["wait"] as number };
  }
  const { call, expect } = step;
  if (typeof call !== "string") throw new TypeError(`${place} has neither call nor wait`);
  const expected = membersOf(expect, `${place}: expect`);
  if (expected["status"] === undefined) throw new TypeError(`${place} expects no status`);
  requireMembers(step, CALL, place);
  requireMembers(expected, EXPECTED, `${place}: expect`);
  return step as unknown as CallStep;
}

/** What is kept by no step before is sent as it is written, which nobody means. */
function requireKept(steps: readonly Step[], place: string): void {
  const kept = new Set<string>();
  for (const [index, step] of steps.entries()) {
    if ("wait" in step) continue;
    const missing = referencesIn([step.with, step.expect.body]).find((name) => !kept.has(name));
    if (missing !== undefined)
      throw new TypeError(`${place}, step ${String(index + 1)}: no step before keeps $${missing}`);
    for (const name of Object.keys(step.keep ?? {})) kept.add(name);
  }
}

/** The names of kept values that a value refers to. */
function referencesIn(value: unknown): string[] {
  if (typeof value === "string") return /^\$([A-Za-z]\w*)$/.exec(value)?.slice(1) ?? [];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(referencesIn);
}
