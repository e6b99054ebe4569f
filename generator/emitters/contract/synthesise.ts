import type { Json, JsonType } from "../../model/json.js";
import type { ApiModel } from "../../model/model.js";
import type { ObjectAssertions, Schema, SchemaId } from "../../model/schema.js";
import { type Alternatives, alternativesOf } from "./alternatives.js";
import { accessOf, type Direction } from "./access.js";
import { setApart } from "./apart.js";
import { LONGEST_LIST } from "./bounds.js";
import { componentOf } from "./component.js";
import { givenOf } from "./given.js";
import { Evaluator } from "./evaluate.js";
import { objectOf, weightOf } from "./json.js";
import { freshKeys, memberIds, rotated } from "./members.js";
import {
  branchOf,
  leadsOn,
  MINIMAL,
  narrowed,
  type Plan,
  plansOfMembers,
  SHALLOW,
  shallower,
} from "./plan.js";
import { numberOf, textOf, typesOf } from "./synthesise-scalar.js";
import { isNull } from "./variety.js";

/** How deep values nest before one is given up. */
const DEEPEST = 24;
/**
 * Of how many values, members and items included, one with optional members is made at most where it
 * can be flatter: schemas that refer to each other by dozens of members would make megabytes of it.
 */
const HEAVIEST = 300;
/** Of how many a value is made that leads to a schema by all ways: those of one way are lighter. */
const HEAVIEST_LEAD = 10_000;
/** Deeper down, values of alternatives are not told apart any more. */
const APART = 8;

/** How a value is to be told apart from those of other alternatives. */
interface Apartness {
  readonly plan?: Plan;
  readonly depth?: number;
  /** Whether a changed value still shows what it is made for. */
  readonly isWanted?: (candidate: Json) => boolean;
}

/** Makes values that satisfy schemas, without chance: the same schema gives the same value. */
export class Synthesiser {
  readonly #schemas: ApiModel["schemas"];
  /** What judges the values made; who judges them again asks it, since it remembers them. */
  readonly evaluator: Evaluator;
  readonly #direction: Direction;
  readonly #alternatives: Alternatives;
  /** Drafts of components by plan: every value that refers to one shares it. */
  readonly #drafts = new WeakMap<Plan, Map<string, Json | undefined>>();

  constructor(model: ApiModel, direction: Direction) {
    this.#schemas = model.schemas;
    this.#direction = direction;
    this.evaluator = new Evaluator(model, direction);
    this.#alternatives = alternativesOf(model);
  }

  /** A valid value, or `undefined` where none is found. `nth` asks for distinct ones. */
  valueOf(id: SchemaId, plan: Plan = MINIMAL, nth = 0): Json | undefined {
    const value = this.draft([id], plan, nth);
    return value !== undefined && this.evaluator.isValid(id, value) ? value : undefined;
  }

  /** A value meant to satisfy all the schemas at once; unlike `valueOf`, it is not judged. */
  draft(ids: readonly SchemaId[], plan: Plan, nth = 0, depth = 0): Json | undefined {
    if (depth > DEEPEST) return undefined;
    if (depth > 0) return this.#shared(ids, plan, nth, depth);
    const value = this.#flattened(ids, plan, nth);
    if (plan.towards === undefined || value === undefined) return value;
    const isHeavy = weightOf(value, HEAVIEST_LEAD) > HEAVIEST_LEAD;
    return isHeavy ? this.#flattened(ids, narrowed(plan), nth) : value;
  }

  /** A whole value, less deep where it would be heavy. */
  #flattened(ids: readonly SchemaId[], plan: Plan, nth: number): Json | undefined {
    if (!plan.optional) return this.#shared(ids, plan, nth, 0);
    let [sought, value] = [plan, this.#shared(ids, plan, nth, 0)];
    while (
      value !== undefined &&
      weightOf(value, HEAVIEST) > HEAVIEST &&
      (sought.reach ?? SHALLOW) > 1
    ) {
      sought = shallower(sought);
      value = this.#shared(ids, sought, nth, 0);
    }
    return value;
  }

  #shared(ids: readonly SchemaId[], plan: Plan, nth: number, depth: number): Json | undefined {
    const component = componentOf(this.#schemas, ids, DEEPEST);
    if (component === undefined) return this.#drafted(ids, plan, nth, depth);
    const drafts = this.#drafts.get(plan) ?? new Map<string, Json | undefined>();
    this.#drafts.set(plan, drafts);
    const key = `${String(nth)} ${String(depth)} ${component}`;
    if (!drafts.has(key)) drafts.set(key, this.#drafted([component], plan, nth, depth));
    return drafts.get(key);
  }

  #drafted(ids: readonly SchemaId[], plan: Plan, nth: number, depth: number): Json | undefined {
    const schemas = this.#applicable(ids, plan);
    const isValid = (value: Json): boolean => ids.every((id) => this.evaluator.isValid(id, value));
    const given = givenOf(schemas, plan, nth, isValid);
    if (given !== undefined) return given;
    for (const type of typesOf(schemas)) {
      const value = this.#typed(type, ids, schemas, plan, nth, depth);
      if (value !== undefined) return this.#apart(schemas, value, plan, depth);
    }
    return undefined;
  }

  /** A value of one alternative of a `oneOf`, changed so that no other takes it; undefined where no change was found. */
  apartFrom(
    union: SchemaId,
    branch: SchemaId,
    value: Json,
    { plan = MINIMAL, depth = 0, isWanted }: Apartness = {},
  ): Json | undefined {
    const others = (this.#schemas[union]?.assertions.oneOf ?? []).filter((id) => id !== branch);
    if (!this.evaluator.isValid(branch, value)) return undefined;
    const around = { schemas: this.#schemas, synthesiser: this, asText: false };
    return setApart(value, branch, others, plan, depth, this.evaluator, around, isWanted);
  }

  /** The value, changed where several alternatives of a `oneOf` take it. */
  #apart(schemas: readonly Schema[], value: Json, plan: Plan, depth: number): Json {
    if (depth > APART) return value;
    let found = value;
    for (const schema of schemas) {
      const { oneOf = [] } = schema.assertions;
      const branch = this.#branchOf(schema, oneOf, plan);
      if (branch !== undefined)
        found = this.apartFrom(schema.id, branch, found, { plan, depth }) ?? found;
    }
    return found;
  }

  /** The alternative of a union that the plan takes: none that is null, and none that is void. */
  #branchOf(schema: Schema, union: readonly SchemaId[], plan: Plan): SchemaId | undefined {
    const branches = union.filter((one) => !isNull(this.#schemas[one]));
    const isVoid =
      schema.assertions.oneOf === union ? this.#alternatives.voidOf(schema) : undefined;
    const live = branches.filter((one) => isVoid?.has(one) !== true);
    return branchOf(live.length > 0 ? live : branches, plan);
  }

  /** The schemas that apply to one place: references followed, `allOf` joined, a branch chosen. */
  #applicable(ids: readonly SchemaId[], plan: Plan): Schema[] {
    const found = new Map<SchemaId, Schema>();
    const add = (id: SchemaId | undefined): void => {
      const schema = id === undefined ? undefined : this.#schemas[id];
      if (id === undefined || schema === undefined || found.has(id)) return;
      found.set(id, schema);
      const { ref, allOf, anyOf, oneOf, conditional } = schema.assertions;
      add(ref);
      allOf?.forEach(add);
      for (const union of [oneOf, anyOf])
        if (union !== undefined) add(this.#branchOf(schema, union, plan));
      if (conditional === undefined) return;
      const { if: condition, then, else: otherwise } = conditional;
      const leads = then !== undefined && plan.towards?.has(then) === true;
      if (plan.conditions || leads) [condition, then].forEach(add);
      else add(otherwise);
    };
    ids.forEach(add);
    return [...found.values()];
  }

  #typed(
    type: JsonType,
    ids: readonly SchemaId[],
    schemas: readonly Schema[],
    plan: Plan,
    nth: number,
    depth: number,
  ): Json | undefined {
    switch (type) {
      case "null":
        return null;
      case "boolean":
        return nth % 2 === 0;
      case "string":
        return textOf(schemas, nth);
      case "integer":
      case "number":
        return numberOf(schemas, type, nth);
      case "array":
        return this.#array(schemas, plan, nth, depth);
      case "object":
        return this.#object(ids, schemas, plan, nth, depth);
    }
  }

  #array(schemas: readonly Schema[], plan: Plan, nth: number, depth: number): Json | undefined {
    const rules = schemas.flatMap(({ assertions }) => assertions.array ?? []);
    const wanted = Math.max(
      ...rules.map((rule) =>
        Math.max(rule.minItems ?? 0, rule.contains?.min ?? 0, rule.prefixItems?.length ?? 0),
      ),
      plan.optional && depth < (plan.reach ?? SHALLOW) ? 1 : 0,
      leadsOn(
        plan,
        schemas,
        rules.flatMap((rule) => rule.items ?? []),
      )
        ? 1
        : 0,
    );
    const count = Math.min(wanted, ...rules.map((rule) => rule.maxItems ?? Infinity));
    if (count > LONGEST_LIST) return undefined;
    const items: Json[] = [];
    for (let index = 0; index < count; index++) {
      const ids = rules.flatMap((rule) => rule.prefixItems?.[index] ?? rule.items ?? []);
      for (const { contains } of rules)
        if (contains !== undefined && index < contains.min) ids.push(contains.schema);
      const item = this.draft(ids, plan, nth + index, depth + 1);
      if (item === undefined) return undefined;
      items.push(item);
    }
    return items;
  }

  #object(
    ids: readonly SchemaId[],
    schemas: readonly Schema[],
    plan: Plan,
    nth: number,
    depth: number,
  ): Json | undefined {
    const rules = schemas.flatMap(({ assertions }) => assertions.object ?? []);
    const known = new Set(rules.flatMap((rule) => Object.keys(rule.properties ?? {})));
    const planOf = plansOfMembers(plan, schemas, known, (key) => memberIds(rules, key));
    const members = new Map<string, Json>();
    const add = (key: string): boolean => {
      if (members.has(key)) return true;
      const value = this.draft(memberIds(rules, key), planOf(key), nth, depth + 1);
      if (value === undefined) return false;
      members.set(key, value);
      for (const { dependentRequired } of rules) own(dependentRequired, key)?.forEach(add);
      return true;
    };
    const required = new Set(rules.flatMap((rule) => rule.required ?? []));
    for (const key of required) if (!this.#isHidden(rules, key) && !add(key)) return undefined;
    const optional = rotated(
      [...known].filter((key) => !required.has(key) && !this.#isHidden(rules, key)),
      plan.branch,
    );
    const fewest = Math.max(0, ...rules.map((rule) => rule.minProperties ?? 0));
    const fill = (): void => {
      for (const key of [...optional, ...freshKeys(rules, fewest, this)])
        if (members.size < fewest) add(key);
    };
    fill();
    // One way is enough: where several lead on, taking all of them doubles the value at each step.
    optional.some((key) => leadsOn(plan, schemas, memberIds(rules, key)) && add(key));
    if (!plan.optional || depth >= (plan.reach ?? SHALLOW)) return objectOf(members);
    const isValid = (): boolean => {
      const whole = objectOf(members);
      return ids.every((id) => this.evaluator.isValid(id, whole));
    };
    const least = [...members];
    // Where few members may be, the others need not be made: objects of one of fifty refer to one another.
    const most = Math.min(...rules.map((rule) => rule.maxProperties ?? Infinity));
    for (const key of optional) if (members.size < most) add(key);
    if (known.size === 0) freshKeys(rules, 1, this).forEach(add);
    if (isValid()) return objectOf(members);
    // Some properties exclude each other: each is taken only while the object stays valid.
    members.clear();
    for (const [key, value] of least) members.set(key, value);
    for (const key of optional) {
      if (members.size >= most) break;
      const before = [...members];
      add(key);
      if (isValid()) continue;
      members.clear();
      for (const [name, value] of before) members.set(name, value);
    }
    return objectOf(members);
  }

  /** A property that a valid value of this side of the wire has no use for. */
  #isHidden(rules: readonly ObjectAssertions[], key: string): boolean {
    const hidden = this.#direction === "request" ? "read" : "write";
    return memberIds(rules, key).some(
      (id) =>
        accessOf(this.#schemas, id) === hidden || this.#schemas[id]?.assertions.types?.length === 0,
    );
  }
}

function own<T>(table: { readonly [key: string]: T } | undefined, key: string): T | undefined {
  return table !== undefined && Object.hasOwn(table, key) ? table[key] : undefined;
}
