import type { Json } from "../model/json.js";
import type { Pointer } from "../model/schema.js";
import type { Fact, Reason } from "../relate/reason.js";
import type { Relation } from "../relate/relate.js";

/** What became of a fact, seen from the old schema: reasons of both directions that belong together. */
export interface Difference {
  readonly fact: Fact;
  readonly path: readonly string[];
  readonly key?: string;
  /** Values that were valid are not; values that were not are. */
  readonly narrower: boolean;
  readonly wider: boolean;
  readonly from?: Json;
  readonly to?: Json;
  readonly before: Pointer;
  readonly after: Pointer;
  /** Of `required`: whether the member is described in the schema that does not require it. */
  readonly described?: boolean;
  readonly closed?: boolean;
}

/** Facts of which every value that is lost or won stands for itself. */
const APART: ReadonlySet<Fact> = new Set(["enum", "property", "required", "alternative", "null"]);

/** The reasons of a relation, those that are two sides of one change put together. */
export function differencesOf({ narrower, wider }: Relation): Difference[] {
  const lost = joined(narrower).map((reason) => seen(reason, false));
  const won = joined(wider).map((reason) => seen(reason, true));
  const met = new Set<Difference>();
  const merged = lost.map((one): Difference => {
    const other = APART.has(one.fact) ? undefined : won.find((each) => isSame(one, each));
    if (other === undefined) return one;
    met.add(other);
    const from = one.from ?? other.from;
    const to = other.fact === "type" ? other.to : (one.to ?? other.to);
    return {
      ...one,
      wider: true,
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
    };
  });
  return [...merged, ...won.filter((each) => !met.has(each))];
}

function isSame(a: Difference, b: Difference): boolean {
  return a.fact === b.fact && a.key === b.key && samePath(a.path, b.path);
}

export function samePath(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((token, index) => token === b[index]);
}

/** Types that are lost are one reason, whichever and however many; so are values of one list. */
function joined(reasons: readonly Reason[]): Reason[] {
  const found: Reason[] = [];
  for (const reason of reasons) {
    const at = found.findIndex(
      (one) =>
        one.fact === reason.fact && one.key === reason.key && samePath(one.path, reason.path),
    );
    const known = found[at];
    if (known === undefined) found.push(reason);
    else if (reason.fact === "type" || reason.fact === "enum") {
      const sub = [...new Set([known.sub, reason.sub].flatMap((one) => (one ?? []) as Json))];
      if (known.sub !== undefined) found[at] = { ...known, sub };
    }
  }
  return found;
}

/** `sub` is the old schema where it lost values, the new one where it won some. */
function seen(reason: Reason, wider: boolean): Difference {
  const { fact, path, key, closed, sub, sup, subAt, supAt } = reason;
  const [from, to] = wider ? [sup, sub] : [sub, sup];
  return {
    fact,
    path,
    narrower: !wider,
    wider,
    before: wider ? supAt : subAt,
    after: wider ? subAt : supAt,
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(key === undefined ? {} : { key }),
    ...(closed === undefined ? {} : { closed }),
    ...(fact === "required" ? { described: sub === true } : {}),
  };
}
