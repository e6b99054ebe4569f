import type { LedgerEntry } from "../../scripts/fuzz/campaign.js";
import { isMultiple } from "../../scripts/fuzz/decimals.js";
import { isList, isObject, memberOf, type Json } from "../../scripts/fuzz/json.js";
import { everySchema, type Components } from "../../scripts/fuzz/keywords.js";

/** Whether the value, or anything inside it, is what the test asks for. */
function some(value: Json, test: (value: Json) => boolean): boolean {
  if (test(value)) return true;
  if (isList(value)) return value.some((item) => some(item, test));
  return isObject(value) && Object.values(value).some((member) => some(member, test));
}

const isWide = (value: Json): boolean =>
  typeof value === "number" && Number.isInteger(value) && !Number.isSafeInteger(value);

const hasProto = (value: Json): boolean => isObject(value) && Object.hasOwn(value, "__proto__");

/** A quotient that is nearly whole: what binary arithmetic cannot tell from a whole one. */
function isNearMultiple(value: number, divisor: number): boolean {
  const quotient = value / divisor;
  const error = Math.abs(quotient - Math.round(quotient));
  const forgiven = 4 * Number.EPSILON * Math.max(Math.abs(quotient), 1);
  return error < forgiven && !isMultiple(value, divisor);
}

function divisorsOf(components: Components): number[] {
  return Object.values(components)
    .flatMap(everySchema)
    .flatMap((schema) => {
      const divisor = isObject(schema) ? memberOf(schema, "multipleOf") : undefined;
      return typeof divisor === "number" ? [divisor] : [];
    });
}

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
      "zod copies objects without an own member `__proto__`, a guard against polluted prototypes. Where something is asked of that member the object is left as it is; elsewhere it is gone from what is returned.",
    example: {
      description: { version: "3.1", components: { C0: { type: "object" } } },
      target: "C0",
      instance: Object.fromEntries([["__proto__", 1]]),
    },
    explains: ({ instance, ours }) => ours.says === "changed" && some(instance, hasProto),
  },
  {
    name: "host names with a dot at the end",
    right: "ours",
    reason:
      "RFC 1123 has labels with dots between them, and JSON Schema's own suite refuses a dot at the end. Ajv's expression takes one.",
    example: {
      description: {
        version: "3.1",
        components: { C0: { type: "string", format: "hostname" } },
      },
      target: "C0",
      instance: "a.",
    },
    explains: ({ description: { components }, instance }) =>
      Object.values(components)
        .flatMap(everySchema)
        .some((schema) => isObject(schema) && memberOf(schema, "format") === "hostname") &&
      some(instance, (value) => typeof value === "string" && value.endsWith(".")),
  },
  {
    name: "repeated items that are called __proto__",
    right: "ours",
    reason:
      "Ajv keeps the strings it has seen as members of an object, where `__proto__` is never found again.",
    example: {
      description: {
        version: "3.1",
        components: { C0: { items: { type: "string" }, uniqueItems: true } },
      },
      target: "C0",
      instance: ["__proto__", "__proto__"],
    },
    explains: ({ instance }) =>
      some(
        instance,
        (value) => isList(value) && value.filter((item) => item === "__proto__").length > 1,
      ),
  },
  {
    name: "multiples within a rounding error",
    right: "ajv",
    reason:
      "zod's multipleOf takes a quotient that is off a whole number by no more than binary arithmetic may be: 0.1 + 0.2 counts as a multiple of 0.1, as its author meant. As decimals, which the fuzz compares, it is none.",
    example: {
      description: { version: "3.1", components: { C0: { type: "number", multipleOf: 0.1 } } },
      target: "C0",
      instance: 0.1 + 0.2,
    },
    explains: ({ description: { components }, instance }) =>
      divisorsOf(components).some((divisor) =>
        some(instance, (value) => typeof value === "number" && isNearMultiple(value, divisor)),
      ),
  },
];
