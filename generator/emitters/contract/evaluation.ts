import { isObject, type Json, type JsonObject } from "../../model/json.js";
import type { ApiModel } from "../../model/model.js";
import type { ObjectAssertions, Schema, SchemaId } from "../../model/schema.js";
import { type Direction, isForTheOtherSide } from "./access.js";
import { type Clause, isLeftOut } from "./clause.js";
import { below } from "./edit.js";
import { entriesOf, equal, hasRepeats, isAmong, isOfSome, NONE } from "./json.js";
import { absorb, begun, type Finding, HOLDS, noteItem, noteProperty } from "./finding.js";
import type { Guards } from "./guards.js";
import { type Fault, matches, numberFaults, stringFaults } from "./scalars.js";
import type { Texts } from "./texts.js";
import type { Verdicts } from "./verdicts.js";

/**
 * One judgement of a value. Most of a derivation's time goes by here, and what is made for each schema
 * that is met is garbage at once: closures are made only where a text or a number has rules.
 *
 * @see Evaluator
 */
export class Evaluation {
  /** Schemas being applied, those to the present value from `#own` on: a reference that leads back asserts nothing new. */
  readonly #active: SchemaId[] = [];
  #own = 0;
  /** What was found by schema and place, where all is wanted. */
  #found: Map<string, Finding> | undefined;

  constructor(
    readonly schemas: ApiModel["schemas"],
    readonly direction: Direction,
    /** Whether any schema asks which members and items were spoken of. */
    readonly annotates: boolean,
    readonly without: Clause | undefined,
    /** Given where only validity is asked: what is known is not judged again, and the first fault ends it. */
    readonly verdicts: Verdicts | undefined,
    readonly texts: Texts,
    readonly guards: Guards,
  ) {}

  apply(id: SchemaId, value: Json, at: string): Finding {
    const schema = this.schemas[id];
    if (schema === undefined || this.#active.indexOf(id, this.#own) >= 0) return HOLDS;
    this.#active.push(id);
    this.verdicts?.ask(id);
    const found = begun(this.verdicts ? undefined : { schema: id, at, value });
    this.#judge(schema, value, at, found);
    this.#active.pop();
    if (!found.valid && this.verdicts === undefined) found.visits.length = 0;
    return found;
  }

  #judge(schema: Schema, value: Json, at: string, found: Finding): void {
    this.#values(schema, value, at, found);
    if (this.#isDecided(found)) return;
    if (Array.isArray(value)) this.#array(schema, value, at, found);
    else if (isObject(value)) this.#object(schema, value, at, found);
    if (this.#isDecided(found)) return;
    this.#combine(schema, value, at, found);
    if (this.#isDecided(found)) return;
    if (Array.isArray(value)) this.#unevaluatedItems(schema, value, at, found);
    else if (isObject(value)) this.#unevaluatedProperties(schema, value, at, found);
  }

  /** Notes that a value breaks a keyword, unless that is left out; returns whether no more need be known. */
  #fault({ id }: Schema, at: string, found: Finding, keyword: string, detail?: string): boolean {
    if (isLeftOut(this.without, id, keyword, detail)) return false;
    found.valid = false;
    if (this.verdicts === undefined) found.fault ??= { schema: id, keyword, detail, at };
    return this.#isDecided(found);
  }

  /** Whether all that is asked is known. */
  #isDecided(found: Finding): boolean {
    return this.verdicts !== undefined && !found.valid;
  }

  /** Applies a schema to a member: another value, for which no schema is being applied yet. */
  #applyInside(id: SchemaId, value: Json, at: string, key: string | number): Finding {
    const own = this.#own;
    this.#own = this.#active.length;
    const found = this.verdicts
      ? this.verdicts.of(id, value, this.#judgeAlone)
      : this.#whole(id, value, below(at, key));
    this.#own = own;
    return found;
  }

  #whole(id: SchemaId, value: Json, at: string): Finding {
    // Of what has no parts, all is found sooner than it is looked up.
    if (typeof value !== "object") return this.apply(id, value, at);
    const all = (this.#found ??= new Map<string, Finding>());
    const key = `${id} ${at}`;
    const found = all.get(key) ?? this.apply(id, value, at);
    all.set(key, found);
    return found;
  }

  readonly #judgeAlone = (id: SchemaId, value: Json): Finding => this.apply(id, value, "");

  /** Validity alone. */
  isValid(id: SchemaId, value: Json): boolean {
    return (this.verdicts?.of(id, value, this.#judgeAlone) ?? this.#judgeAlone(id, value)).valid;
  }

  #values(schema: Schema, value: Json, at: string, found: Finding): void {
    const { types, enum: values, const: constant, string, number } = schema.assertions;
    if (types !== undefined && !isOfSome(types, value))
      this.#fault(schema, at, found, types.length === 0 ? "false" : "type");
    if (values !== undefined && !isAmong(values, value)) this.#fault(schema, at, found, "enum");
    if (constant !== undefined && !equal(constant.value, value))
      this.#fault(schema, at, found, "const");
    if (this.#isDecided(found)) return;
    if (typeof value === "string" && string !== undefined)
      stringFaults(string, value, this.texts, this.#faults(schema, at, found));
    if (typeof value === "number" && number !== undefined)
      numberFaults(number, value, this.#faults(schema, at, found));
  }

  #faults(schema: Schema, at: string, found: Finding): Fault {
    return (keyword, detail) => this.#fault(schema, at, found, keyword, detail);
  }

  #array(schema: Schema, value: readonly Json[], at: string, found: Finding): void {
    const rules = schema.assertions.array;
    if (rules === undefined) return;
    const { minItems, maxItems, uniqueItems, prefixItems, items, contains } = rules;
    if (value.length < (minItems ?? 0)) this.#fault(schema, at, found, "minItems");
    if (value.length > (maxItems ?? Infinity)) this.#fault(schema, at, found, "maxItems");
    if (uniqueItems === true && hasRepeats(value)) this.#fault(schema, at, found, "uniqueItems");
    for (let index = 0; index < value.length; index++) {
      const id = prefixItems?.[index] ?? items;
      if (id === undefined) continue;
      if (this.annotates) noteItem(found, index);
      this.#inside(id, value[index] as Json, at, index, found);
      if (this.#isDecided(found)) return;
    }
    if (contains === undefined) return;
    let matching = 0;
    for (let index = 0; index < value.length; index++) {
      if (!this.#applyInside(contains.schema, value[index] as Json, at, index).valid) continue;
      if (this.annotates) noteItem(found, index);
      matching += 1;
    }
    if (matching < contains.min) this.#fault(schema, at, found, "contains");
    if (matching > (contains.max ?? Infinity)) this.#fault(schema, at, found, "maxContains");
  }

  #object(schema: Schema, value: JsonObject, at: string, found: Finding): void {
    const rules = schema.assertions.object;
    if (rules === undefined) return;
    const { minProperties, maxProperties, required = NONE } = rules;
    const keys = Object.keys(value);
    if (keys.length < (minProperties ?? 0)) this.#fault(schema, at, found, "minProperties");
    if (keys.length > (maxProperties ?? Infinity)) this.#fault(schema, at, found, "maxProperties");
    for (const key of required) {
      if (Object.hasOwn(value, key)) continue;
      if (isForTheOtherSide(this.schemas, rules.properties, key, this.direction)) continue;
      if (this.#fault(schema, at, found, "required", key)) return;
    }
    if (this.#isDecided(found)) return;
    for (const [trigger, wanted] of entriesOf(rules.dependentRequired))
      if (Object.hasOwn(value, trigger))
        for (const key of wanted)
          if (!Object.hasOwn(value, key))
            this.#fault(schema, at, found, "dependentRequired", `${trigger}>${key}`);
    for (const [trigger, id] of entriesOf(rules.dependentSchemas))
      if (Object.hasOwn(value, trigger)) this.#beside(id, value, at, found);
    for (const key of keys) {
      this.#member(schema, rules, value, key, at, found);
      if (this.#isDecided(found)) return;
    }
  }

  /** A member, by all that is said of its name; by `additionalProperties` where nothing is. */
  #member(
    schema: Schema,
    rules: ObjectAssertions,
    value: JsonObject,
    key: string,
    at: string,
    found: Finding,
  ): void {
    const { properties, patternProperties, additionalProperties: rest, propertyNames } = rules;
    const member = value[key] as Json;
    if (propertyNames !== undefined && !this.#applyInside(propertyNames, key, at, key).valid)
      this.#fault(schema, at, found, "propertyNames");
    let isDescribed = false;
    if (properties !== undefined && Object.hasOwn(properties, key)) {
      isDescribed = true;
      if (this.annotates) noteProperty(found, key);
      this.#inside(properties[key] as SchemaId, member, at, key, found);
    }
    for (const [pattern, id] of entriesOf(patternProperties)) {
      if (!matches(pattern, key)) continue;
      isDescribed = true;
      if (this.annotates) noteProperty(found, key);
      this.#inside(id, member, at, key, found);
    }
    if (isDescribed || rest === undefined) return;
    if (this.annotates) noteProperty(found, key);
    if (this.#isFalse(rest)) this.#fault(schema, at, found, "additionalProperties");
    else this.#inside(rest, member, at, key, found);
  }

  /** @see https://json-schema.org/draft/2020-12/json-schema-core#section-10.2 */
  #combine(schema: Schema, value: Json, at: string, found: Finding): void {
    const { ref, allOf = NONE, anyOf, oneOf, not, conditional } = schema.assertions;
    if (ref !== undefined) this.#beside(ref, value, at, found);
    for (const id of allOf) if (!this.#isDecided(found)) this.#beside(id, value, at, found);
    if (this.#isDecided(found)) return;
    // For the verdict alone, one that passes is enough of `anyOf`, and a second one too many of `oneOf`.
    if (anyOf !== undefined && this.#passing(anyOf, 1, value, at, found) === 0)
      this.#fault(schema, at, found, "anyOf");
    if (oneOf !== undefined && this.#passing(oneOf, 2, value, at, found) !== 1)
      this.#fault(schema, at, found, "oneOf");
    if (not !== undefined && this.apply(not, value, at).valid)
      this.#fault(schema, at, found, "not");
    if (conditional === undefined) return;
    const condition = this.apply(conditional.if, value, at);
    // What `if` saw counts as evaluated; it is no constraint, so its schemas are not visited.
    if (condition.valid) absorb(found, { ...condition, visits: [] });
    const next = condition.valid ? conditional.then : conditional.else;
    if (next !== undefined) this.#beside(next, value, at, found);
  }

  /** How many of the alternatives a value satisfies; for the verdict alone, no more than are `enough`. */
  #passing(
    ids: readonly SchemaId[],
    enough: number,
    value: Json,
    at: string,
    found: Finding,
  ): number {
    const isBrief = this.verdicts !== undefined && !this.annotates;
    let passed = 0;
    for (const id of ids) {
      if (this.#isRefused(id, value)) continue;
      const one = this.apply(id, value, at);
      if (!one.valid) continue;
      absorb(found, one);
      passed += 1;
      if (isBrief && passed === enough) break;
    }
    return passed;
  }

  /** Whether an alternative need not be applied to be known to fail: it is refused at first sight. */
  #isRefused(id: SchemaId, value: Json): boolean {
    const guard = this.guards.against(id, value);
    if (guard === undefined || guard.by.some(this.#isMoot)) return false;
    this.verdicts?.rely(guard.verdict);
    return true;
  }

  /** Whether a schema says nothing now: its constraint is left out, or it is being applied already. */
  readonly #isMoot = (id: SchemaId): boolean =>
    id === this.without?.schema || this.#active.indexOf(id, this.#own) >= 0;

  #unevaluatedItems(schema: Schema, value: readonly Json[], at: string, found: Finding): void {
    const rest = schema.assertions.array?.unevaluatedItems;
    if (rest === undefined) return;
    value.forEach((item, index) => {
      if (found.items?.has(index) === true) return;
      noteItem(found, index);
      this.#inside(rest, item, at, index, found);
    });
  }

  #unevaluatedProperties(schema: Schema, value: JsonObject, at: string, found: Finding): void {
    const rest = schema.assertions.object?.unevaluatedProperties;
    if (rest === undefined) return;
    for (const [key, member] of Object.entries(value)) {
      if (found.properties?.has(key) === true) continue;
      noteProperty(found, key);
      if (this.#isFalse(rest)) this.#fault(schema, at, found, "unevaluatedProperties");
      else this.#inside(rest, member, at, key, found);
    }
  }

  /** A schema of the same place: its annotations count here. */
  #beside(id: SchemaId, value: Json, at: string, found: Finding): void {
    const other = this.apply(id, value, at);
    found.fault ??= other.fault;
    if (!other.valid) found.valid = false;
    absorb(found, other);
  }

  /** A schema of a member: its annotations are its own. */
  #inside(id: SchemaId, value: Json, at: string, key: string | number, found: Finding): void {
    const other = this.#applyInside(id, value, at, key);
    found.fault ??= other.fault;
    if (!other.valid) found.valid = false;
    if (other.visits.length > 0) for (const visit of other.visits) found.visits.push(visit);
  }

  #isFalse(id: SchemaId): boolean {
    return this.schemas[id]?.assertions.types?.length === 0;
  }
}
