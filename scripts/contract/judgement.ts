import type { Objection } from "./objections.js";
import type { Blame, Verdict } from "./result.js";

/** What the witnesses make of a case. */
export interface Judgement {
  readonly blame: Blame;
  readonly isProven: boolean;
  readonly words?: string;
  readonly verdicts: readonly Verdict[];
}

/** One witness against the others is at fault; several against the suite show that the suite is. */
export function blamed(
  verdicts: readonly Verdict[],
  dissenting: readonly Verdict["witness"][],
  words: (witness: string) => string,
): Judgement {
  const [first] = dissenting;
  if (first === undefined) return { blame: "passed", isProven: true, verdicts };
  const isProven = !dissenting.includes("client") && !dissenting.includes("Ajv");
  const blame: Blame = dissenting.length > 1 || first === "Ajv" ? "suite" : first;
  const told = verdicts.find(({ witness }) => witness === first)?.words;
  return {
    blame,
    isProven,
    words: `${words(dissenting.join(" and "))}${told === undefined ? "" : `: ${told}`}`,
    verdicts,
  };
}

/** `words` undefined: nothing is wrong; empty: it was not asked. */
export function said(witness: Verdict["witness"], words: string | undefined): Verdict {
  if (words === undefined) return { witness, says: "valid" };
  return words === "" ? { witness, says: "nothing" } : { witness, says: "invalid", words };
}

export function ajvVerdict(ajv: Objection): Verdict {
  if (ajv.verdict === "valid") return { witness: "Ajv", says: "valid" };
  return {
    witness: "Ajv",
    says: ajv.verdict === "invalid" ? "invalid" : "nothing",
    words: ajv.words,
  };
}

export function wordsOf(error: unknown): string {
  if (error === undefined) return "nothing was thrown";
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
