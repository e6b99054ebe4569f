import { isList, isObject, type Json } from "../../scripts/fuzz/json.js";
import type { LedgerEntry } from "../../scripts/fuzz/campaign.js";

/** Whether the value, or anything inside it, is what the test asks for. */
function some(value: Json, test: (value: Json) => boolean): boolean {
  if (test(value)) return true;
  if (isList(value)) return value.some((item) => some(item, test));
  return isObject(value) && Object.values(value).some((member) => some(member, test));
}

const isWide = (value: Json): boolean =>
  typeof value === "number" && Number.isInteger(value) && !Number.isSafeInteger(value);

const hasProto = (value: Json): boolean => isObject(value) && Object.hasOwn(value, "__proto__");

/**
 * What is known to disagree, who is right, and why it stands. An entry speaks of as few cases as it
 * can, and its example must still disagree.
 */
export const ledger: readonly LedgerEntry[] = [
  {
    name: "whole numbers beyond 2^53",
    right: "ajv",
    reason:
      "`type: integer` is printed as z.int(), which is what people write and takes the whole numbers that a JavaScript number holds exactly. JSON.parse has rounded the others before a validator sees them; refusing them is safer than passing on a neighbour.",
    example: {
      description: { version: "3.1", components: { C0: { type: "integer" } } },
      target: "C0",
      instance: 2 ** 53,
    },
    explains: ({ instance, ours }) => ours.says !== "changed" && some(instance, isWide),
  },
  {
    name: "members named __proto__",
    right: "ajv",
    reason:
      "zod copies objects without an own member `__proto__`, a guard against polluted prototypes. Where a schema names it, the object is left as it is; elsewhere the member is gone from what is returned, and what is asked of other members is not asked of it.",
    example: {
      description: { version: "3.1", components: { C0: { type: "object" } } },
      target: "C0",
      instance: Object.fromEntries([["__proto__", 1]]),
    },
    explains: ({ instance }) => some(instance, hasProto),
  },
];
