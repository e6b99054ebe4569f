import type { Measured } from "./measure.js";

/** What a refusal may take: seconds of work over the baseline's, and megabytes at the peak. */
export const bounds = { cpu: 2, memory: 512 } as const;

/** What is wrong with what came of a document; none where all is as it must be. */
export function faultsOf(
  { expected, reports, exit, codes, usage }: Measured,
  baseline: number,
): string[] {
  if (usage === undefined) return ["the process ended without a word"];
  if (reports !== undefined && !codes.includes(reports)) return [`${reports} was not told`];
  if (exit === 0) return expected === "refused" ? ["generated, and had to be refused"] : [];
  if (exit !== 1 || codes.length === 0) return [`exit ${String(exit)} with no diagnostic`];
  const work = usage.cpu - baseline;
  return [
    ...(work > bounds.cpu ? [`${work.toFixed(1)} s of work to refuse`] : []),
    ...(usage.memory > bounds.memory ? [`${usage.memory.toFixed(0)} MB to refuse`] : []),
  ];
}

/** A line for a document: what came, CPU seconds and MB, and what is wrong with it. */
export function lineOf(it: Measured, baseline: number): string {
  const { name, exit, codes, usage } = it;
  const came = [...(exit === 0 ? ["generated"] : []), ...codes.slice(0, 3)].join(", ");
  const cpu = usage === undefined ? "-" : usage.cpu.toFixed(2);
  const memory = usage === undefined ? "-" : usage.memory.toFixed(0);
  const faults = faultsOf(it, baseline).map((fault) => `  ! ${fault}`);
  return `${name.padEnd(30)} ${cpu.padStart(6)} s ${memory.padStart(5)} MB  ${came}${faults.join("")}`;
}
