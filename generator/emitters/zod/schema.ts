import { code, identifier, literal, type Code } from "../../code/code.js";
import type { ArrayAssertions, Assertions, SchemaId } from "../../model/schema.js";
import { arrayChecks, onlyChecksArrays, printArray } from "./arrays.js";
import { evaluatedBeside, isStatic, printEvaluated } from "./evaluated.js";
import { kindOf, kindOfType, KINDS, literalsOf, type Kind } from "../../model/literals.js";
import type { Facts } from "./facts.js";
import { printLiterals } from "./literals.js";
import { mergedMembers, ownMembers, type Members } from "./members.js";
import { objectChecks, onlyChecksObjects, printObject } from "./objects.js";
import { printNumber, printStringRules, saysNumber } from "./scalars.js";
import {
  ofCheck,
  isLazy,
  isOfSameCycle,
  type Expression,
  type Printer,
  type Scope,
} from "./scope.js";
import { assertion, brackets, checked, lazily, z } from "./symbols.js";
import { isConstraint, printUnion } from "./unions.js";
import { symbolOf, type Unit } from "./units.js";

export interface SchemaPrinterOptions {
  readonly facts: Facts;
  readonly units: ReadonlyMap<SchemaId, Unit>;
  readonly assertsFormats: boolean;
  /** Told of each pattern that ECMAScript cannot read. */
  readonly onPattern: (source: string, reason: string) => void;
}

const EVERY: ReadonlySet<Kind> = new Set(KINDS);

/** Conjuncts of one schema: all hold, and so do the checks. */
interface Conjunction {
  readonly parts: Expression[];
  readonly checks: Code[];
}

/**
 * Prints schemas as zod expressions. What zod can build is built, so that the inferred type says
 * it; what is left over becomes checks.
 */
export class SchemaPrinter implements Printer {
  readonly facts: Facts;
  readonly assertsFormats: boolean;
  readonly #units: ReadonlyMap<SchemaId, Unit>;
  readonly #onPattern: (source: string, reason: string) => void;
  readonly #recursive: ReadonlySet<Unit>;

  /** `recursive`: the units that are declared by `js.lazy`. */
  constructor(options: SchemaPrinterOptions, recursive: ReadonlySet<Unit>) {
    this.facts = options.facts;
    this.assertsFormats = options.assertsFormats;
    this.#units = options.units;
    this.#onPattern = options.onPattern;
    this.#recursive = recursive;
  }

  unit(id: SchemaId): Unit | undefined {
    return this.#units.get(id);
  }

  isRecursive(unit: Unit): boolean {
    return this.#recursive.has(unit);
  }

  pattern(source: string): Code | undefined {
    for (const flags of ["u", ""]) {
      try {
        new RegExp(source, flags);
      } catch (error) {
        if (flags === "") this.#onPattern(source, error instanceof Error ? error.message : "");
        continue;
      }
      const text = literal(source);
      return flags === ""
        ? code`new RegExp(${text})`
        : code`new RegExp(${text}, ${literal(flags)})`;
    }
    return undefined;
  }

  print(id: SchemaId, scope: Scope, assumed: ReadonlySet<Kind> = EVERY): Expression {
    const unit = this.#units.get(id);
    return unit === undefined ? this.define(id, scope, assumed) : this.#mention(unit, scope);
  }

  /** The expression of a schema's own keywords, even where it has a declaration. */
  define(id: SchemaId, scope: Scope, assumed: ReadonlySet<Kind> = EVERY): Expression {
    if (this.facts.isNever(id)) return { code: code`${z}.never()`, strict: false };
    const { parts, checks } = this.#conjunction(id, scope, assumed);
    const [first] = parts;
    const single = parts.length === 1;
    const base =
      first === undefined
        ? code`${z}.unknown()`
        : parts
            .slice(1)
            .reduce(
              (text, part) => code`${text}.and(${sealed(part, false)})`,
              sealed(first, single),
            );
    return {
      code: code`${base}${checked(checks)}`,
      strict: single && first !== undefined && first.strict,
    };
  }

  #mention(unit: Unit, scope: Scope): Expression {
    const strict = this.facts.isStrict(unit.id);
    const symbol = code`${symbolOf(unit)}`;
    if (isLazy(unit, scope)) return { code: lazily(unit.schema, symbol), strict };
    if (scope.inCheck && !scope.inThunk && isOfSameCycle(unit, scope)) {
      return { code: assertion("lazy", code`() => ${symbol}`), strict };
    }
    if (unit.module === scope.unit?.module && !scope.inThunk) scope.needs.add(unit);
    return { code: symbol, strict };
  }

  #conjunction(id: SchemaId, scope: Scope, assumed: ReadonlySet<Kind>): Conjunction {
    const assertions = this.facts.assertions(id);
    const kinds = new Set([...this.facts.kinds(id)].filter((kind) => assumed.has(kind)));
    const merged = this.#merged(id, assertions, kinds, scope);
    const closed = this.#isClosedShape(id, assertions, kinds, merged);
    const found: Conjunction =
      merged === undefined
        ? this.#own(assertions, kinds, closed, scope)
        : { parts: [printObject(merged, closed, this, scope)], checks: [] };
    if (merged === undefined) this.#addParts(found, assertions, kinds, scope);
    this.#addUnions(found, assertions, kinds, scope);
    this.#addChecks(found, assertions, kinds, scope);
    if (!closed) this.#addUnevaluated(found, id, assertions, scope);
    return found;
  }

  /** `allOf` as one object. */
  #merged(
    id: SchemaId,
    { ref, allOf, object = {}, ...others }: Assertions,
    kinds: ReadonlySet<Kind>,
    scope: Scope,
  ): Members | undefined {
    if (ref === undefined && allOf === undefined) return undefined;
    if (!isOnly(kinds, "object") || others.enum !== undefined || others.const !== undefined) {
      return undefined;
    }
    if (object.patternProperties !== undefined || object.additionalProperties !== undefined) {
      return undefined;
    }
    // A reference that adds nothing is better mentioned than spelt out.
    const isAlias =
      (allOf ?? []).length + (ref === undefined ? 0 : 1) === 1 && Object.keys(object).length === 0;
    return isAlias ? undefined : mergedMembers(id, this, scope);
  }

  /** `unevaluatedProperties: false` where the keys are known: a strict object says it. */
  #isClosedShape(
    id: SchemaId,
    { object, ref, allOf, ...others }: Assertions,
    kinds: ReadonlySet<Kind>,
    merged: Members | undefined,
  ): boolean {
    if (!this.facts.isNever(object?.unevaluatedProperties) || !isOnly(kinds, "object"))
      return false;
    const { anyOf, oneOf, conditional, enum: listed, const: only } = others;
    if ([anyOf, oneOf, conditional, listed, only].some((keyword) => keyword !== undefined))
      return false;
    if ((ref ?? allOf) !== undefined && merged === undefined) return false;
    const evaluated = evaluatedBeside(id, "members", this.facts);
    const required = merged?.required ?? object?.required ?? [];
    return isStatic(evaluated) && [...required].every((key) => evaluated.keys.has(key));
  }

  /** The keywords that stand in the schema itself and speak of kinds of values. */
  #own(
    assertions: Assertions,
    kinds: ReadonlySet<Kind>,
    closed: boolean,
    scope: Scope,
  ): Conjunction {
    const found: Conjunction = { parts: [], checks: [] };
    const values = literalsOf(assertions);
    if (values !== undefined) {
      found.parts.push({ code: printLiterals(values), strict: false });
      const spoken = new Set(values.map(kindOf));
      this.#addConditional(found, assertions, spoken, scope);
      return found;
    }
    if (assertions.types !== undefined) {
      if (!this.#isImplied(assertions)) {
        found.parts.push(this.#printTypes(assertions, closed, scope));
      }
      return found;
    }
    const groups = this.#groupsOf(assertions, kinds);
    const [only] = groups;
    // Values of other kinds are refused by what stands beside, or never come here.
    const names = only === "object" && assertions.object?.required !== undefined;
    if (only !== undefined && isOnly(kinds, only) && (names || !this.#isBare(only, assertions))) {
      found.parts.push(this.#printKind(only, assertions, false, closed, scope));
      return found;
    }
    if (groups.length === 1 && only === "object" && !this.#isBare("object", assertions)) {
      const inner = this.#printKind("object", assertions, false, closed, scope);
      found.parts.push({ code: assertion("ifObject", inner.code), strict: false });
      return found;
    }
    this.#addConditional(found, assertions, kinds, scope);
    return found;
  }

  /** The kinds that keywords of the schema speak of, among those that can occur. */
  #groupsOf({ string, number, array, object }: Assertions, kinds: ReadonlySet<Kind>): Kind[] {
    const groups: [Kind, boolean][] = [
      ["string", string !== undefined && printStringRules(string, this).parts.length > 0],
      ["number", number !== undefined && saysNumber(number, this)],
      ["array", array !== undefined],
      ["object", object !== undefined],
    ];
    return groups.filter(([kind, says]) => says && kinds.has(kind)).map(([kind]) => kind);
  }

  /** Keywords without `type`, each as a check on its own kind of values. */
  #addConditional(
    found: Conjunction,
    assertions: Assertions,
    kinds: ReadonlySet<Kind>,
    scope: Scope,
  ): void {
    for (const kind of this.#groupsOf(assertions, kinds)) {
      const { array, object } = assertions;
      if (kind === "array" && array !== undefined && onlyChecksArrays(array)) {
        found.checks.push(...arrayChecks(array, this, scope));
      } else if (kind === "object" && object !== undefined && onlyChecksObjects(object)) {
        found.checks.push(...this.#bareObjectChecks(object, scope));
      } else {
        const inner = this.#printKind(kind, assertions, false, false, ofCheck(scope));
        found.checks.push(assertion("when", literal(kind), inner.code));
      }
    }
  }

  #bareObjectChecks(object: NonNullable<Assertions["object"]>, scope: Scope): Code[] {
    const { required = [] } = object;
    const keys = required.map((key) => literal(key));
    return [
      ...(keys.length > 0 ? [assertion("required", ...keys)] : []),
      ...objectChecks(object, this, scope),
    ];
  }

  #isBare(kind: Kind, { array, object }: Assertions): boolean {
    if (kind === "array") return array !== undefined && onlyChecksArrays(array);
    return kind === "object" && object !== undefined && onlyChecksObjects(object);
  }

  /** `type` says nothing that the references and alternatives beside it do not say. */
  #isImplied({ types = [], string, number, array, object, ...others }: Assertions): boolean {
    if (string ?? number ?? array ?? object) return false;
    const { ref, allOf = [], anyOf, oneOf } = others;
    const sets = [
      ...(ref === undefined ? allOf : [ref, ...allOf]).map((id) => this.facts.kinds(id)),
      ...[anyOf, oneOf].flatMap((ids) =>
        ids === undefined || ids.some((id) => isConstraint(id, this))
          ? []
          : [new Set(ids.flatMap((id) => [...this.facts.kinds(id)]))],
      ),
    ];
    const own = new Set(types.map(kindOfType));
    const onlyIntegers = types.includes("integer") && !types.includes("number");
    return sets.some(
      (set) => [...set].every((kind) => own.has(kind)) && !(onlyIntegers && set.has("number")),
    );
  }

  #printTypes(assertions: Assertions, closed: boolean, scope: Scope): Expression {
    const { types = [] } = assertions;
    const kinds = [...new Set(types.map(kindOfType))].filter((kind) => kind !== "null");
    const integer = types.includes("integer") && !types.includes("number");
    const options = kinds.map((kind) => this.#printKind(kind, assertions, integer, closed, scope));
    const [only] = options;
    if (only === undefined) return { code: code`${z}.null()`, strict: false };
    const union =
      options.length === 1
        ? only.code
        : code`${z}.union(${brackets(options.map((option) => option.code))})`;
    return {
      code: types.includes("null") ? code`${union}.nullable()` : union,
      strict: options.some((option) => option.strict),
    };
  }

  #printKind(
    kind: Kind,
    { string = {}, number = {}, array = {}, object = {} }: Assertions,
    integer: boolean,
    closed: boolean,
    scope: Scope,
  ): Expression {
    const plain = (text: Code): Expression => ({ code: text, strict: false });
    switch (kind) {
      case "string":
        return plain(code`${z}.string()${printStringRules(string, this)}`);
      case "number":
        return plain(printNumber(integer, number, this));
      case "boolean":
        return plain(code`${z}.boolean()`);
      case "null":
        return plain(code`${z}.null()`);
      case "array":
        return plain(printArray(array satisfies ArrayAssertions, this, scope));
      case "object":
        return printObject(ownMembers(object), closed, this, scope);
    }
  }

  /** `$ref` and `allOf`, each part a conjunct. */
  #addParts(
    found: Conjunction,
    { ref, dynamicRef, allOf = [] }: Assertions,
    kinds: ReadonlySet<Kind>,
    scope: Scope,
  ): void {
    for (const part of [ref, dynamicRef?.fallback, ...allOf]) {
      if (part === undefined || this.facts.isAny(part)) continue;
      if (this.#units.has(part) || this.facts.isNever(part)) {
        found.parts.push(this.print(part, scope));
        continue;
      }
      const inner = this.#conjunction(part, scope, kinds);
      found.parts.push(...inner.parts);
      found.checks.push(...inner.checks);
    }
  }

  #addUnions(
    found: Conjunction,
    { anyOf, oneOf }: Assertions,
    kinds: ReadonlySet<Kind>,
    scope: Scope,
  ): void {
    for (const [name, members] of [
      ["anyOf", anyOf],
      ["oneOf", oneOf],
    ] as const) {
      if (members === undefined) continue;
      if (members.length > 0 && members.every((id) => !isConstraint(id, this))) {
        found.parts.push(printUnion(members, name === "oneOf", this, scope, kinds));
        continue;
      }
      const options = members.map((id) => this.print(id, ofCheck(scope), kinds).code);
      found.checks.push(assertion(name, ...options));
    }
  }

  #addChecks(
    found: Conjunction,
    { not, conditional }: Assertions,
    kinds: ReadonlySet<Kind>,
    scope: Scope,
  ): void {
    const inside = ofCheck(scope);
    if (not !== undefined) found.checks.push(assertion("not", this.print(not, inside, kinds).code));
    if (conditional === undefined) return;
    const { if: test, then, else: otherwise } = conditional;
    if (then === undefined && otherwise === undefined) return;
    const branches = [
      ["if", test],
      ["then", then],
      ["else", otherwise],
    ] as const;
    const members = branches.flatMap(([name, id]) =>
      id === undefined ? [] : [code`${identifier(name)}: ${this.print(id, inside, kinds).code}`],
    );
    found.checks.push(
      assertion("conditional", code`{ ${members.reduce((a, b) => code`${a}, ${b}`)} }`),
    );
  }

  #addUnevaluated(
    found: Conjunction,
    id: SchemaId,
    { object, array }: Assertions,
    scope: Scope,
  ): void {
    for (const [name, half, schema] of [
      ["unevaluatedProperties", "members", object?.unevaluatedProperties],
      ["unevaluatedItems", "items", array?.unevaluatedItems],
    ] as const) {
      if (schema === undefined || this.facts.isAny(schema)) continue;
      const evaluated = evaluatedBeside(id, half, this.facts);
      if (evaluated.all) continue;
      const text = printEvaluated(evaluated, this, scope);
      found.checks.push(assertion(name, text, this.print(schema, ofCheck(scope)).code));
    }
  }
}

function isOnly(kinds: ReadonlySet<Kind>, kind: Kind): boolean {
  return kinds.size === 1 && kinds.has(kind);
}

/** A conjunct of an intersection; one that refuses unknown keys is sealed, lest it be overruled. */
function sealed({ code: text, strict }: Expression, alone: boolean): Code {
  return strict && !alone ? assertion("sealed", text) : text;
}
