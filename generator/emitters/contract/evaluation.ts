import { isObject, type Json, type JsonObject } from "../../model/json.js";
import type { ApiModel } from "../../model/model.js";
import type { ArrayAssertions, ObjectAssertions, Schema, SchemaId } from "../../model/schema.js";
import { type Direction, isForTheOtherSide } from "./access.js";
import { type Clause, isLeftOut } from "./clause.js";
import { below } from "./edit.js";
import { entriesOf, equal, hasType } from "./json.js";
import { absorb, type Finding, findingOf, HOLDS, NO_VISITS } from "./finding.js";
import type { Guards } from "./guards.js";
import { type Fault, matches, numberFaults, stringFaults } from "./scalars.js";
import type { Texts } from "./texts.js";
import type { Verdicts } from "./verdicts.js";

/** One judgement of a value. @see Evaluator */
export class Evaluation {
  /** Schemas being applied, those to the present value from `#own` on: a reference that leads back asserts nothing new. */
  readonly #active: SchemaId[] = [];
  #own = 0;
  /** What was found by schema and place, where all is wanted. */
  readonly #found = new Map<string, Finding>();

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
    const found = this.#begin(id, value, at);
    this.#judge(schema, value, at, found);
    this.#active.pop();
    if (!found.valid && this.verdicts === undefined) found.visits.length = 0;
    return found;
  }

  #begin(id: SchemaId, value: Json, at: string): Finding {
    if (this.verdicts === undefined)
      return { ...findingOf(true), visits: [{ schema: id, at, value }] };
    this.verdicts.ask(id);
    return { valid: true, visits: NO_VISITS, properties: undefined, items: undefined };
  }

  #judge(schema: Schema, value: Json, at: string, found: Finding): void {
    const { id } = schema;
    const fault: Fault = (keyword, detail) => {
      if (isLeftOut(this.without, id, keyword, detail)) return false;
      found.valid = false;
      if (this.verdicts === undefined) found.fault ??= { schema: id, keyword, detail, at };
      return this.#isDecided(found);
    };
    this.#values(schema, value, found, fault);
    if (this.#isDecided(found)) return;
    if (Array.isArray(value)) this.#array(schema.assertions.array ?? {}, value, at, found, fault);
    else if (isObject(value)) this.#object(schema, value, at, found, fault);
    if (this.#isDecided(found)) return;
    this.#combine(schema, value, at, found, fault);
    if (this.#isDecided(found)) return;
    if (Array.isArray(value)) this.#unevaluatedItems(schema, value, at, found);
    else if (isObject(value)) this.#unevaluatedProperties(schema, value, at, found, fault);
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
    const key = `${id} ${at}`;
    const found = this.#found.get(key) ?? this.apply(id, value, at);
    this.#found.set(key, found);
    return found;
  }

  readonly #judgeAlone = (id: SchemaId, value: Json): Finding => this.apply(id, value, "");

  /** Validity alone. */
  isValid(id: SchemaId, value: Json): boolean {
    return (this.verdicts?.of(id, value, this.#judgeAlone) ?? this.#judgeAlone(id, value)).valid;
  }

  #values(schema: Schema, value: Json, found: Finding, fault: Fault): void {
    const { types, enum: values, const: constant, string, number } = schema.assertions;
    if (types !== undefined && types.length === 0) fault("false");
    else if (types !== undefined && !types.some((type) => hasType(value, type))) fault("type");
    if (values !== undefined && !values.some((one) => equal(one, value))) fault("enum");
    if (constant !== undefined && !equal(constant.value, value)) fault("const");
    if (this.#isDecided(found)) return;
    if (typeof value === "string" && string !== undefined)
      stringFaults(string, value, this.texts, fault);
    if (typeof value === "number" && number !== undefined) numberFaults(number, value, fault);
  }

  #array(
    rules: ArrayAssertions,
    value: readonly Json[],
    at: string,
    found: Finding,
    fault: Fault,
  ): void {
    if (rules.minItems !== undefined && value.length < rules.minItems) fault("minItems");
    if (rules.maxItems !== undefined && value.length > rules.maxItems) fault("maxItems");
    if (
      rules.uniqueItems === true &&
      value.some((item, i) => value.slice(0, i).some((other) => equal(item, other)))
    )
      fault("uniqueItems");
    const prefix = rules.prefixItems ?? [];
    for (const [index, item] of value.entries()) {
      const id = prefix[index] ?? rules.items;
      if (id === undefined) continue;
      this.#noteItem(found, index);
      this.#inside(id, item, at, index, found);
      if (this.#isDecided(found)) return;
    }
    if (rules.contains === undefined) return;
    const { schema, min, max } = rules.contains;
    let matching = 0;
    for (const [index, item] of value.entries()) {
      if (!this.#applyInside(schema, item, at, index).valid) continue;
      this.#noteItem(found, index);
      matching += 1;
    }
    if (matching < min) fault("contains");
    if (max !== undefined && matching > max) fault("maxContains");
  }

  #object(schema: Schema, value: JsonObject, at: string, found: Finding, fault: Fault): void {
    const rules: ObjectAssertions = schema.assertions.object ?? {};
    const keys = Object.keys(value);
    if (rules.minProperties !== undefined && keys.length < rules.minProperties)
      fault("minProperties");
    if (rules.maxProperties !== undefined && keys.length > rules.maxProperties)
      fault("maxProperties");
    for (const key of rules.required ?? [])
      if (
        !Object.hasOwn(value, key) &&
        !isForTheOtherSide(this.schemas, rules.properties, key, this.direction)
      )
        fault("required", key);
    if (this.#isDecided(found)) return;
    for (const [trigger, wanted] of entriesOf(rules.dependentRequired))
      if (Object.hasOwn(value, trigger))
        for (const key of wanted)
          if (!Object.hasOwn(value, key)) fault("dependentRequired", `${trigger}>${key}`);
    for (const [trigger, id] of entriesOf(rules.dependentSchemas))
      if (Object.hasOwn(value, trigger)) this.#beside(id, value, at, found);
    const patterns = entriesOf(rules.patternProperties);
    const own = rules.properties ?? {};
    for (const key of keys) {
      const member = value[key] as Json;
      const names = rules.propertyNames;
      if (names !== undefined && !this.#applyInside(names, key, at, key).valid)
        fault("propertyNames");
      const ids: SchemaId[] = [];
      if (Object.hasOwn(own, key)) ids.push(own[key] as SchemaId);
      for (const [pattern, id] of patterns) if (matches(pattern, key)) ids.push(id);
      if (ids.length === 0 && rules.additionalProperties !== undefined) {
        if (this.#isFalse(rules.additionalProperties)) fault("additionalProperties");
        else ids.push(rules.additionalProperties);
        this.#noteProperty(found, key);
      }
      for (const id of ids) {
        this.#noteProperty(found, key);
        this.#inside(id, member, at, key, found);
      }
      if (this.#isDecided(found)) return;
    }
  }

  /** @see https://json-schema.org/draft/2020-12/json-schema-core#section-10.2 */
  #combine(schema: Schema, value: Json, at: string, found: Finding, fault: Fault): void {
    const rules = schema.assertions;
    if (rules.ref !== undefined) this.#beside(rules.ref, value, at, found);
    for (const id of rules.allOf ?? []) {
      if (this.#isDecided(found)) return;
      this.#beside(id, value, at, found);
    }
    if (this.#isDecided(found)) return;
    // For the verdict alone, one that passes is enough of `anyOf`, and a second one too many of `oneOf`.
    const passing = (ids: readonly SchemaId[], enough: number): number => {
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
    };
    if (rules.anyOf !== undefined && passing(rules.anyOf, 1) === 0) fault("anyOf");
    if (rules.oneOf !== undefined && passing(rules.oneOf, 2) !== 1) fault("oneOf");
    if (rules.not !== undefined && this.apply(rules.not, value, at).valid) fault("not");
    if (rules.conditional === undefined) return;
    const condition = this.apply(rules.conditional.if, value, at);
    // What `if` saw counts as evaluated; it is no constraint, so its schemas are not visited.
    if (condition.valid) absorb(found, { ...condition, visits: [] });
    const next = condition.valid ? rules.conditional.then : rules.conditional.else;
    if (next !== undefined) this.#beside(next, value, at, found);
  }

  /** Whether an alternative need not be applied to be known to fail: it is refused at first sight. */
  #isRefused(id: SchemaId, value: Json): boolean {
    const guard = this.guards.against(id, value);
    const isMoot = (one: SchemaId): boolean =>
      one === this.without?.schema || this.#active.indexOf(one, this.#own) >= 0;
    if (guard === undefined || guard.by.some(isMoot)) return false;
    this.verdicts?.rely(guard.verdict);
    return true;
  }

  #unevaluatedItems(schema: Schema, value: readonly Json[], at: string, found: Finding): void {
    const rest = schema.assertions.array?.unevaluatedItems;
    if (rest === undefined) return;
    value.forEach((item, index) => {
      if (found.items?.has(index) === true) return;
      (found.items ??= new Set()).add(index);
      this.#inside(rest, item, at, index, found);
    });
  }

  #unevaluatedProperties(
    schema: Schema,
    value: JsonObject,
    at: string,
    found: Finding,
    fault: Fault,
  ): void {
    const rest = schema.assertions.object?.unevaluatedProperties;
    if (rest === undefined) return;
    for (const [key, member] of Object.entries(value)) {
      if (found.properties?.has(key) === true) continue;
      (found.properties ??= new Set()).add(key);
      if (this.#isFalse(rest)) fault("unevaluatedProperties");
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
    for (const visit of other.visits) found.visits.push(visit);
  }

  #noteProperty(found: Finding, key: string): void {
    if (this.annotates) (found.properties ??= new Set()).add(key);
  }

  #noteItem(found: Finding, index: number): void {
    if (this.annotates) (found.items ??= new Set()).add(index);
  }

  #isFalse(id: SchemaId): boolean {
    return this.schemas[id]?.assertions.types?.length === 0;
  }
}
