import type { Json } from "../../model/json.js";
import type { ApiModel, Operation, Parameter } from "../../model/model.js";
import { salt } from "../../model/salt.js";
import type { SchemaId } from "../../model/schema.js";
import type { Direction } from "./access.js";
import { alternativesOf } from "./alternatives.js";
import { refusalOf } from "./answers.js";
import { reasonOfBound } from "./bounds.js";
import { placeName, withOwnNames } from "./case-names.js";
import type { Edit, Uncovered, ViolationCase } from "./case.js";
import { type Clause, clauseKey, clausePointer, uncovered, UNSHOWN } from "./clause.js";
import { clausesBelow } from "./clauses.js";
import { below, changed, segments } from "./edit.js";
import type { NamedInput, Requests } from "./inputs.js";
import { equal } from "./json.js";
import type { Mutant } from "./mutant.js";
import { mutantsOf } from "./mutants.js";
import { Places } from "./places.js";
import type { Plan } from "./plan.js";
import { type Base, type Hit, type Subject, wholeEdit } from "./subject.js";

/** What was found for one operation. */
export interface Violations {
  readonly cases: readonly ViolationCase[];
  /** Inputs made for cases that no other input leads to. */
  readonly inputs: readonly NamedInput[];
  readonly uncovered: readonly Uncovered[];
}

/** The reason of a constraint that is broken by values which another alternative of a union takes. */
export const ABSORBED = "whatever breaks it satisfies another alternative";

/** How many values are tried for an operation: schemas that refer to each other everywhere have no end of places. */
const MOST_TRIED = 4_000;

/** How many values are made for constraints that the values at hand do not lead to. */
const MOST_DETOURS = 200;

/**
 * Collects violations: a valid value is edited until it is invalid, and valid again once the
 * constraint is left out of account. Where a constraint only breaks together with another, the
 * first edit that breaks both is kept.
 */
export class Search {
  readonly #cases: ViolationCase[] = [];
  readonly #inputs = new Map<string, NamedInput>();
  readonly #uncovered = new Map<string, Uncovered>();
  readonly #covered = new Set<string>();
  readonly #absorbed = new Set<string>();
  readonly #unshown = new Set<string>();
  readonly #status: number;
  #tried = 0;

  constructor(
    readonly model: ApiModel,
    readonly operation: Operation,
    readonly requests: Requests,
    readonly limit: number,
    readonly direction: Direction = "request",
    /** Keys of constraints that need no breaking; receives those that were broken. */
    readonly known: Set<string> | undefined = undefined,
    /** Cases at most; beyond `limit` only of constraints that no case breaks yet. */
    readonly most: number = limit,
  ) {
    this.#status = refusalOf(operation);
  }

  result(): Violations {
    return {
      cases: withOwnNames(this.#cases, ({ pointer, detail = "", edit, input }) => [
        pointer,
        detail,
        edit,
        input,
      ]),
      inputs: [...this.#inputs.values()],
      uncovered: [...this.#uncovered.values()],
    };
  }

  /** What was not broken, by the keys of its constraints. */
  get open(): ReadonlyMap<string, Uncovered> {
    return this.#uncovered;
  }

  /** A required parameter left out. */
  leaveOut(parameter: Parameter, input: string): void {
    if (!parameter.required) return;
    const clause = { schema: parameter.pointer, keyword: "required" };
    const edit: Edit = { op: "remove", at: below(below("", parameter.in), parameter.key) };
    const reason =
      parameter.in === "path" ? "without it there is no path" : unreadByMocks(parameter);
    this.add(clause, edit, input, true, reason);
  }

  /** Breaks every constraint that the subject's values meet, once at every place it is met. */
  breakAll(subject: Subject): void {
    const places = new Places();
    for (const base of subject.bases) {
      if (this.#isSpent) break;
      this.#breakAt(subject, base, places);
    }
    const wanted = clausesBelow(this.model, subject.schema, this.direction).filter(
      (clause) => this.known?.has(clauseKey(clause)) !== true,
    );
    const isOpen = (clause: Clause): boolean => !places.clauses.has(clauseKey(clause));
    const alternatives = alternativesOf(this.model);
    const open = new Set(wanted.filter(isOpen).map(({ schema }) => schema));
    const live = lazy(() => alternatives.liveBelow(subject.schema, this.direction));
    const targets = this.#isSpent ? [] : [...open].filter((id) => live().has(id));
    let detours = 0;
    for (const target of targets) {
      const isMet = (): boolean =>
        !wanted.some((clause) => clause.schema === target && isOpen(clause));
      if (isMet()) continue;
      if (this.#isSpent) break;
      if (++detours > MOST_DETOURS) break;
      for (const plan of this.requests.reach.plansTo(target)) {
        const base = isMet() ? undefined : this.#detour(subject, target, plan);
        if (base !== undefined) this.#breakAt(subject, base, places);
      }
    }
    for (const report of places.together.values()) report();
    for (const key of this.#covered) this.known?.add(key);
    const reason = this.#reasonOf(subject);
    for (const clause of wanted) {
      const key = clauseKey(clause);
      if (this.#covered.has(key) || this.#uncovered.has(key)) continue;
      const isAbsorbed = this.#absorbed.has(key) && this.requests.hasUnions;
      const idle = alternatives.reasonOf(clause.schema, live());
      const bound = reasonOfBound(
        this.model.schemas[clause.schema]?.assertions ?? {},
        clause.keyword,
      );
      const why =
        idle ?? bound ?? (this.#unshown.has(key) ? UNSHOWN : isAbsorbed ? ABSORBED : reason);
      this.#uncovered.set(key, uncovered(clause, why));
    }
  }

  /** Whether no case more is looked for. */
  get #isSpent(): boolean {
    return this.#tried >= MOST_TRIED || this.#isFull(false);
  }

  #reasonOf({ bases }: Subject): string {
    if (bases.length === 0) return "no valid value was found";
    if (this.#isFull(false)) return this.#beyond;
    if (this.#isSpent) return `beyond the ${String(MOST_TRIED)} values tried for an operation`;
    return "no edit of a valid value breaks it";
  }

  /** Takes a case, unless the operation has its fill. */
  add(clause: Clause, edit: Edit, input: string, alone: boolean, unsendable?: string): boolean {
    const key = clauseKey(clause);
    if (this.#isFull(this.#covered.has(key))) {
      if (!this.#covered.has(key)) this.#uncovered.set(key, uncovered(clause, this.#beyond));
      return false;
    }
    this.#covered.add(key);
    this.#uncovered.delete(key);
    const { keyword, detail } = clause;
    this.#cases.push({
      kind: "violation",
      id: `${this.operation.name}/violation${edit.at}/${keyword}`,
      pointer: clausePointer(clause),
      input,
      keyword,
      ...(detail === undefined ? {} : { detail }),
      edit,
      status: this.#status,
      alone,
      ...(unsendable === undefined ? {} : { unsendable }),
    });
    return true;
  }

  get #beyond(): string {
    return `beyond the ${String(this.most)} cases of an operation`;
  }

  #isFull(isRepeated: boolean): boolean {
    return this.#cases.length >= (isRepeated ? this.limit : this.most);
  }

  #breakAt(subject: Subject, base: Base, places: Places): void {
    const { evaluator, synthesiser } = this.requests;
    const around = { schemas: this.model.schemas, synthesiser, asText: subject.asText };
    const { visits } = evaluator.evaluate(subject.schema, base.value);
    for (const { schema: id, at, value } of visits) {
      const schema = this.model.schemas[id];
      if (schema === undefined) continue;
      const whichever = at.replace(/\/\d+(?=\/|$)/g, "/*");
      for (const mutant of mutantsOf(schema, value, around)) {
        const key = clauseKey(mutant.clause);
        if (this.#isSpent) return;
        if (this.known?.has(key) === true || (this.#covered.has(key) && this.#isFull(true)))
          continue;
        const place = `${key} ${whichever}`;
        if (places.alone.has(place) || places.isGivenUp(place)) continue;
        // It is never broken alone: what another value makes of it is no better.
        if (mutant.implied === true && places.together.has(place)) continue;
        const hit = this.#firstHit(subject, base.value, mutant, at);
        if (hit === undefined) {
          this.#absorbed.add(key);
          places.miss(place);
          continue;
        }
        places.clauses.add(key);
        const report = (): void => this.#report(subject, base, mutant, hit);
        if (!hit.alone) {
          places.miss(place);
          if (!places.together.has(place)) places.together.set(place, report);
          continue;
        }
        places.alone.add(place);
        places.together.delete(place);
        report();
      }
    }
  }

  /** The first edit that breaks the constraint alone, else the first that breaks it at all. */
  #firstHit({ schema, isShown }: Subject, base: Json, mutant: Mutant, at: string): Hit | undefined {
    const { evaluator } = this.requests;
    const path = segments(at);
    let second: Hit | undefined;
    for (const relative of mutant.edits) {
      this.#tried += 1;
      const edit = { ...relative, at: at + relative.at };
      const value = changed(base, path, relative, evaluator.texts);
      if (value === undefined || evaluator.isValid(schema, value)) continue;
      if (isShown?.(value) === false) {
        this.#unshown.add(clauseKey(mutant.clause));
        continue;
      }
      if (mutant.implied === true) return { edit, value, alone: false };
      if (evaluator.isValid(schema, value, mutant.clause)) return { edit, value, alone: true };
      second ??= { edit, value, alone: false };
    }
    return second;
  }

  /** A valid value made to meet a schema that the subject's own values do not meet. */
  #detour(subject: Subject, target: SchemaId, plan: Plan): Base | undefined {
    const [first] = subject.bases;
    if (first === undefined) return undefined;
    const value = this.requests.synthesiser.valueOf(subject.schema, plan);
    if (value === undefined || subject.bases.some((base) => equal(base.value, value)))
      return undefined;
    if (subject.whole) return { input: first.input, value };
    const name = `synthesised-for-${placeName(target)}-${salt(target)}${plan.optional ? "" : "-least"}`;
    const input = { ...first.input.input, body: value };
    return { value, input: { name, pointer: target, input } };
  }

  #report(subject: Subject, base: Base, mutant: Mutant, hit: Hit): void {
    const edit = subject.whole
      ? wholeEdit(subject.at, hit)
      : { ...hit.edit, at: subject.at + hit.edit.at };
    const isEmptyPath = subject.at.startsWith("/path/") && hit.value === "";
    const unsendable = isEmptyPath
      ? "an empty text makes another path"
      : (subject.unsendable ?? mutant.unsendable);
    const { input } = base;
    const isTaken = this.add(mutant.clause, edit, input.name, hit.alone, unsendable);
    if (isTaken && input.name.startsWith("synthesised-for-")) this.#inputs.set(input.name, input);
  }
}

/** A value that is made when it is first asked for. */
function lazy<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** Why no mock is asked about a parameter: Prism reads query strings as pairs alone. */
export function unreadByMocks({ style }: Pick<Parameter, "style">): string | undefined {
  return style === "querystring" ? "mocks read no query string that is one value" : undefined;
}
