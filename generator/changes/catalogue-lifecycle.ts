import { quote } from "../diagnostics/quote.js";
import { ADDED, defineRules, type Named, type None } from "./rule.js";

/** `of` begins the sentence where it is not the operation itself: `query parameter "limit": `. */
export interface Dated {
  readonly of: string;
  readonly date: string;
}

export interface Redated {
  readonly of: string;
  readonly from: string;
  readonly to: string;
}

/** How long operations and parameters stay, by `deprecated` and `x-sunset`. */
export const lifecycleRules = defineRules({
  "sunset-added": {
    severity: "info",
    message: (p: Dated) => `${p.of}a sunset was set: ${quote(p.date)}`,
    reason: "until then it works",
    advice: "stop using it before that day",
  },
  "sunset-removed": {
    severity: "error",
    message: (p: Dated) =>
      `${p.of}the sunset ${quote(p.date)} was taken back, and it is still deprecated`,
    reason: "nothing tells any more until when it works",
    advice: "treat it as if it could end at any time",
  },
  "sunset-earlier": {
    severity: "error",
    message: (p: Redated) =>
      `${p.of}the sunset was moved from ${quote(p.from)} to ${quote(p.to)}, which is earlier`,
    reason: "it was announced to stay longer",
    advice: "stop using it before the new day",
  },
  "sunset-later": {
    severity: "info",
    message: (p: Redated) => `${p.of}the sunset was moved from ${quote(p.from)} to ${quote(p.to)}`,
    reason: ADDED,
  },
  "sunset-too-early": {
    severity: "error",
    message: (p: Dated & { earliest: string }) =>
      `${p.of}the sunset ${quote(p.date)} comes before ${quote(p.earliest)}`,
    reason: "it leaves callers less time than they are promised",
    advice: "ask for a later day, or stop using it before that one",
  },
  "sunset-invalid": {
    severity: "error",
    message: (p: Dated) => `${p.of}the sunset ${quote(p.date)} is no date such as 2026-12-31`,
    reason: "nothing tells until when it works",
  },
  "sunset-missing": {
    severity: "warning",
    bump: "minor",
    message: (_: None) => "it was deprecated without a sunset",
    reason: "the document does not say until when it works",
  },
  "parameter-removed": {
    severity: "warning",
    bump: "major",
    message: (p: Named) => `${p.name} was removed`,
    reason: "a server may ignore it or refuse it, and the package's type no longer has it",
    advice: "stop sending it",
  },
  "parameter-removed-deprecated": {
    severity: "info",
    bump: "major",
    message: (p: Named) => `${p.name} was removed, which was deprecated`,
    reason: "it was announced to go, without a day (`x-sunset`)",
    advice: "stop sending it",
  },
  "parameter-removed-before-sunset": {
    severity: "error",
    message: (p: Named & { date: string }) =>
      `${p.name} was removed before its sunset, ${quote(p.date)}`,
    reason: "it was announced to stay until that day",
    advice: "stop sending it",
  },
  "parameter-removed-after-sunset": {
    severity: "info",
    bump: "major",
    message: (p: Named & { date: string }) =>
      `${p.name} was removed after its sunset, ${quote(p.date)}`,
    reason: "it was announced to end; the package's type no longer has it all the same",
    advice: "stop sending it",
  },
  "parameter-deprecated": {
    severity: "info",
    message: (p: Named) => `${p.name} was deprecated`,
    reason: "it still works, and may be removed in a later version",
    advice: "plan to do without it",
  },
  "parameter-reactivated": {
    severity: "info",
    message: (p: Named) => `${p.name} is no longer deprecated`,
    reason: ADDED,
  },
});
