import type { ApiModel, Suite } from "../../../generator/index.js";
import type { DocumentJob } from "../../document-job.js";
import { failuresOf, type RunRecord } from "../record.js";
import { Run } from "../run.js";
import { packageOf, type startMock } from "../session.js";
import { selected } from "../selection.js";
import type { CaseResult } from "../result.js";

/** What a mock that was just started answers, and what is wrong with it. */
export interface SelfCheck {
  /** Operations that answered a valid request. */
  readonly answering: number;
  readonly operations: number;
  /** Examples that were asked for and came. */
  readonly examples: number;
  /** Answers that are not what the document says, and requests that should not have been refused. */
  readonly faults: readonly CaseResult[];
}

/** Asks a mock for every answer the document describes, before anybody else does. */
export async function selfCheck(
  model: ApiModel,
  suite: Suite,
  job: DocumentJob,
  { mock, staged }: Awaited<ReturnType<typeof startMock>>,
): Promise<SelfCheck> {
  const pack = await packageOf(job);
  const run = new Run(model, suite, pack, {
    baseUrl: mock.url,
    ...(staged === undefined ? {} : { staged }),
  });
  const asked = selected(suite, {}).filter(
    ({ operation, one }) =>
      (one.kind === "answer" && one.made !== true) ||
      (one.kind === "request" &&
        one.edit === undefined &&
        one.input === firstInput(suite, operation)),
  );
  const results = await run.all(asked);
  const record = { results } as unknown as RunRecord;
  const isFault = new Set([
    ...failuresOf(record),
    ...results.filter(({ blame }) => blame === "document"),
  ]);
  const passed = results.filter(({ blame }) => blame === "passed");
  return {
    answering: new Set(
      passed.filter(({ kind }) => kind === "request").map(({ operation }) => operation),
    ).size,
    operations: suite.operations.length,
    examples: passed.filter(({ kind }) => kind === "answer").length,
    faults: results.filter((one) => isFault.has(one)),
  };
}

function firstInput(suite: Suite, operation: string): string | undefined {
  return Object.keys(suite.operations.find(({ name }) => name === operation)?.inputs ?? {})[0];
}
