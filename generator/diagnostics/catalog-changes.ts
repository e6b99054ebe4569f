import { defineDiagnostics } from "./define.js";
import { quote } from "./quote.js";

/** What is laid over a document, what is compared, what is let pass, what is released. */
export const changeDiagnostics = defineDiagnostics({
  "overlay/invalid": {
    severity: "error",
    message: (p: { reason: string }) => p.reason,
  },
  "overlay/misfit": {
    severity: "error",
    message: (p: { target: string; reason: string }) =>
      `the update does not fit ${quote(p.target)}: ${p.reason}`,
  },
  "overlay/unmatched": {
    severity: "warning",
    message: (p: { target: string }) => `${quote(p.target)} matches nothing in the document`,
    hint: () => "the document may have changed; strike the action off, or mend its target",
  },
  "overlay/idle": {
    severity: "warning",
    message: (p: { target: string }) => `the action on ${quote(p.target)} has nothing to do`,
    hint: () => "it wants one of update, remove and copy",
  },
  "revision/unknown": {
    severity: "error",
    message: (p: { revision: string }) =>
      `${quote(p.revision)} is neither a file, nor a folder, nor a revision that git knows`,
    hint: () => "a revision is followed by the document's path: main:spec/openapi.yaml",
  },
  "revision/no-document": {
    severity: "error",
    message: (p: { path: string }) => `there is no document in ${quote(p.path)}`,
    hint: () => "a folder is searched for openapi.yaml, openapi.yml and openapi.json",
  },
  "opinion/disagreement": {
    severity: "error",
    message: (p: { name: string; operation: string; was: string; is: string; instance: string }) =>
      `${p.name} of ${p.operation}: the rules see no such change, but ${quote(p.instance)} ${p.was} and ${p.is}`,
    hint: () => "one of the two is wrong: please report it with both documents",
  },
  "release/disagreement": {
    severity: "error",
    message: (p: { operation: string; verdict: string }) => `${quote(p.operation)}: ${p.verdict}`,
    hint: () => "nothing was released; the diff and the compiler have to agree first",
  },
  "release/version": {
    severity: "error",
    message: (p: { version: string; needed: string }) =>
      `the document calls itself ${quote(p.version)}, and has to be ${quote(p.needed)} at least`,
    hint: (p) => `set info.version to ${quote(p.needed)}`,
  },
  "release/nothing": {
    severity: "error",
    message: (p: { version: string }) => `nothing changed since ${quote(p.version)}`,
  },
  "ignore/invalid": {
    severity: "error",
    message: (p: { reason: string }) => p.reason,
    hint: () => "an entry has an id and a reason; operation and at narrow it down",
  },
  "ignore/unused": {
    severity: "error",
    message: (p: { id: string }) =>
      `no change is ${quote(p.id)} any more: the entry ignores nothing`,
    hint: () => "strike it off",
  },
});
