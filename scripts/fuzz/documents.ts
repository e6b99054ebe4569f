import type * as z from "zod";
import { generate } from "../../generator/index.js";
import { ownTemplates } from "../disk.js";
import { evaluateValidators } from "../validators.js";
import { documentOf, type Description } from "./descriptions.js";
import { createWitness, type Witness } from "./witness.js";
import { translated } from "./translation.js";
import type { Components } from "./keywords.js";

/** Both witnesses for the components of one document. */
export interface Witnesses {
  readonly description: Description;
  /** The components in JSON Schema 2020-12. */
  readonly components: Components;
  /** Our validators by component, or why there are none. */
  readonly ours: { readonly [name: string]: z.ZodType } | { readonly reason: string };
  /** Ajv for a component. Throws where Ajv cannot compile it. */
  readonly ajv: (name: string) => Witness;
}

export type Summon = (descriptions: readonly Description[]) => Promise<Witnesses[]>;

/** Generates validators of all the descriptions at once, which is cheaper than one by one. */
export async function witnessesOf(descriptions: readonly Description[]): Promise<Witnesses[]> {
  const evaluated = await evaluateValidators(descriptions.map(documentOf));
  return descriptions.map((description, index): Witnesses => {
    const found = evaluated[index] ?? { reason: "no output" };
    const components = translated(description);
    const ours = "schemas" in found ? found.schemas : { reason: found.reason };
    return { description, components, ours, ajv: createWitness(components) };
  });
}

/** Whether there are no validators, and the reason is what stands in their place. */
export function isRefused(ours: Witnesses["ours"]): ours is { readonly reason: string } {
  return typeof ours["reason"] === "string";
}

/** The declarations that the generator makes of the components, without imports and banner. */
export async function declarationsOf(description: Description): Promise<string> {
  const templates = await ownTemplates();
  const text = JSON.stringify(documentOf(description));
  const { files } = await generate(
    { input: "openapi.json", only: ["zod"] },
    { load: () => Promise.resolve({ kind: "text", text }), templates },
  ).catch(() => ({ files: undefined }));
  const modules = [...(files ?? [])].filter(
    ([path]) =>
      path.startsWith("src/schemas/") && !/\/(?:index|registry|validators)\.ts$/.test(path),
  );
  const declarations = modules.flatMap(([, content]) =>
    content.slice(Math.max(0, content.search(/^(?:\/\*\*|export)/m))).trim(),
  );
  return declarations.join("\n");
}
