import type { MutantOutcome } from "./mutant.js";

/** Mutants of our document that the suite does not notice, and why it need not. */
export interface Excuse {
  /** What the mutants' ids match, all of which survive. */
  readonly id: RegExp;
  readonly reason: string;
}

export const EXCUSES: readonly Excuse[] = [
  {
    id: /^client src\/schemas\/operations\/\S+ drops an alternative$/,
    reason:
      "the alternatives of an unexpected error are `anyOf`: what ErrorBody describes, PlatformErrorBody takes as well",
  },
  {
    id: /^document #\/components\/schemas\/(?:AuditFields|ConnectionBase|ConnectionCreateBase|ConnectionUpdateBase|DataModelSettings|Envelope|FieldTransformationSettings|PipelineCreate|PipelineSettings|PipelineUpdate|SnowflakeSettings) (?:widens a type|takes null): object$/,
    reason:
      "it is a part of others by `allOf`, or made of such parts, and they are objects whatever it says",
  },
  {
    id: /^document #\/components\/responses\/UnexpectedError\/content\/application~1json\/schema drops an alternative of anyOf: [01]$/,
    reason: "what either of ErrorBody and PlatformErrorBody describes, the other takes as well",
  },
  {
    id: /^document #\/components\/headers\/(?:RateLimitUsed|RetryAfter)\/schema takes null: integer$/,
    reason: "the text of a header is never read as null",
  },
  {
    id: /^document #\/components\/parameters\/moduleName\/schema drops minLength: minLength$|^client src\/schemas\/operations\/list-output-configurations\.ts:1\d:25 drops a lower bound$/,
    reason: "it is in the path, and an empty text there makes another path: nothing is sent",
  },
  {
    id: /^client src\/schemas\/(?:pipeline-run-report-page|workspace-list-envelope)\.ts:\d+:\d+ widens a list's items$/,
    reason:
      "of answers each component is broken once for the whole document: that of the items in another answer",
  },
  {
    id: /^document #\/components\/schemas\/PipelineSettings\/then(?: drops required|\/not requires an optional member): field_transformation_id$|^client src\/schemas\/pipeline-settings\.ts:\d+:(?:7\d requires an optional member|1 makes a member optional)$/,
    reason:
      "of a pipeline of events both `required` and `not` refuse that the field transformation is absent: either alone does",
  },
];

/** Why a survivor need not be noticed; undefined for one that nobody has looked at. */
export function reasonOf(id: string): string | undefined {
  return EXCUSES.find((one) => one.id.test(id))?.reason;
}

/** Excuses that some mutant was killed in spite of: they are to be narrowed or struck off. */
export function refuted(outcomes: readonly MutantOutcome[]): readonly Excuse[] {
  const killed = outcomes.filter(({ outcome }) => outcome.fate === "killed");
  return EXCUSES.filter((excuse) => killed.some(({ id }) => excuse.id.test(id)));
}

/** Excuses that no mutant asks for. */
export function idle(ids: readonly string[]): readonly Excuse[] {
  return EXCUSES.filter((excuse) => !ids.some((id) => excuse.id.test(id)));
}
