import { countsOf, mainPlace, positionOf, type ChangeRecord, type Report } from "./report.js";

const TONES = { error: 31, warning: 33, info: 36 } as const;
/** Of operations that share a change, so many are named. */
const NAMED = 6;

/** For people: a block for each change, a line of summary. */
export function textReport(report: Report, color = false): string {
  const { before, after, bump, changes } = report;
  if (changes.length === 0) return `${before} → ${after}: nothing changed`;
  const blocks = changes.map((change) => block(change, color));
  const version = bump === undefined ? "" : `; at least a ${bump} version`;
  return [...blocks, `${before} → ${after}: ${countsOf(changes)}${version}`].join("\n\n");
}

function block(change: ChangeRecord, color: boolean): string {
  const { id, severity, message, reason, advice, operations, before, after, ignored } = change;
  const main = mainPlace(change);
  const tone = color ? `\u001b[${String(TONES[severity])}m` : "";
  const end = color ? "\u001b[0m" : "";
  const place = main === undefined ? "" : `${positionOf(main)} `;
  const named = operations.slice(0, NAMED).join(", ");
  const more = operations.length > NAMED ? ` and ${String(operations.length - NAMED)} more` : "";
  return [
    `${place}${tone}${severity} ${id}${end}: ${message}`,
    ...(operations.length === 0 ? [] : [`  in   ${named}${more}`]),
    ...(before === undefined ? [] : [`  was  ${positionOf(before)} ${before.pointer}`]),
    ...(after === undefined ? [] : [`  now  ${positionOf(after)} ${after.pointer}`]),
    `  why  ${reason}`,
    ...(advice === undefined ? [] : [`  do   ${advice}`]),
    ...(ignored === undefined ? [] : [`  ignored: ${ignored}`]),
  ].join("\n");
}
