import type { Assessment } from "./ledger.js";
import type { Judgement, Subject } from "./judge.js";
import type { Pair } from "./pairs.js";

/** One document, judged by every compiler. */
export interface Outcome {
  readonly document: string;
  readonly subject: Subject;
  /** Where `any` is written in what was generated. */
  readonly anys: readonly string[];
  readonly judgements: readonly (Judgement & { readonly assessment: Assessment })[];
}

/** Nothing differs but what the ledger names, and nothing is `any`. */
export function isClean({ anys, judgements }: Outcome): boolean {
  return (
    anys.length === 0 &&
    judgements.every(
      ({ errors, assessment: { unexplained, needless } }) =>
        errors.length + unexplained.length + needless.length === 0,
    )
  );
}

/** The heading of the table that `rowsOf` fills. */
export function heading(): string {
  return row(["document", "compiler", "components", "bodies", "parameters", "headers", "seconds"]);
}

/** A line for each compiler: how many pairs of each kind agree, of how many, and how long it took. */
export function rowsOf({ document, subject, judgements }: Outcome): string[] {
  return judgements.map(({ compiler, seconds, disagreements }) => {
    const differing = new Set(disagreements.map(({ pair }) => pair));
    const share = (kind: Pair["kind"]): string => {
      const pairs = subject.pairs.filter((pair) => pair.kind === kind);
      const agreeing = pairs.filter((pair) => !differing.has(pair));
      return `${String(agreeing.length)}/${String(pairs.length)}`;
    };
    return row([
      document.length > 36 ? `…${document.slice(-35)}` : document,
      compiler,
      share("component"),
      share("body"),
      share("parameters"),
      share("headers"),
      seconds.toFixed(1),
    ]);
  });
}

/** What differs, with the compiler's words, and what is wrong besides. */
export function findingsOf({ document, subject, anys, judgements }: Outcome): string[] {
  const { narrowed } = subject;
  return [
    ...anys.map((place) => `${document}: any in ${place}`),
    ...judgements.flatMap(({ compiler, disagreements, errors, assessment }) => [
      ...errors.map((error) => `${document} (${compiler}): ${error}`),
      ...disagreements.flatMap(({ pair, verdict, explanation }) => {
        const known = assessment.unexplained.includes(pair.pointer) ? "" : ", as the ledger says";
        return [
          `${document} (${compiler}): ${pair.pointer}: ${verdict}${known}`,
          ...explanation.map((line) => `  ${line}`),
        ];
      }),
      ...assessment.needless.map(
        (pointer) => `${document} (${compiler}): ${pointer} agrees: strike it off the ledger`,
      ),
    ]),
    ...(narrowed.length === 0
      ? []
      : [
          `${document}: ${String(narrowed.length)} alternatives narrower than their schemas, by a tag that only a discriminator states (--format json names them)`,
        ]),
  ];
}

/** The same as data. */
export function recordOf(outcome: Outcome): unknown {
  const { document, subject, anys, judgements } = outcome;
  return {
    document,
    clean: isClean(outcome),
    pairs: Object.fromEntries(
      (["component", "body", "parameters", "headers"] as const).map((kind) => [
        kind,
        subject.pairs.filter((pair) => pair.kind === kind).length,
      ]),
    ),
    any: anys,
    narrowed: subject.narrowed,
    compilers: judgements.map(({ compiler, seconds, disagreements, errors, assessment }) => ({
      compiler,
      seconds,
      errors,
      disagreements: disagreements.map(({ pair, verdict, explanation }) => ({
        kind: pair.kind,
        pointer: pair.pointer,
        verdict,
        inLedger: !assessment.unexplained.includes(pair.pointer),
        explanation,
      })),
      needless: assessment.needless,
    })),
  };
}

const WIDTHS = [36, 13, 11, 11, 11, 11, 8];

function row(cells: readonly string[]): string {
  return cells
    .map((cell, index) => cell.padEnd(WIDTHS[index] ?? 0))
    .join(" ")
    .trimEnd();
}
