import type * as z from "zod";
import { isJsonObject } from "./json-value.js";

export type Check = z.core.CheckFn<unknown>;
export type Payload = Parameters<Check>[0];
export type JsonObject = { readonly [key: string]: unknown };

/** True when the schema accepts the value. */
export function accepts(schema: z.ZodType, value: unknown): boolean {
  return schema.safeParse(value).success;
}

export function refuse(payload: Payload, message: string, path: PropertyKey[] = []): void {
  // All that is wrong is reported at once, so no finding keeps the next check from running.
  payload.issues.push({ code: "custom", input: payload.value, message, path, continue: true });
}

/** Adds what a schema finds in a part of the value, at that part's path. */
export function inspect(
  payload: Payload,
  schema: z.ZodType,
  value: unknown,
  path: PropertyKey[],
): void {
  const result = schema.safeParse(value);
  if (result.success) return;
  for (const issue of result.error.issues) {
    payload.issues.push({
      ...issue,
      // An enclosing intersection forgives unknown keys by these codes; ours are never to be forgiven.
      ...(issue.code === "unrecognized_keys" || issue.code === "invalid_key"
        ? { code: "custom" as const }
        : {}),
      input: value,
      path: [...path, ...issue.path],
      continue: true,
    } as Payload["issues"][number]);
  }
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
  return `${String(amount)} ${noun}${amount === 1 ? "" : noun.endsWith("y") ? "" : "s"}`;
}
