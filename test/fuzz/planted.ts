import * as z from "zod";
import type { Summon } from "../../scripts/fuzz/documents.js";
import { without, type Json, type JsonObject } from "../../scripts/fuzz/json.js";
import { rewritten, type Components } from "../../scripts/fuzz/keywords.js";
import { translated } from "../../scripts/fuzz/translation.js";
import { createWitness } from "../../scripts/fuzz/witness.js";

/** Changes schemas before the planted validators see them. */
export type Fault = (schema: JsonObject) => JsonObject;

/**
 * Witnesses of whom "ours" is Ajv as well, on schemas with a fault: what the fuzz then finds is the
 * fault and nothing else, and it costs no generation.
 */
export function planted(fault: Fault): Summon {
  return (descriptions) =>
    Promise.resolve(
      descriptions.map((description) => {
        const components = translated(description);
        const ajv = createWitness(components);
        const faulty = createWitness(changed(components, fault));
        const names = Object.keys(components);
        const ours = Object.fromEntries(
          names.map((name) => [name, z.custom<Json>(faulty(name) as (value: unknown) => boolean)]),
        );
        return { description, components, ours, ajv };
      }),
    );
}

/** The fault of a generator that does not know a keyword. */
export function ignoring(keyword: string): Fault {
  return (schema) => without(schema, keyword);
}

function changed(components: Components, fault: Fault): Components {
  const entries = Object.entries(components);
  return Object.fromEntries(entries.map(([name, schema]) => [name, rewritten(schema, fault)]));
}
