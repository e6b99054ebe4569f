import type { CaseFile } from "../../generator/emitters/contract/case.js";
import type { ApiModel } from "../../generator/model/model.js";

/** Which documented answers have been received as documented. */
export class Coverage {
  readonly #covered = new Set<string>();

  constructor(readonly model: ApiModel) {}

  cover(operation: string, documented: string): void {
    this.#covered.add(`${operation} ${documented}`);
  }

  /** Documented answers without a case that passed. */
  missing(): string[] {
    return this.#rows().flatMap(({ name, statuses }) =>
      statuses
        .filter((status) => !this.#isCovered(name, status))
        .map((status) => `${name} ${status}`),
    );
  }

  /** Operation × status: `●` covered, `○` documented and not covered, blank: not documented. */
  table(): string {
    const rows = this.#rows();
    const columns = [...new Set(rows.flatMap(({ statuses }) => statuses))].sort(byStatus);
    const width = Math.max(...rows.map(({ name }) => name.length), "operation".length);
    const cell = (text: string, column: string): string => text.padEnd(column.length);
    const line = (name: string, cells: readonly string[]): string =>
      `${name.padEnd(width)}  ${cells.join("  ")}`.trimEnd();
    const count = rows.reduce((sum, { statuses }) => sum + statuses.length, 0);
    return [
      line("operation", columns),
      ...rows.map(({ name, statuses }) =>
        line(
          name,
          columns.map((column) => {
            if (!statuses.includes(column)) return cell("", column);
            return cell(this.#isCovered(name, column) ? "●" : "○", column);
          }),
        ),
      ),
      `${count - this.missing().length} of ${count} documented answers covered`,
    ].join("\n");
  }

  #rows(): { readonly name: string; readonly statuses: readonly string[] }[] {
    return this.model.operations.map(({ name, responses }) => ({
      name,
      statuses: responses.map(({ status }) => String(status)),
    }));
  }

  #isCovered(operation: string, status: string): boolean {
    return this.#covered.has(`${operation} ${status}`);
  }
}

/** How many violations there are of each keyword, and how many constraints have none. */
export function constraintTable(file: CaseFile): string {
  const counts = new Map<string, { broken: number; uncovered: number }>();
  const of = (keyword: string): { broken: number; uncovered: number } => {
    const count = counts.get(keyword) ?? { broken: 0, uncovered: 0 };
    counts.set(keyword, count);
    return count;
  };
  for (const { cases, uncovered } of file.operations) {
    for (const one of cases) if (one.kind === "violation") of(one.keyword).broken++;
    for (const { keyword } of uncovered) of(keyword).uncovered++;
  }
  const rows = [...counts].sort(([one], [other]) => (one < other ? -1 : 1));
  return [
    `${"constraint".padEnd(24)}violations  uncovered`,
    ...rows.map(
      ([keyword, { broken, uncovered }]) =>
        `${keyword.padEnd(24)}${String(broken).padStart(10)}  ${String(uncovered).padStart(9)}`,
    ),
  ].join("\n");
}

/** Codes by number, then ranges, then `default`. */
function byStatus(one: string, other: string): number {
  const rank = (status: string): string => (status === "default" ? "~" : status);
  return rank(one) < rank(other) ? -1 : 1;
}
