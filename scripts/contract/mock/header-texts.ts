import { headerReading, type ApiModel, type Suite } from "../../../generator/index.js";
import type { JsonObject } from "../../fuzz/json.js";

/**
 * A text for each header of an answer that Prism has none for, by the header's pointer: it makes up
 * numbers and texts alone, takes a zero for nothing, and ends at the first list or object that it is
 * to write.
 */
export function textsForHeaders(
  { operations, schemas }: ApiModel,
  suite: Suite,
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { name, responses } of operations)
    for (const { status, headers } of responses)
      for (const header of headers) {
        const reading = headerReading(header, schemas);
        const isMadeUp =
          "schema" in header.value && reading?.kind === "value" && reading.type === "text";
        const text = isMadeUp ? undefined : playedText(suite, name, String(status), header.key);
        if (text !== undefined) found.set(header.pointer, text);
      }
  return found;
}

/**
 * Headers of answers that a proxy is to take as they come, by their pointers: Prism ends where one
 * that is a list or an object is left out, and what their text means the other witnesses judge.
 */
export function textsForAnswers({ operations, schemas }: ApiModel): ReadonlyMap<string, string> {
  const headers = operations.flatMap(({ responses }) => responses.flatMap((one) => one.headers));
  return new Map(
    headers
      .filter((header) => headerReading(header, schemas)?.kind !== "value")
      .map(({ pointer }) => [pointer, ""]),
  );
}

/** The text of a header in the first case that plays it. */
function playedText(
  { operations }: Suite,
  operation: string,
  documented: string,
  key: string,
): string | undefined {
  for (const one of operations.find(({ name }) => name === operation)?.cases ?? []) {
    if (one.kind !== "headers" || one.documented !== documented) continue;
    const text = one.headers.find((header) => header.key === key)?.texts[0];
    if (text !== undefined) return text;
  }
  return undefined;
}

/** A header that is that text, whatever the text means. */
export function withText({ required = false }: JsonObject, text: string): JsonObject {
  return { required, schema: { type: "string" }, example: text };
}
