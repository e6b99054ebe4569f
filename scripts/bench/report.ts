/** What a benchmark found: tables of cells, and sentences about what was left out and why. */
export interface Report {
  readonly benchmark: string;
  readonly tables: readonly Table[];
  readonly notes: readonly string[];
}

export interface Table {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
}

/** Numbers are printed as they are told apart best; a gap is a dash. */
export type Row = readonly (string | number | undefined)[];

/** The report as text, columns aligned: the first to the left, numbers to the right. */
export function printReport({ tables, notes }: Report): string {
  const parts = tables.map(printTable);
  if (notes.length > 0) parts.push(["Notes", ...notes.map((note) => `  ${note}`)].join("\n"));
  return parts.join("\n\n");
}

function printTable({ title, columns, rows }: Table): string {
  const lines = [columns, ...rows.map((row) => row.map(printCell))];
  const widths = columns.map((_, index) =>
    Math.max(...lines.map((line) => line[index]?.length ?? 0)),
  );
  const isNumber = columns.map((_, index) => rows.some((row) => typeof row[index] === "number"));
  const printed = lines.map((line) =>
    line
      .map((cell, index) => {
        const width = widths[index] ?? 0;
        return isNumber[index] === true ? cell.padStart(width) : cell.padEnd(width);
      })
      .join("  ")
      .trimEnd(),
  );
  return [title, ...printed.map((line) => `  ${line}`)].join("\n");
}

function printCell(cell: Row[number]): string {
  if (cell === undefined) return "–";
  if (typeof cell === "string") return cell;
  if (Number.isInteger(cell)) return String(cell);
  return Math.abs(cell) < 10 ? cell.toFixed(2) : cell.toFixed(1);
}
