/** What is counted of a reference, in the order in which it is printed. */
export const SUBJECTS = [
  "TypeScript compiled",
  "TypeScript run",
  "curl run",
  "links of the Markdown",
  "links of the site",
  "operations",
  "parameters",
  "statuses",
  "headers",
  "schemas",
  "properties",
  "constraints",
] as const;

export type Subject = (typeof SUBJECTS)[number];

/** Something of a reference that is not as it says. */
export interface Finding {
  readonly subject: Subject;
  /** `operations/create-pipeline.md`, or `.html` of the site. */
  readonly page: string;
  /** From 1; absent where the page as a whole is meant. */
  readonly line?: number;
  readonly reason: string;
}

/** How many of a subject there are, and how many are as they should be. */
export interface Count {
  readonly subject: Subject;
  readonly total: number;
  readonly good: number;
  /** Why none was looked at. */
  readonly skipped?: string;
}

/** Counts subjects as they are looked at, and keeps what is wrong with them. */
export class Tally {
  readonly findings: Finding[] = [];
  readonly #counts = new Map<Subject, { total: number; good: number; skipped?: string }>();

  /** One more of a subject; a reason says that it is not as it should be. */
  add(subject: Subject, place: Pick<Finding, "page" | "line">, reason?: string): void {
    const count = this.#count(subject);
    count.total += 1;
    if (reason === undefined) count.good += 1;
    else this.findings.push({ subject, ...place, reason });
  }

  /** None of so many was looked at. */
  skip(subject: Subject, total: number, reason: string): void {
    const count = this.#count(subject);
    count.total += total;
    count.skipped = reason;
  }

  counts(): Count[] {
    return SUBJECTS.flatMap((subject) => {
      const count = this.#counts.get(subject);
      return count === undefined ? [] : [{ subject, ...count }];
    });
  }

  #count(subject: Subject): { total: number; good: number; skipped?: string } {
    const known = this.#counts.get(subject) ?? { total: 0, good: 0 };
    this.#counts.set(subject, known);
    return known;
  }
}
