import type { CallSample, LocatedChange } from "../../generator/index.js";

const SECTIONS = { error: "Breaking", warning: "May break", info: "Changed" } as const;

/** The changelog's entry for a version: what changed, the gravest first. */
export function changelogEntry(version: string, changes: readonly LocatedChange[]): string {
  const sections = (["error", "warning", "info"] as const).flatMap((severity) => {
    const own = changes.filter((change) => change.severity === severity);
    return own.length === 0 ? [] : [`### ${SECTIONS[severity]}`, own.map(item).join("\n")];
  });
  return [`## ${version}`, ...(sections.length === 0 ? ["First release."] : sections)].join("\n\n");
}

function item({ message, operations }: LocatedChange): string {
  const [first, ...more] = operations;
  const where =
    first === undefined
      ? ""
      : `${span(first)}${more.length === 0 ? "" : ` and ${String(more.length)} more`}: `;
  return `- ${where}${escaped(message)}`;
}

/** What callers of each operation have to do, with the call before and after. */
export function migrationNotes(
  changes: readonly LocatedChange[],
  before: readonly CallSample[],
  after: readonly CallSample[],
): string {
  const breaking = changes.filter(({ bump }) => bump === "major");
  const operations = [...new Set(breaking.flatMap((change) => change.operations))];
  const notes = operations.map((operation) => {
    const own = breaking.filter((change) => change.operations.includes(operation));
    const steps = own.map(
      ({ message, advice }) =>
        `- ${escaped(message)}${advice === undefined ? "" : `: ${escaped(advice)}`}`,
    );
    const [old, young] = [before, after].map(
      (samples) => samples.find((sample) => sample.operation === operation)?.code,
    );
    const calls = [
      ...(old === undefined || old === young ? [] : ["Before:", block(old)]),
      ...(young === undefined || old === young ? [] : ["After:", block(young)]),
    ];
    return [`### ${span(operation)}`, steps.join("\n"), ...calls].join("\n\n");
  });
  const whole = breaking.filter((change) => change.operations.length === 0);
  const rest = whole.map(
    ({ message, advice }) =>
      `- ${escaped(message)}${advice === undefined ? "" : `: ${escaped(advice)}`}`,
  );
  if (notes.length === 0 && rest.length === 0) return "Nothing has to be done.";
  return [...(rest.length === 0 ? [] : [rest.join("\n")]), ...notes].join("\n\n");
}

function block(code: string): string {
  const longest = Math.max(2, ...[...code.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}ts\n${code}\n${fence}`;
}

function span(text: string): string {
  const flat = text.replace(/\s+/g, " ").replaceAll("`", "'");
  return `\`${flat}\``;
}

/** Text of a document opens no tag, link or emphasis; code spans of ours stay. */
function escaped(text: string): string {
  return text
    .split(/(`[^`]*`)/)
    .map((part, index) =>
      index % 2 === 1
        ? part
        : part.replace(/[\\*_[\]<>&#|~!@]/g, (one) => `&#${String(one.charCodeAt(0))};`),
    )
    .join("");
}
