import type { ApiModel, Json, Operation } from "../../generator/index.js";
import { Refusal } from "./answer.js";

/** The operation of a request, and its path's values as text. */
export function routed(
  { operations }: ApiModel,
  method: string,
  path: string,
): { operation: Operation; path: Record<string, string> } | undefined {
  const parts = path.split("/");
  for (const operation of operations) {
    if (operation.method !== method.toLowerCase()) continue;
    const template = operation.path.split("/");
    if (template.length !== parts.length) continue;
    const values: Record<string, string> = {};
    const fits = template.every((part, index) => {
      const name = /^\{(.+)\}$/.exec(part)?.[1];
      const given = parts[index] ?? "";
      if (name === undefined) return part === given;
      values[name] = decodeURIComponent(given);
      return given !== "";
    });
    if (fits) return { operation, path: values };
  }
  return undefined;
}

/** Numbers of parameters as numbers; what is none stays text, for the validator to refuse. */
export function typed(
  operation: Operation,
  place: string,
  values: Readonly<Record<string, string>>,
): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(values).map(([key, text]) => {
      const isKnown = operation.parameters.some((one) => one.in === place && one.key === key);
      return [
        key,
        isKnown && NUMERIC.has(key) && /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text,
      ];
    }),
  );
}

/** Parameters of our document that are numbers. */
const NUMERIC = new Set([
  "workspaceId",
  "accountId",
  "feedId",
  "audienceId",
  "runId",
  "currentPage",
  "pageSize",
]);

/** The JSON of a body. @throws Refusal for a text that is none */
export function bodyOf(text: string): Json | undefined {
  if (text === "") return undefined;
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw new Refusal(400, "The request body could not be read.");
  }
}
