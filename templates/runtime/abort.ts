/** Who hears a signal. */
const hearers = /* @__PURE__ */ new WeakMap<AbortSignal, Set<() => void>>();

/**
 * Runs something once a signal that is not aborted yet is; the answer calls it off. However many
 * hear a signal, it has one listener: platforms warn of more than ten, and take long to remove one
 * of thousands.
 */
export function onAbort(signal: AbortSignal, run: () => void): () => void {
  const all = hearers.get(signal) ?? new Set();
  if (all.size === 0) {
    hearers.set(signal, all);
    signal.addEventListener("abort", tell);
  }
  all.add(run);
  return () => {
    if (all.delete(run) && all.size === 0) signal.removeEventListener("abort", tell);
  };
}

function tell({ target }: Event): void {
  for (const run of hearers.get(target as AbortSignal) ?? []) run();
}
