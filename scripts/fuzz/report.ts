import type { Found, LedgerEntry, Tally } from "./campaign.js";
import { declarationsOf } from "./documents.js";
import { textOf } from "./json.js";
import { FOCUSES } from "./schema-keywords.js";
import { shrunk } from "./shrink.js";

/** A disagreement made small, as it is shown. */
export interface Finding {
  readonly path: number;
  /** What was said of it, by us and by Ajv; and what else is known. */
  readonly ours: string;
  readonly ajv: string;
  readonly detail?: string;
  readonly version: string;
  readonly target: string;
  /** The component and those it leads to, as JSON text; `instance` as well. */
  readonly components: string;
  readonly instance: string;
  /** What the generator prints of the components. */
  readonly emitted: string;
  /** The command that meets it again. */
  readonly command: string;
}

export interface ReportOptions {
  readonly seed: number;
  readonly only?: string;
  readonly ledger: readonly LedgerEntry[];
}

/** The disagreements of a campaign, each made small and printed as the generator prints it. */
export async function findingsOf(tally: Tally, options: ReportOptions): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const found of tally.found) findings.push(await findingOf(found, options));
  return findings;
}

async function findingOf(found: Found, { seed, only }: ReportOptions): Promise<Finding> {
  const least = await shrunk(found);
  const { description, target, instance, ours, ajv } = least;
  const focus = only === undefined ? "" : ` --only '${only}'`;
  return {
    path: found.path,
    ours: ours.says,
    ajv,
    ...(ours.detail === undefined ? {} : { detail: ours.detail }),
    version: description.version,
    target,
    components: textOf(description.components),
    instance: textOf(instance),
    emitted: await declarationsOf(description),
    command: `npm run fuzz -- --seed ${String(seed)} --path ${String(found.path)}${focus}`,
  };
}

/** Keywords that can be drawn and were part of no verdict. */
export function missingKeywords(tally: Tally): string[] {
  return FOCUSES.filter((keyword) => !tally.keywords.has(keyword));
}

/** The whole report as one JSON value. */
export function recordOf(
  tally: Tally,
  findings: readonly Finding[],
  { seed, ledger }: ReportOptions,
): object {
  const { documents, schemas, verdicts, accepted, milliseconds } = tally;
  return {
    seed,
    documents,
    schemas,
    verdicts,
    accepted,
    seconds: Math.round(milliseconds / 100) / 10,
    verdictsPerMinute: perMinute(tally),
    keywords: Object.fromEntries(byCount(tally.keywords)),
    missingKeywords: missingKeywords(tally),
    unjudged: Object.fromEntries(tally.unjudged),
    ledger: ledger.map(({ name, right, reason }) => ({
      name,
      right,
      reason,
      met: tally.explained.get(name) ?? 0,
    })),
    findings,
  };
}

/** The whole report for people. */
export function textReport(
  tally: Tally,
  findings: readonly Finding[],
  { seed, ledger }: ReportOptions,
): string {
  const { documents, schemas, verdicts, accepted, milliseconds } = tally;
  const share = verdicts === 0 ? 0 : (100 * accepted) / verdicts;
  const lines = [
    ...findings.flatMap(textOfFinding),
    `seed ${String(seed)}: ${String(schemas)} schemas in ${String(documents)} documents`,
    `${String(verdicts)} verdicts in ${(milliseconds / 1000).toFixed(1)} s, ${String(perMinute(tally))} a minute; ${share.toFixed(0)} % of the values are valid`,
    "",
    "verdicts by keyword of the schema:",
    ...columns(
      byCount(tally.keywords).map(([name, count]) => `${String(count).padStart(8)} ${name}`),
    ),
    ...noted("no part in any verdict:", missingKeywords(tally)),
    ...noted(
      "no verdict from Ajv:",
      [...tally.unjudged].map(([reason, count]) => `${String(count)} schemas: ${reason}`),
    ),
    "",
    "known disagreements:",
    ...ledger.flatMap(({ name, right, reason }) => {
      const met = tally.explained.get(name) ?? 0;
      const sided =
        right === "neither" ? "neither is right" : `${right === "ajv" ? "Ajv is" : "we are"} right`;
      const unmet = met === 0 ? "; no case of this run met it" : "";
      return [`${String(met).padStart(8)} ${name} (${sided}${unmet})`, `         ${reason}`];
    }),
    "",
    findings.length === 0
      ? "no other disagreement"
      : `${String(findings.length)} disagreement${findings.length === 1 ? "" : "s"} that the ledger does not know, above`,
  ];
  return lines.join("\n");
}

function textOfFinding(finding: Finding): string[] {
  const { ours, ajv, detail, version, target, components, instance, emitted, command } = finding;
  return [
    `${target}: ours says ${ours}${detail === undefined ? "" : ` (${detail})`}, Ajv says ${ajv}`,
    `  components (OpenAPI ${version})  ${components}`,
    `  instance  ${instance}`,
    ...emitted.split("\n").map((line) => `  | ${line}`),
    `  again  ${command}`,
    "",
  ];
}

function perMinute({ verdicts, milliseconds }: Tally): number {
  return milliseconds === 0 ? 0 : Math.round((verdicts * 60_000) / milliseconds);
}

function byCount(counts: ReadonlyMap<string, number>): [string, number][] {
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
}

function noted(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ["", title, ...lines.map((line) => `  ${line}`)];
}

/** The lines in two columns, read downwards. */
function columns(lines: readonly string[]): string[] {
  const half = Math.ceil(lines.length / 2);
  return lines.slice(0, half).map((line, index) => {
    return `${line.padEnd(36)}${lines[half + index] ?? ""}`.trimEnd();
  });
}
