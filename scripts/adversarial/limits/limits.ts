import { excesses, ordinary, type Excess } from "./documents.js";
import { measured } from "./measure.js";
import { faultsOf, lineOf } from "./table.js";

/** Measures one document after another beside an ordinary refusal, and tells of each; returns how many are at fault. */
export async function limitsHold(
  tell: (line: string) => void,
  documents: readonly Excess[] = excesses,
): Promise<number> {
  const first = await measured(ordinary);
  const baseline = first.usage?.cpu ?? 0;
  tell(lineOf(first, baseline));
  let failed = faultsOf(first, baseline).length > 0 ? 1 : 0;
  for (const document of documents) {
    const result = await measured(document);
    tell(lineOf(result, baseline));
    if (faultsOf(result, baseline).length > 0) failed += 1;
  }
  tell(`${String(documents.length)} documents beyond the limits, ${String(failed)} failed`);
  return failed;
}
