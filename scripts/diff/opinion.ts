import { diagnose, type Diagnostic, type Diff } from "../../generator/index.js";

/** Values that the rules do not explain, as findings. */
export function disagreements({ disagreements: found }: Diff["opinion"]): Diagnostic[] {
  return found.map(({ operation, name, accepted, instance }) => {
    const [was, is] = accepted === "before" ? ["was valid", "is not"] : ["was not valid", "is now"];
    const text = JSON.stringify(instance);
    return diagnose("opinion/disagreement", undefined, {
      operation,
      name,
      was,
      is,
      instance: text,
    });
  });
}

/** `second opinion: 12 schemas, 96 values: 3 of 4 differences shown, no disagreement` */
export function opinionText({
  schemas,
  instances,
  shown,
  unshown,
  disagreements: found,
}: Diff["opinion"]): string {
  const differences = `${String(shown)} of ${String(shown + unshown)} differences shown`;
  const agreed = found.length === 0 ? "no disagreement" : `${String(found.length)} disagreements`;
  return `second opinion: ${String(schemas)} schemas, ${String(instances)} values; ${differences}, ${agreed}`;
}
