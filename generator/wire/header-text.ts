import { headerValue } from "../../templates/runtime/judged-headers.js";
import { readJson, readList, readMembers } from "../../templates/runtime/response-headers.js";
import type { Json } from "../model/json.js";
import type { ApiModel, Parameter } from "../model/model.js";
import { headerFacts } from "./header-descriptors.js";
import { parameterText } from "./request-text.js";

/*
 * Headers of answers as servers write them, in the style that requests are written in, and as the
 * generated client reads them: by its own readers.
 */

const READERS = { readJson, readList, readMembers } as const;

/** What stands for a value on the wire: one text, of a list of cookies one each. */
export function headerTexts(header: Parameter, value: Json): readonly string[] {
  const isCookies = header.key.toLowerCase() === "set-cookie" && Array.isArray(value);
  const values = isCookies ? (value as readonly Json[]) : [value];
  return values.map((one) => parameterText(header, one));
}

/** What the client's validators are given of it; undefined of what no header can hold, or is no JSON though it should. */
export function readTexts(
  header: Parameter,
  texts: readonly string[],
  schemas: ApiModel["schemas"],
): Json | undefined {
  const { told, reader } = headerFacts(header, schemas) ?? { told: { key: header.key } };
  const headers = new Headers();
  try {
    for (const text of texts) headers.append(header.key, text);
  } catch {
    return undefined;
  }
  const text = headers.get(header.key);
  const descriptor = reader === undefined ? told : { ...told, read: READERS[reader] };
  return text === null ? undefined : (headerValue(descriptor, text, headers) as Json | undefined);
}
