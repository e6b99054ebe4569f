import type { Mutant } from "./mutant.js";

/** Mutants that nothing can notice, and why. */
export interface Excuse {
  readonly of: Mutant["of"];
  readonly id: RegExp;
  readonly reason: string;
}

export const EXCUSES: readonly Excuse[] = [];

export function excuseOf({ of, id }: Pick<Mutant, "of" | "id">): string | undefined {
  return EXCUSES.find((one) => one.of === of && one.id.test(id))?.reason;
}
