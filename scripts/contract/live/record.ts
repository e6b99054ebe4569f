import type { ApiModel, Suite } from "../../../generator/index.js";
import type { RunRecord } from "../record.js";
import type { CaseResult } from "../result.js";
import type { ScenarioResult } from "../stateful/play.js";
import { patchOf, type Patched } from "./amendment.js";
import { unitOf, type LiveResult } from "./observe.js";
import { withoutSecrets } from "./secrets.js";

/** What was asked of a real API, and with what. */
export interface Asked {
  readonly input: string;
  readonly server: string;
  readonly methods: ReadonlySet<string>;
  readonly document: Patched;
  /** Texts that the record does not show. */
  readonly secrets: readonly string[];
}

/** A run against a real API as it is kept, without secrets; what is covered are the documented answers that it gave. */
export function liveRecord(
  model: ApiModel,
  suite: Suite,
  observed: readonly LiveResult[],
  played: readonly ScenarioResult[],
  { input, server, methods, document, secrets }: Asked,
): RunRecord {
  const amendments = observed.flatMap(({ drifts }) =>
    drifts.flatMap(({ amendment }) => amendment ?? []),
  );
  const asked = model.operations.filter(({ method }) => methods.has(method));
  const operations: RunRecord["operations"] = asked.map((operation) => ({
    name: operation.name,
    method: operation.method,
    path: operation.path,
    units: operation.responses.map(({ status, pointer }) => ({
      id: unitOf(operation, String(status)),
      dimension: "answer",
      name: String(status),
      pointer,
      reason: "no answer of the API had it",
    })),
  }));
  const scenarios = played.map(({ name, calls, fault }): CaseResult => ({
    id: `scenario ${name}`,
    operation: "scenarios",
    kind: "scenario",
    pointer: "#",
    covers: [],
    blame: fault === undefined ? "passed" : "server",
    isProven: fault === undefined,
    words: fault ?? `${String(calls)} calls`,
    verdicts: [],
  }));
  return withoutSecrets<RunRecord>(
    {
      version: 1,
      document: { ...suite.document, input },
      served: "live",
      server,
      patch: patchOf(document, amendments),
      operations:
        scenarios.length === 0
          ? operations
          : [...operations, { name: "scenarios", method: "", path: "", units: [] }],
      results: [...observed, ...scenarios],
    },
    secrets,
  );
}
