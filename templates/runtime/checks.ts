import type * as z from "./zod.js";
import { isJsonObject } from "./json-value.js";

export type Check = z.core.CheckFn<unknown>;
export type Payload = Parameters<Check>[0];
export type Schema = z.core.$ZodType;
export type JsonObject = { readonly [key: string]: unknown };
type Issue = Payload["issues"][number];

/** What runs instead of the schemas inside a check when a value that was refused is explained. */
export interface Explanation {
  /** Explains a part of the value by a schema that stands at a place below the check's own. */
  part(
    schema: Schema,
    value: unknown,
    path: readonly PropertyKey[],
    place: readonly string[],
  ): void;
  /** Explains the value by the closest of alternatives none of which accepts it. */
  closest(keyword: string, schemas: readonly Schema[]): void;
  /** Explains the value by checks that stand elsewhere: below the declaration, or at a pointer. */
  elsewhere(place: string, checks: readonly Check[]): void;
  /** Explains the value by the branch of a union that its tag names. */
  choice(tag: string, branches: { readonly [value: string]: Schema }, union: Schema): void;
}

/** A payload whose checks are asked for an explanation. */
export interface Explained extends Payload {
  readonly explanation?: Explanation;
}

export function explanationOf(payload: Payload): Explanation | undefined {
  return (payload as Explained).explanation;
}

const CONTEXT = { async: false };

/** What a schema finds in a value. No error is built: issues come as checks pushed them. */
export function issuesOf(schema: Schema, value: unknown): readonly Issue[] {
  const result = schema._zod.run({ value, issues: [] }, CONTEXT);
  if (result instanceof Promise) throw new TypeError("validators are synchronous");
  return result.issues;
}

/** True when the schema accepts the value. */
export function accepts(schema: Schema, value: unknown): boolean {
  return issuesOf(schema, value).length === 0;
}

/** Reports that a keyword does not hold. The message never repeats the value. */
export function refuse(
  payload: Payload,
  keyword: string,
  message: string,
  path: PropertyKey[] = [],
): void {
  // All that is wrong is reported at once, so no finding keeps the next check from running.
  const params = { keyword };
  payload.issues.push({
    code: "custom",
    input: payload.value,
    message,
    path,
    params,
    continue: true,
  });
}

/** Adds what a schema finds in a part of the value, at that part's path; `place` leads to the schema. */
export function inspect(
  payload: Payload,
  schema: Schema,
  value: unknown,
  path: PropertyKey[],
  ...place: readonly string[]
): void {
  const explanation = explanationOf(payload);
  if (explanation !== undefined) {
    explanation.part(schema, value, path, place);
    return;
  }
  for (const issue of issuesOf(schema, value)) {
    payload.issues.push({
      ...issue,
      ...unforgivable(issue),
      input: value,
      path: [...path, ...(issue.path ?? [])],
      continue: true,
    } as Issue);
  }
}

/** An enclosing intersection forgives unknown keys by their code; ours are never to be forgiven. */
function unforgivable(issue: Issue): object {
  switch (issue.code) {
    case "unrecognized_keys":
      return { code: "custom", message: `must not have ${listed(issue.keys ?? [])}` };
    case "invalid_key":
      return { code: "custom", message: "must not have this name" };
    default:
      return {};
  }
}

/** `"a", "b"` */
export function listed(values: readonly unknown[]): string {
  return values.map((value) => JSON.stringify(value)).join(", ");
}

export function onObjects(check: (value: JsonObject, payload: Payload) => void): Check {
  return (payload) => {
    if (isJsonObject(payload.value)) check(payload.value, payload);
  };
}

export function onArrays(check: (value: readonly unknown[], payload: Payload) => void): Check {
  return (payload) => {
    if (Array.isArray(payload.value)) check(payload.value, payload);
  };
}

export function count(amount: number, noun: string): string {
  return `${String(amount)} ${noun}${amount === 1 ? "" : "s"}`;
}
