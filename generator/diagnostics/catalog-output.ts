import { defineDiagnostics, type None } from "./define.js";
import { didYouMean, quote } from "./quote.js";

const REQUIRED_HINTS: Readonly<Record<string, string | undefined>> = {
  "--input":
    "codegen generate --input openapi.yaml --output client; a codegen.config.mjs in this folder may name both",
  "--output": "name the folder of the package: --output client",
};

/** The command line and the output folder. */
export const outputDiagnostics = defineDiagnostics({
  "output/unwritable": {
    severity: "error",
    message: (p: { path: string; reason: string }) => `cannot write ${quote(p.path)}: ${p.reason}`,
  },
  "output/link": {
    severity: "error",
    message: (p: { path: string }) =>
      `${quote(p.path)} is a symbolic link; nothing is written where it leads`,
    hint: () => "put a file or folder in its place, or generate into the folder that it leads to",
  },
  "output/busy": {
    severity: "error",
    message: (p: { path: string; host: string; pid: number }) =>
      `another run is at work there: process ${String(p.pid)} on ${quote(p.host)}`,
    hint: (p) => `wait for it; if no such process is running any more, delete ${quote(p.path)}`,
  },
  "output/half-written": {
    severity: "error",
    message: (p: { path: string }) =>
      `a run was stopped while it wrote ${quote(p.path)}, which is neither old nor new`,
    hint: () => "the next generate command finishes it, before anything else",
  },
  "output/foreign": {
    severity: "error",
    message: (p: { path: string }) =>
      `${quote(p.path)} stands in the way and is not known to be generated`,
    hint: () =>
      "choose an empty folder, restore the manifest.json of the run that wrote it, or generate with --force",
  },
  "output/edited": {
    severity: "error",
    message: (p: { path: string }) => `${quote(p.path)} was edited by hand`,
    hint: () => "undo the edit, or overwrite it: the same generate command with --force",
  },
  "output/stale": {
    severity: "error",
    message: (p: { path: string }) => `${quote(p.path)} is not what the document generates`,
    hint: () => "run the generate command and commit its result",
  },
  "output/settings": {
    severity: "error",
    message: (p: { path: string }) =>
      `${quote(p.path)} was generated from the same document with other options, or other templates`,
    hint: () =>
      "give check those that generate had, --name among them, or keep them for both in codegen.config.mjs",
  },
  "output/extra": {
    severity: "error",
    message: (p: { path: string }) => `${quote(p.path)} is not generated from the document`,
    hint: () =>
      "generating deletes it if an earlier run wrote it; anything else is yours to move or delete",
  },
  "output/missing": {
    severity: "error",
    message: (p: { path: string }) => `${quote(p.path)} has not been generated`,
    hint: () => "run the generate command and commit its result",
  },
  "output/hook-path": {
    severity: "error",
    message: (p: { path: string }) => `${quote(p.path)} cannot be the path of a file in the output`,
    hint: () =>
      "letters, digits and _ $ . - make up the names; manifest.json is the generator's own",
  },
  "output/case": {
    severity: "error",
    message: (p: { path: string; other: string }) =>
      `${quote(p.path)} and ${quote(p.other)} are one file where file systems ignore case`,
  },
  "option/unknown": {
    severity: "error",
    message: (p: { option: string; nearest?: string }) => `there is no option ${quote(p.option)}`,
    hint: didYouMean,
  },
  "option/unknown-command": {
    severity: "error",
    message: (p: { command: string; nearest?: string }) =>
      `there is no command ${quote(p.command)}`,
    hint: (p) =>
      p.nearest === undefined ? "--help lists them" : `did you mean ${quote(p.nearest)}?`,
  },
  "option/invalid": {
    severity: "error",
    message: (p: { option: string; reason: string }) => `${quote(p.option)}: ${p.reason}`,
  },
  "option/required": {
    severity: "error",
    message: (p: { option: string }) => `${quote(p.option)} is required`,
    hint: (p) => REQUIRED_HINTS[p.option],
  },
  "option/nothing-included": {
    severity: "error",
    message: (p: { option: string; value: string; nearest?: string }) =>
      `${p.option} ${quote(p.value)} matches nothing in the document`,
    hint: didYouMean,
  },
  "option/unmatched": {
    severity: "warning",
    message: (p: { option: string; value: string; nearest?: string }) =>
      `${p.option} ${quote(p.value)} matches nothing in the document`,
    hint: didYouMean,
  },
  "option/nothing-left": {
    severity: "warning",
    message: (_: None) => "the filters leave no operation of the document",
  },
  "mock/start": {
    severity: "error",
    message: (p: { reason: string }) => `the mock did not start: ${p.reason}`,
  },
  "generator/fault": {
    severity: "error",
    message: (p: { reason: string }) => `the generator itself failed: ${p.reason}`,
    hint: () => "nothing was written; CODEGEN_DEBUG=1 shows where it arose, for a report",
  },
});
