import type * as z from "zod";
import { evaluateValidators, type ValidatorOptions } from "../validators.js";
import { COMPONENT } from "./openapi-31.js";
import type { Group } from "./suite.js";

/**
 * How a verdict came to be missed: `wrong`, the other verdict; `refused`, the generator reported an
 * error; `crashed`, it or the module it wrote threw; `threw`, the schema did while parsing.
 */
export type Fault = "wrong" | "refused" | "crashed" | "threw";

export interface Failure {
  readonly test: string;
  readonly fault: Fault;
  /** What was said where there was no verdict. */
  readonly reason?: string;
}

/** What one group came to. */
export interface Outcome {
  readonly group: Group;
  readonly failures: readonly Failure[];
}

/**
 * Generates validators from a document for each group and asks them; the outcomes have the groups'
 * order. `documentOf`: puts a group's schema into a document, as the component `Subject`.
 */
export async function judge(
  groups: readonly Group[],
  options: ValidatorOptions,
  documentOf: (schema: unknown) => unknown,
): Promise<Outcome[]> {
  const documents = groups.map(({ schema }) => documentOf(schema));
  const evaluated = await evaluateValidators(documents, options);
  return groups.map((group, index) => {
    const result = evaluated[index];
    const schema = result !== undefined && "schemas" in result && result.schemas[COMPONENT];
    if (schema) return { group, failures: failuresOf(group, schema) };
    const { reason = "there is no such component", stage = "import" } =
      result !== undefined && "reason" in result ? result : {};
    const fault = stage === "document" ? "refused" : "crashed";
    return {
      group,
      failures: group.tests.map(({ description: test }) => ({ test, fault, reason })),
    };
  });
}

function failuresOf({ tests }: Group, schema: z.ZodType): Failure[] {
  return tests.flatMap(({ description: test, data, valid }): Failure[] => {
    try {
      return schema.safeParse(data).success === valid ? [] : [{ test, fault: "wrong" }];
    } catch (error) {
      return [{ test, fault: "threw", reason: String(error) }];
    }
  });
}
