/** Who hears a signal, and the one listener that tells them. */
interface Hearers {
  readonly all: Set<() => void>;
  readonly tell: () => void;
}

const known = /* @__PURE__ */ new WeakMap<AbortSignal, Hearers>();

/**
 * Runs something once a signal that is not aborted yet is; the answer calls it off. However many
 * hear a signal, it has one listener: platforms warn of more than ten, and take long to remove one
 * of thousands.
 */
export function onAbort(signal: AbortSignal, run: () => void): () => void {
  const { all, tell } = known.get(signal) ?? hearersOf(signal);
  all.add(run);
  return () => {
    if (!all.delete(run) || all.size > 0) return;
    signal.removeEventListener("abort", tell);
    known.delete(signal);
  };
}

function hearersOf(signal: AbortSignal): Hearers {
  const all = new Set<() => void>();
  const tell = () => {
    for (const run of all) run();
  };
  signal.addEventListener("abort", tell, { once: true });
  known.set(signal, { all, tell });
  return { all, tell };
}
