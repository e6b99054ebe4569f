import type { Pointer } from "../model/schema.js";
import { parsePointer } from "../source/pointer.js";
import { slotOf, type Slot } from "./grammar.js";

/**
 * Whether a place of the entry document is still there when all repairs are done: what they take
 * away, move in its list or call by another name cannot be referred to where it stands.
 */
export function isFirm(pointer: Pointer): boolean {
  let slot: Slot | undefined = "document";
  let owner = "";
  for (const token of parsePointer(pointer) ?? []) {
    if (slot === undefined || LOOSE[slot]?.(token, owner) === true) return false;
    slot = slotOf(slot, token);
    owner = token;
  }
  return true;
}

/** What may go from places of a kind: by the token below, and the token of the place itself. */
const LOOSE: { readonly [S in Slot]?: (token: string, owner: string) => boolean } = {
  // Those given twice, and those of no use, are left out, and what follows moves up.
  "list:parameter": () => true,
  "map:mediaType": (name) => name.includes(","),
  operation: (token, method) => token === "requestBody" && BODILESS.has(method),
  paths: (path) => !path.startsWith("/"),
  responses: (status) => !/^(?:[1-5](?:\d\d|XX)|default)$/.test(status),
};

/** HTTP gives a body no meaning there, and fetch refuses to send one. @see https://fetch.spec.whatwg.org/#dom-request */
export const BODILESS: ReadonlySet<string> = new Set(["get", "head", "trace"]);
