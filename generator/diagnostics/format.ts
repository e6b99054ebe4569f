import type { Diagnostic, Location, Severity } from "./diagnostic.js";
import { bare, safe } from "./quote.js";

/** Where a location is in its text; `endColumn` is exclusive and on the same line. All start at 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
  readonly endColumn: number;
  /** The line itself, and the one above it. */
  readonly text: string;
  readonly above?: string;
}

/** Finds a location in the text it speaks of; undefined when that text was never read. */
export type Locate = (location: Location) => Place | undefined;

export interface FormatOptions {
  /** ANSI colours; default false. */
  readonly color?: boolean;
  /** The least severity shown; default `info`, which is all. */
  readonly severity?: Severity;
  /**
   * At most so many findings of one code. Of errors so many are shown, as each must be mended; what
   * else comes more often is shown once. The rest is counted, with its first places. Default: all.
   */
  readonly limit?: number;
}

/**
 * Findings as people read them: place, severity, code and message, the line with a caret, the
 * pointer, a hint, a blank line between findings. Ordered by file and position. Empty for none.
 */
export function formatDiagnostics(
  diagnostics: readonly Diagnostic[],
  locate: Locate,
  options: FormatOptions = {},
): string {
  const least = RANK[options.severity ?? "info"];
  const paint = options.color === true ? colour : (text: string) => text;
  const limit = options.limit ?? Infinity;
  const asked = diagnostics.filter(({ severity }) => RANK[severity] <= least);
  const byCode = new Map<string, Placed[]>();
  const placed = inOrder(asked, locate);
  for (const one of placed) {
    const { code } = one.diagnostic;
    const known = byCode.get(code);
    if (known === undefined) byCode.set(code, [one]);
    else known.push(one);
  }
  const left = new Set<Placed>();
  const counted = [...byCode].flatMap(([code, all]) => {
    if (all.length <= limit) return [];
    const isError = all.some(({ diagnostic }) => diagnostic.severity === "error");
    const rest = all.slice(isError ? limit : 1);
    for (const one of rest) left.add(one);
    return [formatRest(code, rest)];
  });
  const blocks = placed.flatMap((one) =>
    left.has(one) ? [] : [formatOne(one.diagnostic, one.place, paint)],
  );
  return [...blocks, ...counted].join("\n");
}

/** Places that are named of findings that are only counted. */
const NAMED_PLACES = 3;

/** `… and 209 more of repair/body-unsendable: a.yaml:3:5, a.yaml:9:5, a.yaml:12:5, …` */
function formatRest(code: string, rest: readonly Placed[]): string {
  const places = rest.flatMap(({ diagnostic: { location }, place }) => {
    if (location === undefined) return [];
    const position = place === undefined ? "" : `:${place.line}:${place.column}`;
    return [`${safe(location.file)}${position}`];
  });
  const named = [...new Set(places)].slice(0, NAMED_PLACES);
  const more = rest.length > named.length ? ", …" : "";
  const at = named.length === 0 ? "" : `: ${named.join(", ")}${more}`;
  return `… and ${rest.length} more of ${code}${at}\n`;
}

/** `2 errors, 1 warning`; empty for no finding at all. */
export function countDiagnostics(diagnostics: readonly Diagnostic[]): string {
  const nouns = {
    error: ["error", "errors"],
    warning: ["warning", "warnings"],
    info: ["note", "notes"],
  };
  return (["error", "warning", "info"] as const)
    .flatMap((severity) => {
      const count = diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
      return count === 0 ? [] : [`${count} ${nouns[severity][count === 1 ? 0 : 1]}`];
    })
    .join(", ");
}

/** A finding for editors and scripts. */
export interface DiagnosticRecord {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly hint?: string;
  readonly file?: string;
  readonly pointer?: string;
  readonly line?: number;
  readonly column?: number;
  readonly endColumn?: number;
}

/** The same findings in the same order, as data. */
export function recordDiagnostics(
  diagnostics: readonly Diagnostic[],
  locate: Locate,
): DiagnosticRecord[] {
  return inOrder(diagnostics, locate).map(({ diagnostic, place }) => {
    const { code, severity, message, hint, location } = diagnostic;
    return {
      code,
      severity,
      message,
      ...(hint === undefined ? {} : { hint }),
      ...(location === undefined ? {} : { file: location.file }),
      ...(location?.pointer === undefined ? {} : { pointer: location.pointer }),
      ...(place === undefined
        ? {}
        : { line: place.line, column: place.column, endColumn: place.endColumn }),
    };
  });
}

const RANK = { error: 0, warning: 1, info: 2 } as const;

interface Placed {
  readonly diagnostic: Diagnostic;
  readonly place: Place | undefined;
}

/** By file, position, severity and code; findings of one place and code keep the order of reporting. */
function inOrder(diagnostics: readonly Diagnostic[], locate: Locate): Placed[] {
  const placed = diagnostics.map((diagnostic): Placed => {
    const { location } = diagnostic;
    return { diagnostic, place: location === undefined ? undefined : locate(location) };
  });
  return placed.sort(
    (a, b) =>
      compare(a.diagnostic.location?.file ?? "", b.diagnostic.location?.file ?? "") ||
      (a.place?.line ?? 0) - (b.place?.line ?? 0) ||
      (a.place?.column ?? 0) - (b.place?.column ?? 0) ||
      RANK[a.diagnostic.severity] - RANK[b.diagnostic.severity] ||
      compare(a.diagnostic.code, b.diagnostic.code),
  );
}

type Paint = (text: string, tone: Severity | "faint") => string;

function formatOne(diagnostic: Diagnostic, place: Place | undefined, paint: Paint): string {
  const { code, severity, message, hint, location } = diagnostic;
  const position = place === undefined ? "" : `:${place.line}:${place.column}`;
  const where = location === undefined ? "" : `${safe(location.file)}${position} `;
  const lines = [`${where}${paint(`${severity} ${code}`, severity)}: ${message}`];
  if (place !== undefined) lines.push("", ...codeFrame(place, severity, paint));
  if (location?.pointer !== undefined) lines.push(`  at   ${safe(location.pointer)}`);
  if (hint !== undefined) lines.push(`  hint ${hint}`);
  return `${lines.join("\n")}\n`;
}

/** A frame wider than this is cut around the caret: a document may be one line of megabytes. */
const WIDTH = 110;
const LEAD = 40;

function codeFrame(place: Place, severity: Severity, paint: Paint): string[] {
  const number = String(place.line);
  const from = place.text.length <= WIDTH ? 0 : Math.max(0, place.column - 1 - LEAD);
  const cut = (line: string): string => {
    const part = bare(line.slice(from, from + WIDTH)).trimEnd();
    const head = from > 0 && part !== "" ? "…" : "";
    return head + part + (line.length > from + WIDTH ? "…" : "");
  };
  const column = place.column - 1 - from + (from > 0 ? 1 : 0);
  const width = Math.max(
    1,
    Math.min(place.endColumn - place.column, WIDTH - (place.column - 1 - from)),
  );
  const gutter = " ".repeat(number.length);
  const above = place.above === undefined ? undefined : cut(place.above);
  const margin = (label: string) => paint(`${label} |`, "faint");
  return [
    ...(above === undefined
      ? []
      : [`  ${margin(String(place.line - 1).padStart(number.length))} ${above}`.trimEnd()]),
    `${paint(">", severity)} ${margin(number)} ${cut(place.text)}`.trimEnd(),
    `  ${margin(gutter)} ${" ".repeat(column)}${paint("^".repeat(width), severity)}`,
  ];
}

const TONES = { error: 31, warning: 33, info: 36, faint: 2 } as const;

const colour: Paint = (text, tone) => `\u001b[${TONES[tone]}m${text}\u001b[0m`;

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
