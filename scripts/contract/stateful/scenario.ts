import { parse } from "yaml";
import type { Input, Json } from "../../../generator/index.js";

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

/**
 * Reads a YAML or JSON text: a list of scenarios, `{ name, steps }`, and of preparations,
 * `{ prepare, steps, with, then }`, where `prepare` names an operation.
 *
 * @throws TypeError where it is none
 */
export function readScript(text: string): Script {
  const value = parse(text) as unknown;
  if (!Array.isArray(value)) throw new TypeError("it is no list of scenarios");
  const scenarios: Scenario[] = [];
  const preparations = new Map<string, Preparation>();
  for (const [index, one] of value.entries()) {
    const place = `scenario ${String(index + 1)}`;
    const { prepare, ...rest } = record(one, place);
    if (typeof prepare === "string") preparations.set(prepare, preparationOf(rest, prepare));
    else scenarios.push(scenarioOf(rest, place));
  }
  return { scenarios, preparations };
}

function scenarioOf({ name, steps }: Members, place: string): Scenario {
  if (typeof name !== "string") throw new TypeError(`${place} has no name`);
  if (!Array.isArray(steps) || steps.length === 0) throw new TypeError(`${name} has no steps`);
  return { name, steps: stepsOf(steps, name) };
}

function preparationOf({ steps = [], with: input, then = [] }: Members, of: string): Preparation {
  if (!Array.isArray(steps) || !Array.isArray(then))
    throw new TypeError(`what prepares ${of} has no list of steps`);
  return {
    steps: stepsOf(steps, of),
    ...(input === undefined ? {} : { with: record(input, `${of}: with`) as Input }),
    then: stepsOf(then, `${of}: then`),
  };
}

function stepsOf(steps: readonly unknown[], place: string): Step[] {
  return steps.map((step, index) => stepOf(step, `${place}, step ${String(index + 1)}`));
}

function stepOf(value: unknown, place: string): Step {
  const step = record(value, place);
  if (typeof step["wait"] === "number") return { wait: step["wait"] };
  const { call, expect } = step;
  if (typeof call !== "string") throw new TypeError(`${place} has neither call nor wait`);
  if (typeof record(expect, `${place}: expect`)["status"] !== "number")
    throw new TypeError(`${place} expects no status`);
  return step as unknown as CallStep;
}

type Members = Readonly<Record<string, unknown>>;

function record(value: unknown, place: string): Members {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new TypeError(`${place} is no object`);
  return value as Members;
}
