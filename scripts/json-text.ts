import type { Json } from "../generator/index.js";

/** What a text of JSON says; undefined for a text that is none. */
export function parsedJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
