import type { SchemaId } from "../model/schema.js";
import type { Alternative } from "./alternative.js";
import { admits } from "./admission.js";
import { closest } from "./closest.js";
import { Apartness } from "./apartness.js";
import { areDisjoint } from "./disjoint.js";
import type { Meaning } from "./meaning.js";
import { itemObligations } from "./obligations-items.js";
import { memberObligations } from "./obligations-members.js";
import { scalarObligations } from "./obligations-scalars.js";
import type { Reason } from "./reason.js";

/** Two readings: the values of `sub` are asked whether they are values of `sup`. */
export interface Sides {
  readonly sub: Meaning;
  readonly sup: Meaning;
}

/** True where both schemas are known to mean the same without a look inside. */
export type Same = (sub: SchemaId, supAt: SchemaId, sides: Sides) => boolean;

/** So many steps are taken for one question; what is not proven by then is undecided. */
const STEPS = 60_000;
/** Questions are asked within each other so often: the stack has an end. */
const DEEPEST = 120;
/** Questions of exclusion are asked within each other so often. */
const NESTED = 8;
/** So many reasons are as good as more. */
const ENOUGH = 60;
/** Where a reason is all that is asked for. */
const MISSED: readonly Reason[] = [{ fact: "alternative", subAt: "#", supAt: "#", path: [] }];

/**
 * Asks whether one schema's values are all among another's, and why not. What it proves is true;
 * what it does not prove may be true all the same, and then its reasons say where it gave up.
 *
 * Recursive schemas are compared by coinduction: a question that is met again while it is being
 * answered is taken to hold, and everything that rests on it holds only if it does.
 */
export class Inclusion {
  readonly #same: Same;
  /** Whether it is asked alone if there is a reason: the first is enough then, and says nothing. */
  readonly isBrief: boolean;
  readonly #proven = new Map<string, readonly Reason[]>();
  readonly #open = new Map<string, number>();
  /** The outermost open question that what is being answered rests on. */
  #rests = Infinity;
  #steps = 0;
  #asking = 0;
  /** Whether something was left undecided since a bound was met. */
  #isCut = false;
  readonly #apart = new Apartness();

  constructor(same: Same, { isBrief = false } = {}) {
    this.#same = same;
    this.isBrief = isBrief;
  }

  /** Why a value of all of `sub` need not be one of all of `sup`; no reason where it must. */
  reasons(sub: readonly SchemaId[], sup: readonly SchemaId[], sides: Sides): readonly Reason[] {
    if (this.#open.size === 0) this.#steps = 0;
    if (sup.every((id) => sides.sup.isOpen(id) || sub.some((one) => this.#same(one, id, sides))))
      return [];
    const key = questionOf(sub, sup, sides);
    const proven = this.#proven.get(key);
    if (proven !== undefined) return proven;
    const asked = this.#open.get(key);
    if (asked !== undefined) {
      this.#rests = Math.min(this.#rests, asked);
      return [];
    }
    const depth = this.#open.size;
    if (depth >= DEEPEST || this.#steps > STEPS) return this.#givenUp(sub, sup);
    this.#open.set(key, depth);
    const outer = this.#rests;
    this.#rests = Infinity;
    const found = this.#answer(sub, sup, sides);
    this.#open.delete(key);
    // What rests on a question that is still open is not known for good; what failed all the same is, but for its reasons.
    if (this.#rests >= depth || this.isMissed(found)) this.#proven.set(key, found);
    this.#rests = Math.min(outer, this.#rests >= depth ? Infinity : this.#rests);
    return found;
  }

  /**
   * Asks whether two alternatives exclude each other, which may ask the same of others: to a depth,
   * beyond which it is not known. What was found without that depth being met, and rests on no open
   * question, is found again by asking again, and so is remembered.
   */
  apart(one: Alternative, other: Alternative, level: number, ask: () => boolean): boolean {
    const known = this.#apart.recall(one, other, level);
    if (known !== undefined) return known;
    this.#steps += 1;
    if (this.#asking >= NESTED || this.#steps > STEPS) {
      this.#isCut = true;
      return false;
    }
    const [rests, isCut] = [this.#rests, this.#isCut];
    this.#rests = Infinity;
    this.#isCut = false;
    this.#asking += 1;
    const found = ask();
    this.#asking -= 1;
    if (this.#rests === Infinity && !this.#isCut) this.#apart.keep(one, other, level, found);
    this.#rests = Math.min(rests, this.#rests);
    this.#isCut ||= isCut;
    return found;
  }

  /** The answer to what is asked when no step is left, or too deep: it is not proven. */
  #givenUp([subAt = "#"]: readonly SchemaId[], [supAt = "#"]: readonly SchemaId[]): Reason[] {
    this.#isCut = true;
    return [{ fact: "undecided", subAt, supAt, path: [] }];
  }

  holds(sub: readonly SchemaId[], sup: readonly SchemaId[], sides: Sides): boolean {
    return this.reasons(sub, sup, sides).length === 0;
  }

  /** Whether what was found is enough to know that something is missed, and no more is asked. */
  isMissed(found: readonly Reason[]): boolean {
    return this.isBrief && found.length > 0;
  }

  #answer(sub: readonly SchemaId[], sup: readonly SchemaId[], sides: Sides): Reason[] {
    const wanted = sides.sup.of(sup);
    const found: Reason[] = [];
    for (const one of sides.sub.of(sub)) {
      if (found.length >= ENOUGH || this.isMissed(found)) break;
      found.push(...this.covered(one, wanted, sides, sup[0]));
    }
    return found;
  }

  /** Why an alternative is not within a union. */
  covered(
    one: Alternative,
    wanted: readonly Alternative[],
    sides: Sides,
    supAt: SchemaId = one.at,
  ): readonly Reason[] {
    const ofType = wanted.filter(({ type }) => type === one.type);
    if (ofType.length === 0) {
      const fact = one.type === "null" ? "null" : "type";
      return [{ fact, sub: typeNameOf(one), sup: null, subAt: one.at, supAt, path: [] }];
    }
    if (one.values !== undefined) {
      const { value, at } = one.values;
      const refused = value.filter(
        (each) => !ofType.some((other) => admits(other, each, sides.sup)),
      );
      if (refused.length === 0) return [];
      const listed = ofType.find(({ values }) => values !== undefined)?.values;
      const sup = listed?.value ?? null;
      return [{ fact: "enum", sub: refused, sup, subAt: at, supAt: listed?.at ?? supAt, path: [] }];
    }
    const tried: { readonly other: Alternative; readonly reasons: readonly Reason[] }[] = [];
    for (const other of closest(one, ofType)) {
      const reasons = this.#against(one, other, sides);
      if (reasons.length === 0) return [];
      tried.push({ other, reasons });
    }
    return this.isBrief ? MISSED : this.#explained(one, tried, sides, supAt);
  }

  /** The reasons of the alternative that is meant: the one that has most in common. */
  #explained(
    one: Alternative,
    tried: readonly { readonly other: Alternative; readonly reasons: readonly Reason[] }[],
    sides: Sides,
    supAt: SchemaId,
  ): readonly Reason[] {
    const isUnion = one.branches.length > 0 || tried.length > 1;
    const meant = tried.filter(({ other }) => !isUnion || !areDisjoint(one, other, sides, this));
    const best = meant.reduce<(typeof tried)[number] | undefined>(
      (best, next) =>
        best === undefined || weightOf(next.reasons) < weightOf(best.reasons) ? next : best,
      undefined,
    );
    const condition = best?.other.conditions[0];
    if (condition !== undefined && one.conditions.length === 0)
      return [{ fact: "conditional", subAt: one.at, supAt: condition, path: [] }];
    if (best !== undefined) return best.reasons;
    const at = one.branches[0] ?? one.at;
    return [{ fact: "alternative", sub: true, subAt: at, supAt, path: [] }];
  }

  #against(one: Alternative, other: Alternative, sides: Sides): readonly Reason[] {
    this.#steps += 1;
    const undecided = (): Reason => ({
      fact: "undecided",
      subAt: one.at,
      supAt: other.undecided[0] ?? other.at,
      path: [],
    });
    if (this.#steps > STEPS) {
      this.#isCut = true;
      return [undecided()];
    }
    const reasons = scalarObligations(one, other, sides);
    if (this.isMissed(reasons)) return reasons;
    if (one.type === "object") reasons.push(...memberObligations(one, other, sides, this));
    if (one.type === "array") reasons.push(...itemObligations(one, other, sides, this));
    if (this.isMissed(reasons)) return reasons;
    for (const id of other.nots) {
      const refused = sides.sup.of([id]);
      if (!refused.every((each) => areDisjoint(one, each, sides, this)))
        reasons.push({ fact: "not", subAt: one.at, supAt: id, path: [] });
    }
    for (const [index, id] of other.contentSchemas.entries()) {
      const own = one.contentSchemas[index];
      if (own === undefined || !this.holds([own], [id], sides))
        reasons.push({ fact: "contentMediaType", subAt: one.at, supAt: id, path: [] });
    }
    if (other.undecided.some((id) => !one.undecided.some((own) => this.#same(own, id, sides))))
      reasons.push(undecided());
    return reasons;
  }
}

/** An alternative that is excluded as a whole is less likely meant than one that is missed by a bound. */
function weightOf(reasons: readonly Reason[]): number {
  return reasons.reduce(
    (sum, { fact }) => sum + (fact === "not" || fact === "undecided" ? 2 : 1),
    0,
  );
}

function typeNameOf({ type, integer }: Alternative): string {
  return integer === undefined ? type : "integer";
}

const numbers = new WeakMap<Meaning, number>();
let last = 0;

function questionOf(sub: readonly SchemaId[], sup: readonly SchemaId[], sides: Sides): string {
  const name = (meaning: Meaning): number => {
    const known = numbers.get(meaning) ?? (last += 1);
    numbers.set(meaning, known);
    return known;
  };
  const ids = (list: readonly SchemaId[]): string => [...new Set(list)].sort().join("\n");
  return `${String(name(sides.sub))}\n${ids(sub)}\n${String(name(sides.sup))}\n${ids(sup)}`;
}
