import type * as z from "zod";
import type { Description } from "./descriptions.js";
import { isSame, type Json } from "./json.js";
import type { Witness } from "./witness.js";

/**
 * What a validator of ours says of a value. `changed`: it accepts, and returns something else or
 * has altered its argument. `threw`: it has no verdict.
 */
export interface Verdict {
  readonly says: "valid" | "invalid" | "changed" | "threw" | "refused";
  /** What was returned or thrown, where that is the finding. */
  readonly detail?: string;
}

/** One value on which the two do not agree, with all that is needed to ask again. */
export interface Disagreement {
  readonly description: Description;
  /** The component asked. */
  readonly target: string;
  readonly instance: Json;
  /** `refused`: the generator made no validators of the document. */
  readonly ours: Verdict;
  readonly ajv: "valid" | "invalid";
}

/** Asks one of our validators, and holds what it returns against what it was given. */
export function verdictOf(schema: z.ZodType, instance: Json): Verdict {
  const before = JSON.stringify(instance);
  try {
    const result = schema.safeParse(instance);
    if (JSON.stringify(instance) !== before) return { says: "changed", detail: "its argument" };
    if (!result.success) return { says: "invalid" };
    return isSame(result.data, instance)
      ? { says: "valid" }
      : { says: "changed", detail: JSON.stringify(result.data) };
  } catch (error) {
    return { says: "threw", detail: String(error) };
  }
}

/** Ajv's verdict; undefined where it throws. */
export function witnessed(witness: Witness, instance: Json): "valid" | "invalid" | undefined {
  try {
    return witness(instance) ? "valid" : "invalid";
  } catch {
    return undefined;
  }
}
