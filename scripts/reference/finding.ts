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

/** How many of a subject there are, how many are as they should be, and how many cannot be for another's fault. */
export interface Count {
  readonly subject: Subject;
  readonly total: number;
  readonly good: number;
  readonly excused: number;
  /** Why none was looked at. */
  readonly skipped?: string;
}

interface Numbers {
  total: number;
  good: number;
  excused: number;
  skipped?: string;
}

/** Counts subjects as they are looked at, and keeps what is wrong with them. */
export class Tally {
  readonly findings: Finding[] = [];
  /** What another is to blame for: the document, or the mock. */
  readonly excuses: Finding[] = [];
  readonly #counts = new Map<Subject, Numbers>();

  /** One more of a subject; a reason says that it is not as it should be. */
  add(subject: Subject, place: Pick<Finding, "page" | "line">, reason?: string): void {
    const count = this.#count(subject);
    count.total += 1;
    if (reason === undefined) count.good += 1;
    else this.findings.push({ subject, ...place, reason });
  }

  /** One more that is not as it should be, and whose fault that is. */
  excuse(subject: Subject, place: Pick<Finding, "page" | "line">, reason: string): void {
    const count = this.#count(subject);
    count.total += 1;
    count.excused += 1;
    this.excuses.push({ subject, ...place, reason });
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

  #count(subject: Subject): Numbers {
    const known = this.#counts.get(subject) ?? { total: 0, good: 0, excused: 0 };
    this.#counts.set(subject, known);
    return known;
  }
}
