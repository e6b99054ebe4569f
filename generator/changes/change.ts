import type { Severity } from "../diagnostics/diagnostic.js";
import type { Pointer } from "../model/schema.js";

/** By how much a package's version has to grow. @see https://semver.org */
export type Bump = "major" | "minor" | "patch";

/** Who writes what a schema describes: narrower schemas break who sends, wider ones who receives. */
export type Party = "sent" | "received";

/** One difference between two documents that a caller may notice. */
export interface Change {
  /** `area-kind-action`, closed under what the catalogue and the schemas' facts can say. It never changes its meaning. */
  readonly id: string;
  readonly severity: Severity;
  readonly bump: Bump;
  /** What changed, in words. */
  readonly message: string;
  /** Why it is as grave as it is. */
  readonly reason: string;
  /** What a caller should do; absent where there is nothing to do. */
  readonly advice?: string;
  /** The operations it concerns, `GET /pets/{petId}`; none of what belongs to the document. */
  readonly operations: readonly string[];
  /** Where the old and the new document say it; at least one is there. */
  readonly before?: Pointer;
  readonly after?: Pointer;
}
