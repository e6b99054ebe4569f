import { diagnose, type Diagnostic, type LocatedChange } from "../../generator/index.js";
import type { Verdict } from "./compiled.js";

/** Changes that code of the old package cannot compile with. */
const SURE = new Set([
  "operation-removed",
  "operation-removed-deprecated",
  "operation-removed-before-sunset",
  "operation-removed-after-sunset",
  "operation-renamed",
  "required-parameter-added",
  "parameter-became-required",
  "path-parameter-renamed",
  "required-request-body-added",
  "request-property-required-added",
  "request-property-became-required",
]);

/**
 * Where the compiler and the diff contradict each other: code that no longer compiles though no
 * change of its operation asks for a major version, or compiles though one says that it cannot.
 */
export function contradictions(changes: readonly LocatedChange[], verdict: Verdict): Diagnostic[] {
  const found: Diagnostic[] = [];
  const concerning = (operation: string): readonly LocatedChange[] =>
    changes.filter(({ operations }) => operations.length === 0 || operations.includes(operation));
  const tell = (operation: string, text: string): void => {
    found.push(diagnose("release/disagreement", undefined, { operation, verdict: text }));
  };
  for (const [operation, errors] of verdict) {
    if (concerning(operation).some(({ bump }) => bump === "major")) continue;
    tell(
      operation,
      `the diff finds nothing that breaks, but code of the old release does not compile: ${errors[0] ?? ""}`,
    );
  }
  for (const { id, operations, message } of changes) {
    if (!SURE.has(id)) continue;
    for (const operation of operations.filter((each) => !verdict.has(each)))
      tell(
        operation,
        `the diff says that code breaks (${id}: ${message}), but code of the old release compiles`,
      );
  }
  return found;
}
