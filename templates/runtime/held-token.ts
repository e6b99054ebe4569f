import type { Clock } from "./clock.js";
import type { TokenSource } from "./token.js";

/** A token, and when it expires: milliseconds of the clock, `Infinity` where nobody knows. */
export interface Lease {
  readonly token: string;
  readonly expires: number;
}

/** Milliseconds before a token expires by which it is renewed; a tenth of its life, where that is less. */
const MARGIN = 60_000;
/** Milliseconds for which a token that took a refused one's place, and was refused too, is not replaced. */
const PATIENCE = 60_000;

/**
 * Keeps a token while it holds, and has `lease` get another, once however many calls are waiting; no
 * caller's signal reaches it, so none can fail the others. Between twice its margin and its margin
 * before it expires, at a moment of chance so that many clients do not come at once, a token is
 * renewed while calls go on with it; then calls wait for the next. `lease` is told the token whose
 * place the next takes.
 */
export function heldTokens(
  lease: (before: string | undefined) => Promise<Lease>,
  clock: Pick<Clock, "now">,
  random: () => number = Math.random,
): TokenSource {
  let held: (Lease & { readonly born: number; readonly replaces: boolean }) | undefined;
  let renewal = Infinity;
  let accepted = false;
  let refused: string | undefined;
  let pending: Promise<string> | undefined;

  const renew = async (replaces: boolean) => {
    try {
      const next = await lease(held?.token);
      const born = clock.now();
      const margin = marginOf(next.expires - born);
      held = { ...next, born, replaces };
      renewal = next.expires - margin * (1 + random());
      accepted = false;
      return next.token;
    } finally {
      pending = undefined;
    }
  };
  return {
    get() {
      if (held !== undefined && clock.now() < held.expires - marginOf(held.expires - held.born)) {
        if (clock.now() >= renewal && pending === undefined) {
          // One that fails is tried again a little later; until then the old one holds.
          renewal = clock.now() + marginOf(held.expires - held.born) / 4;
          pending = renew(false);
          pending.catch(() => undefined);
        }
        return held.token;
      }
      return (pending ??= renew(held !== undefined && held.token === refused));
    },
    accept(token) {
      if (held?.token === token) accepted = true;
    },
    refuse(token) {
      // Of many calls refused with one token the first forgets it; the others find the next one.
      if (held?.token !== token) return true;
      // Refused at once, though new: something else is wrong with the call, and no token will help.
      if (held.replaces && !accepted && clock.now() < held.born + PATIENCE) return false;
      refused = token;
      held = { ...held, expires: -Infinity };
      return true;
    },
  };
}

function marginOf(lifetime: number): number {
  return Math.min(MARGIN, lifetime / 10);
}
