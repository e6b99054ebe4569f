import { parse } from "yaml";
import type { Input, Json } from "../../../generator/index.js";

/** Calls that build on each other, as data. */
export interface Scenario {
  readonly name: string;
  readonly steps: readonly Step[];
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

/** Scenarios of a YAML or JSON text. @throws TypeError where it is none */
export function readScenarios(text: string): Scenario[] {
  const value = parse(text) as unknown;
  if (!Array.isArray(value)) throw new TypeError("it is no list of scenarios");
  return value.map((one, index) => scenarioOf(one, `scenario ${String(index + 1)}`));
}

function scenarioOf(value: unknown, place: string): Scenario {
  const { name, steps } = record(value, place);
  if (typeof name !== "string") throw new TypeError(`${place} has no name`);
  if (!Array.isArray(steps) || steps.length === 0) throw new TypeError(`${name} has no steps`);
  return {
    name,
    steps: steps.map((step, index) => stepOf(step, `${name}, step ${String(index + 1)}`)),
  };
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

function record(value: unknown, place: string): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new TypeError(`${place} is no object`);
  return value as Readonly<Record<string, unknown>>;
}
