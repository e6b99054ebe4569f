import { DIMENSIONS, type Dimension, type Suite, type Unit } from "../../generator/index.js";
import type { CaseResult } from "./result.js";

/** How a unit came out. */
export type UnitState =
  | { readonly state: "covered" }
  /** No case can show it for a reason that is not ours: a fault of the mock, or of the document. */
  | { readonly state: "explained"; readonly reason: string }
  | { readonly state: "open"; readonly reason: string };

export interface MatrixUnit extends Unit {
  readonly operation: string;
  readonly outcome: UnitState;
}

export interface Matrix {
  readonly units: readonly MatrixUnit[];
  readonly covered: number;
  readonly explained: number;
  readonly open: number;
  /** Covered of what could be, in percent, rounded down to tenths; 100 where nothing was asked. */
  readonly percent: number;
}

/** Holds results against all that the suite has to cover. `explain` gives the words of a known fault. */
export function matrixOf(
  suite: Pick<Suite, "operations">,
  results: readonly CaseResult[],
  explain: (fault: string) => string,
): Matrix {
  const byUnit = new Map<string, CaseResult[]>();
  for (const result of results)
    for (const id of result.covers) byUnit.set(id, [...(byUnit.get(id) ?? []), result]);
  const units = suite.operations.flatMap(({ name, units: own }) =>
    own.map((unit) => ({
      ...unit,
      operation: name,
      outcome: outcomeOf(unit, byUnit.get(unit.id) ?? [], explain),
    })),
  );
  return { units, ...counts(units) };
}

export function counts(units: readonly MatrixUnit[]): Omit<Matrix, "units"> {
  const of = (state: UnitState["state"]): number =>
    units.filter(({ outcome }) => outcome.state === state).length;
  const [covered, explained, open] = [of("covered"), of("explained"), of("open")];
  const asked = covered + open;
  return {
    covered,
    explained,
    open,
    percent: asked === 0 ? 100 : Math.floor((covered / asked) * 1000) / 10,
  };
}

function outcomeOf(
  { reason, isVoid }: Unit,
  results: readonly CaseResult[],
  explain: (fault: string) => string,
): UnitState {
  if (results.some(({ isProven }) => isProven)) return { state: "covered" };
  const [first] = results;
  if (isVoid === true) return { state: "explained", reason: reason ?? "" };
  if (first === undefined) return { state: "open", reason: reason ?? "no case was run" };
  const known = results.find(({ fault }) => fault !== undefined)?.fault;
  if (known !== undefined) return { state: "explained", reason: explain(known) };
  const ofDocument = results.find(({ blame }) => blame === "document");
  if (ofDocument !== undefined)
    return { state: "explained", reason: ofDocument.words ?? "the document contradicts itself" };
  return { state: "open", reason: `${first.blame}: ${first.words ?? ""}` };
}

/** The matrix for a terminal: operation × dimension, operation × status, what is open and why. */
export function printMatrix(matrix: Matrix, limit = 20): string {
  const { units, covered, explained, open, percent } = matrix;
  const operations = [...new Set(units.map(({ operation }) => operation))];
  const dimensions = DIMENSIONS.filter((dimension) =>
    units.some((unit) => unit.dimension === dimension),
  );
  const cell = (own: readonly MatrixUnit[]): string => {
    if (own.length === 0) return "";
    const { covered: done, explained: excused } = counts(own);
    return `${String(done)}/${String(own.length)}${excused > 0 ? "*" : ""}`;
  };
  const rows = [
    ["operation", ...dimensions],
    ...[...operations, "all"].map((name) => {
      const own = name === "all" ? units : units.filter(({ operation }) => operation === name);
      return [
        name,
        ...dimensions.map((dimension) => cell(own.filter((unit) => unit.dimension === dimension))),
      ];
    }),
  ];
  const inState = (state: UnitState["state"]) =>
    units.filter(({ outcome }) => outcome.state === state);
  // What somebody has to look at comes first.
  const missing = [...inState("open"), ...inState("explained")];
  return [
    table(rows),
    "",
    ...missing
      .slice(0, limit)
      .map(
        ({ id, outcome }) =>
          `${outcome.state === "open" ? "○" : "*"} ${id}\n    ${"reason" in outcome ? outcome.reason : ""}`,
      ),
    ...(missing.length > limit
      ? [`  and ${String(missing.length - limit)} more; the reports have all`]
      : []),
    `${String(covered)} of ${String(covered + open)} covered, ${percent.toFixed(1)} %` +
      (explained > 0
        ? `; ${String(explained)} more (*) explained: void, or behind a fault of the mock or the document`
        : ""),
  ].join("\n");
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? "").length)),
  );
  return rows
    .map((row) =>
      row
        .map((text, column) =>
          column === 0 ? text.padEnd(widths[column] ?? 0) : text.padStart(widths[column] ?? 0),
        )
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

export type { Dimension };
