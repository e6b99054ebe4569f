import type { Planned } from "../contract/run.js";
import type { ClientPackage } from "../contract/package.js";

/** The cases of operations whose functions or validators a mutant has made anew; modules that it left alone are shared. */
export function touchedCases(
  cases: readonly Planned[],
  original: ClientPackage,
  mutated: ClientPackage,
): readonly Planned[] {
  const isEverywhere =
    original.security !== mutated.security ||
    original.client.createTransport !== mutated.client.createTransport;
  return isEverywhere
    ? cases
    : cases.filter(
        ({ operation }) =>
          original.client[operation] !== mutated.client[operation] ||
          original.validators[operation] !== mutated.validators[operation],
      );
}

/** The cases most like to notice first, those as likely in their order. */
export function likeliestFirst(
  cases: readonly Planned[],
  near: readonly string[],
): readonly Planned[] {
  const rank = ({ operation, one }: Planned): number => {
    const index = near.findIndex(
      (words) =>
        operation === words ||
        one.pointer.includes(words) ||
        one.covers.some((unit) => unit.includes(words)),
    );
    return index === -1 ? near.length : index;
  };
  return cases
    .map((planned) => [rank(planned), planned] as const)
    .sort(([one], [other]) => one - other)
    .map(([, planned]) => planned);
}
