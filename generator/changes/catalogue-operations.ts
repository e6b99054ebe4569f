import { quote } from "../diagnostics/quote.js";
import { ADDED, defineRules, type Named, type None } from "./rule.js";

/** Operations as a whole, and how long they stay. */
export const operationRules = defineRules({
  "operation-removed": {
    severity: "error",
    message: (_: None) => "the operation was removed",
    reason: "it was neither deprecated nor announced to end, and calls to it fail",
    advice: "stop calling it before you upgrade",
  },
  "operation-removed-deprecated": {
    severity: "warning",
    bump: "major",
    message: (_: None) => "the deprecated operation was removed",
    reason: "it was deprecated, without a date (`x-sunset`) until which it would stay",
    advice: "stop calling it before you upgrade",
  },
  "operation-removed-before-sunset": {
    severity: "error",
    message: (p: { date: string }) =>
      `the operation was removed before its sunset, ${quote(p.date)}`,
    reason: "it was announced to stay until that day",
    advice: "stop calling it before you upgrade",
  },
  "operation-removed-after-sunset": {
    severity: "info",
    bump: "major",
    message: (p: { date: string }) =>
      `the operation was removed after its sunset, ${quote(p.date)}`,
    reason: "it was announced to end; its function is gone from the package all the same",
    advice: "stop calling it before you upgrade",
  },
  "operation-added": {
    severity: "info",
    message: (_: None) => "the operation was added",
    reason: ADDED,
  },
  "operation-deprecated": {
    severity: "info",
    message: (_: None) => "the operation was deprecated",
    reason: "it still works, and may be removed in a later version",
    advice: "plan to call what replaces it",
  },
  "operation-reactivated": {
    severity: "info",
    message: (_: None) => "the operation is no longer deprecated",
    reason: ADDED,
  },
  "operation-renamed": {
    severity: "error",
    message: (p: { from: string; to: string }) =>
      `in code, ${quote(p.from)} is called ${quote(p.to)}`,
    reason: "requests are the same, but code calls the operation by its operationId and first tag",
    advice: "call it by its new name",
  },
  "operation-aid-removed": {
    severity: "warning",
    bump: "major",
    message: (p: Named) => `${quote(p.name)} was removed`,
    reason: "requests are the same, but the client's function that it described is gone",
    advice: "write the loop yourself, over the operation",
  },
  "operation-aid-added": {
    severity: "info",
    message: (p: Named) => `${quote(p.name)} was added`,
    reason: ADDED,
  },
  "stability-decreased": {
    severity: "error",
    message: (p: { from: string; to: string }) =>
      `its stability decreased from ${quote(p.from)} to ${quote(p.to)}`,
    reason: "what was promised to stay may change",
  },
  "stability-increased": {
    severity: "info",
    message: (p: { from: string; to: string }) =>
      `its stability increased from ${quote(p.from)} to ${quote(p.to)}`,
    reason: ADDED,
  },
  "stability-invalid": {
    severity: "error",
    message: (p: { level: string }) =>
      `the stability ${quote(p.level)} is none of draft, alpha, beta and stable`,
    reason: "nothing tells what is promised to stay",
  },
  "documentation-changed": {
    severity: "info",
    bump: "patch",
    message: (_: None) => "its description changed",
    reason: "prose promises nothing that code could rely on",
  },
});
