import { quote } from "../diagnostics/quote.js";
import { contentRules } from "./catalogue-content.js";
import { lifecycleRules } from "./catalogue-lifecycle.js";
import { operationRules } from "./catalogue-operations.js";
import { ADDED, defineRules, type Named } from "./rule.js";

const documentRules = defineRules({
  "security-narrowed": {
    severity: "error",
    message: (p: { from: string }) => `${p.from} no longer suffices`,
    reason: "calls with the credentials that the old document asks for are refused",
    advice: "bring the credentials that the new document asks for",
  },
  "security-widened": {
    severity: "info",
    message: (p: { to: string }) => `${p.to} suffices`,
    reason: ADDED,
  },
  "security-scheme-changed": {
    severity: "error",
    message: (p: Named) => `the security scheme ${quote(p.name)} sends credentials another way`,
    reason: "a client of the old document sends them where they are not looked for",
    advice: "upgrade the client, and give it the credentials of the new scheme",
  },
  "security-scheme-moved": {
    severity: "warning",
    bump: "minor",
    message: (p: Named) => `the security scheme ${quote(p.name)} gets its tokens elsewhere`,
    reason: "the document does not tell whether the old address still gives any",
    advice: "upgrade the client before the old address ends",
  },
  "server-removed": {
    severity: "warning",
    bump: "major",
    message: (p: { url: string }) => `the server ${quote(p.url)} was removed`,
    reason: "the document does not tell whether it still answers",
    advice: "call one of the servers that are left",
  },
  "server-default-changed": {
    severity: "warning",
    bump: "minor",
    message: (p: { from: string; to: string }) =>
      `calls go to ${quote(p.to)} unless told otherwise, not to ${quote(p.from)}`,
    reason: "data and credentials of the one need not be known to the other",
    advice: "set `baseUrl` where you mean the other",
  },
  "server-added": {
    severity: "info",
    message: (p: { url: string }) => `the server ${quote(p.url)} was added`,
    reason: ADDED,
  },
  "server-variable-narrowed": {
    severity: "error",
    message: (p: Named & { values: string }) =>
      `the server variable ${quote(p.name)} no longer takes ${p.values}`,
    reason: "a caller that sets it so calls no server of the document",
    advice: "set one of the values that are left",
  },
  "schema-removed": {
    severity: "warning",
    bump: "major",
    message: (p: Named) => `the schema ${quote(p.name)} was removed`,
    reason:
      "operations are compared by what they mean; the package's type and validator of that name are gone",
    advice: "use the type that the operation has in its place",
  },
  "schema-added": {
    severity: "info",
    message: (p: Named) => `the schema ${quote(p.name)} was added`,
    reason: ADDED,
  },
});

/** Every change that is not one of a schema. */
export const RULES = {
  ...operationRules,
  ...lifecycleRules,
  ...contentRules,
  ...documentRules,
};

export type RuleId = keyof typeof RULES;
export type RuleParams<C extends RuleId> = Parameters<(typeof RULES)[C]["message"]>[0];
