import type { Suite } from "../../generator/index.js";
import type { Matrix } from "./matrix.js";
import { matrixOf } from "./matrix.js";
import { KNOWN_FAULTS } from "./mock/known-faults.js";
import type { PatchOperation } from "./live/amendment.js";
import type { CaseResult } from "./result.js";

/** A run as it is kept: what the JSON report holds and the other reports are made from. */
export interface RunRecord {
  readonly version: 1;
  readonly document: Suite["document"] & { readonly input: string };
  /** `normalised`: the mock served a copy in words it understands; `raw`: the document as written; `live`: a real API answered. */
  readonly served: "normalised" | "raw" | "live";
  /** The real API that was asked in the mock's place. */
  readonly server?: string;
  /** What would make the document say what was seen of it. @see https://www.rfc-editor.org/rfc/rfc6902 */
  readonly patch?: readonly PatchOperation[];
  readonly shard?: { readonly index: number; readonly count: number };
  readonly seed?: number;
  /** What is to be covered, by operation. */
  readonly operations: readonly Pick<
    Suite["operations"][number],
    "name" | "method" | "path" | "units"
  >[];
  readonly results: readonly CaseResult[];
}

export function matrixOfRun({ operations, results }: RunRecord): Matrix {
  return matrixOf(
    { operations: operations.map((one) => ({ ...one, inputs: {}, cases: [] })) },
    results,
    explanationOf,
  );
}

/** What a known fault is, with its thread. */
export function explanationOf(id: string): string {
  const fault = KNOWN_FAULTS.find((one) => one.id === id);
  return fault === undefined ? id : `${fault.says} (${fault.thread})`;
}

/** Results that make a run fail. */
export function failuresOf({ results }: RunRecord): CaseResult[] {
  return results.filter(isFailure);
}

/** Whether a result makes a run fail: faults of the client, of ours or of a real API, and faults of the mock that nobody knows. */
export function isFailure({ blame, fault }: Pick<CaseResult, "blame" | "fault">): boolean {
  return (
    blame === "client" ||
    blame === "suite" ||
    blame === "server" ||
    (blame === "mock" && fault === undefined)
  );
}

/** Whether a value is a record that `contract --json` has written. */
export function isRecord(value: unknown): value is RunRecord {
  const { version, document, operations, results } = (value ?? {}) as Partial<RunRecord>;
  const all = [operations, results].every((list) => Array.isArray(list));
  if ((version as unknown) !== 1 || typeof document !== "object" || !all) return false;
  return (
    (operations ?? []).every((one) => Array.isArray((one as Partial<typeof one>).units)) &&
    (results ?? []).every((one) => Array.isArray((one as Partial<typeof one>).covers))
  );
}

/** Joins the records of a run's shards. @throws RangeError where they are not of one run, or not all of it */
export function merged(records: readonly RunRecord[]): RunRecord {
  const [first] = records;
  if (first === undefined) throw new RangeError("there is nothing to merge");
  const others = records.filter(
    ({ document, served }) =>
      JSON.stringify([document, served]) !== JSON.stringify([first.document, first.served]),
  );
  if (others.length > 0) throw new RangeError("the reports are of different documents");
  const missing = missingShards(records);
  if (missing.length > 0) throw new RangeError(`of the shards ${missing.join(" and ")} is missing`);
  const { shard: _shard, ...rest } = first;
  const results = new Map(
    records.flatMap(({ results: own }) => own.map((one) => [one.id, one] as const)),
  );
  return { ...rest, results: [...results.values()] };
}

/** Shards of the run that none of its records are of, `3/4`. */
function missingShards(records: readonly RunRecord[]): string[] {
  const counts = new Set(records.flatMap(({ shard }) => shard?.count ?? []));
  return [...counts].flatMap((count) =>
    Array.from({ length: count }, (_, index) => index + 1)
      .filter(
        (index) => !records.some(({ shard }) => shard?.index === index && shard.count === count),
      )
      .map((index) => `${String(index)}/${String(count)}`),
  );
}
