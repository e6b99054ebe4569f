import { countsOf, mainPlace, positionOf, type ChangeRecord, type Report } from "./report.js";

const HEADINGS = { error: "Breaking", warning: "May break", info: "Compatible" } as const;

/** For pull requests and changelogs. */
export function markdownReport({ before, after, bump, changes }: Report): string {
  const title = `### ${code(before)} → ${code(after)}`;
  if (changes.length === 0) return `${title}\n\nNothing changed.`;
  const sections = (["error", "warning", "info"] as const).flatMap((severity) => {
    const own = changes.filter(
      (change) => change.severity === severity && change.ignored === undefined,
    );
    return own.length === 0 ? [] : [`#### ${HEADINGS[severity]}`, own.map(item).join("\n")];
  });
  const ignored = changes.filter((change) => change.ignored !== undefined);
  const version = bump === undefined ? "" : ` At least a **${bump}** version.`;
  return [
    title,
    `${countsOf(changes)}.${version}`,
    ...sections,
    ...(ignored.length === 0 ? [] : ["#### Ignored", ignored.map(item).join("\n")]),
  ].join("\n\n");
}

function item(change: ChangeRecord): string {
  const { id, message, reason, advice, operations, ignored } = change;
  const place = mainPlace(change);
  const where = [
    ...(operations.length === 0 ? [] : [operations.map(code).join(", ")]),
    ...(place === undefined ? [] : [code(positionOf(place))]),
  ].join(" · ");
  const lines = [
    `- **${code(id)}** ${escaped(message)}`,
    ...(where === "" ? [] : [`  ${where}`]),
    `  ${escaped(reason)}${advice === undefined ? "." : `: ${escaped(advice)}.`}`,
    ...(ignored === undefined ? [] : [`  Ignored: ${escaped(ignored)}`]),
  ];
  return lines.join("  \n");
}

/** Text of a document is text: it opens no tag, link, emphasis or mention. Code spans of ours stay. */
function escaped(text: string): string {
  const parts = text.split(/(`[^`]*`)/);
  return parts
    .map((part, index) =>
      index % 2 === 1
        ? code(part.slice(1, -1))
        : part.replace(
            /[\\*_[\]<>&#|~!@()`]/g,
            (character) => `&#${String(character.charCodeAt(0))};`,
          ),
    )
    .join("");
}

/** A code span that holds any text, backticks included. @see https://spec.commonmark.org/0.31.2/#code-spans */
function code(text: string): string {
  const flat = text.replace(/\s+/g, " ");
  const longest = Math.max(0, ...[...flat.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const pad = longest > 0 || flat === "" ? " " : "";
  return `${fence}${pad}${flat}${pad}${fence}`;
}
