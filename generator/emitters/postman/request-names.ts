import type { Operation } from "../../model/model.js";
import { salt } from "../../model/salt.js";

/** A request that wants a name. */
export interface NamedRequest {
  readonly operation: Operation;
  readonly wish: string;
  /** What tells it from the operation's others: its media type, and its example's key. */
  readonly detail: string;
}

/**
 * Names for requests, in their order: those of one name cannot be told apart in a report of a run. Of
 * several that want one, the smallest path has it, and the others say in brackets which they are, so
 * that no order of the document decides, and what is added beside them renames nothing.
 */
export function requestNames(requests: readonly NamedRequest[]): string[] {
  const named = toldApart(
    requests.map(({ operation: { pointer }, wish, detail }) => ({
      scope: pointer,
      key: detail,
      wish,
      told: detail,
    })),
  );
  return toldApart(
    requests.map(({ operation: { path, method } }, index) => ({
      scope: "",
      key: `${path} ${method}`,
      wish: named[index] ?? "",
      told: `${method.toUpperCase()} ${path}`,
    })),
  );
}

interface Claim {
  /** Names count for nothing outside it. */
  readonly scope: string;
  /** Of two that want one name, the one with the smaller key has it. */
  readonly key: string;
  readonly wish: string;
  readonly told: string;
}

function toldApart(claims: readonly Claim[]): string[] {
  const nameOf = ({ scope }: Claim, name: string): string => JSON.stringify([scope, name]);
  const owners = new Map<string, Claim>();
  for (const claim of claims) {
    const name = nameOf(claim, claim.wish);
    const owner = owners.get(name);
    if (owner === undefined || claim.key < owner.key) owners.set(name, claim);
  }
  return claims.map((claim) => {
    if (owners.get(nameOf(claim, claim.wish)) === claim) return claim.wish;
    const told = `${claim.wish} (${claim.told})`;
    if (!owners.has(nameOf(claim, told))) return told;
    return `${claim.wish} (${claim.told}, ${salt(`${claim.scope} ${claim.key}`)})`;
  });
}
