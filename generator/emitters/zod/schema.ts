import { code, identifier, type Code } from "../../code/code.js";
import { KINDS, type Kind } from "../../model/literals.js";
import type { Assertions, SchemaId } from "../../model/schema.js";
import type { Dialect } from "./dialect.js";
import { evaluatedBeside, isStatic } from "./evaluated.js";
import { printEvaluated } from "./printed-evaluated.js";
import type { Facts } from "./facts.js";
import { isOnly, printOwn } from "./kinds.js";
import { mergedMembers, type Members } from "./members.js";
import { printObject } from "./objects.js";
import { regularExpression } from "./patterns.js";
import { below, elsewhere, entered, noteKind, placed, standing } from "./places.js";
import {
  isLazy,
  isOfSameCycle,
  ofCheck,
  type Conjunction,
  type Expression,
  type Printer,
  type Scope,
} from "./scope.js";
import { assertion, braces, checked, lazily, z } from "./symbols.js";
import { isConstraint, printUnion } from "./unions.js";
import { symbolOf, type Unit } from "./units.js";
import { isAskedWhole } from "./untouched.js";

export interface SchemaPrinterOptions {
  readonly facts: Facts;
  readonly dialect: Dialect;
  readonly units: ReadonlyMap<SchemaId, Unit>;
  /** The conditions that are declared apart. */
  readonly conditions: ReadonlyMap<SchemaId, Unit>;
  readonly assertsFormats: boolean;
  readonly exactNumbers: boolean;
  /** Told of each pattern that ECMAScript cannot read. */
  readonly onPattern: (source: string, reason: string) => void;
}

const EVERY: ReadonlySet<Kind> = new Set(KINDS);

/**
 * Prints schemas as zod expressions. What zod can build is built, so that the inferred type says
 * it; what is left over becomes checks.
 */
export class SchemaPrinter implements Printer {
  readonly facts: Facts;
  readonly dialect: Dialect;
  readonly assertsFormats: boolean;
  readonly exactNumbers: boolean;
  readonly #options: SchemaPrinterOptions;
  readonly #recursive: ReadonlySet<Unit>;
  #asked = new Set<Unit>();
  /** Members being printed at a further place. */
  readonly #repeated = new Set<SchemaId>();

  /** `recursive`: the units that are declared by `js.lazy`. */
  constructor(options: SchemaPrinterOptions, recursive: ReadonlySet<Unit>) {
    this.facts = options.facts;
    this.dialect = options.dialect;
    this.assertsFormats = options.assertsFormats;
    this.exactNumbers = options.exactNumbers;
    this.#options = options;
    this.#recursive = recursive;
  }

  unit(id: SchemaId): Unit | undefined {
    return this.#options.units.get(id);
  }

  isRecursive(unit: Unit): boolean {
    this.#asked.add(unit);
    return this.#recursive.has(unit);
  }

  /** From now on, the units that `isRecursive` is asked about. */
  asking(): ReadonlySet<Unit> {
    return (this.#asked = new Set());
  }

  pattern(source: string): Code | undefined {
    return regularExpression(source, this.#options.onPattern);
  }

  print(id: SchemaId, scope: Scope, assumed: ReadonlySet<Kind> = EVERY): Expression {
    const unit = this.#options.units.get(id);
    return unit === undefined ? this.define(id, scope, assumed) : this.#mention(unit, scope);
  }

  again(id: SchemaId, scope: Scope): Code {
    if (this.#repeated.has(id)) return code`${z}.unknown()`;
    this.#repeated.add(id);
    const { code: text } = this.print(id, scope);
    this.#repeated.delete(id);
    return text;
  }

  ask(id: SchemaId, scope: Scope): Code {
    const condition = this.#options.conditions.get(id);
    if (condition === undefined) return this.print(id, scope).code;
    return assertion("lazy", code`() => ${symbolOf(condition)}`);
  }

  /** The expression of a schema's own keywords, even where it has a declaration. */
  define(id: SchemaId, outer: Scope, assumed: ReadonlySet<Kind> = EVERY): Expression {
    const scope = entered(outer, id);
    if (this.facts.isNever(id)) return { code: code`${z}.never()`, strict: false };
    if (this.facts.hidesParts(id)) scope.places.secret(scope.place);
    const found = this.#conjunction(id, scope, assumed);
    const { parts } = found;
    const checks = [...placed(found, scope), ...found.apart];
    const [first] = parts;
    const single = parts.length === 1;
    const base =
      first === undefined
        ? code`${z}.unknown()`
        : parts
            .slice(1)
            .reduce(
              (text, part) => this.dialect.and(text, sealed(part, false)),
              sealed(first, single),
            );
    const copies = first !== undefined && this.facts.kinds(id).has("object");
    const isOpen = this.facts.assertions(id).object?.unevaluatedProperties === undefined;
    const isWhole = copies && checks.length > 0 && (!isOpen || isAskedWhole(id, this.facts));
    return {
      code: isWhole ? assertion("uncopied", base, ...checks) : code`${base}${checked(checks)}`,
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

  #conjunction(id: SchemaId, around: Scope, assumed: ReadonlySet<Kind>): Conjunction {
    const scope = { ...around, whole: id };
    const assertions = this.facts.assertions(id);
    const kinds = new Set([...this.facts.kinds(id)].filter((kind) => assumed.has(kind)));
    const merged = this.#merged(id, assertions, kinds, scope);
    const closed = this.#isClosedShape(id, assertions, kinds, merged);
    const found: Conjunction =
      merged === undefined
        ? printOwn(assertions, kinds, closed, this, scope)
        : { parts: [printObject(merged, closed, this, scope)], checks: [], apart: [] };
    if (merged === undefined) this.#addParts(found, assertions, kinds, scope);
    else noteKind(this.facts.kindKeyword(id), scope);
    this.#addUnions(found, id, assertions, kinds, scope);
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

  /** `$ref` and `allOf`, each part a conjunct. */
  #addParts(
    found: Conjunction,
    { ref, allOf = [] }: Assertions,
    kinds: ReadonlySet<Kind>,
    scope: Scope,
  ): void {
    for (const part of [ref, ...allOf]) {
      if (part === undefined || this.facts.isAny(part)) continue;
      const there = standing(scope, part);
      if (this.#options.units.has(part)) {
        found.parts.push(this.print(part, scope));
        continue;
      }
      if (this.facts.isNever(part)) {
        found.parts.push({ ...this.print(part, there), at: part });
        continue;
      }
      const inner = this.#conjunction(part, there, kinds);
      found.parts.push(...inner.parts.map((expression) => ({ at: part, ...expression })));
      if (inner.checks.length > 0) found.apart.push(elsewhere(there, inner.checks));
      found.apart.push(...inner.apart);
    }
  }

  #addUnions(
    found: Conjunction,
    id: SchemaId,
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
        const exclusive = name === "oneOf";
        // Beside `oneOf`, `anyOf` is not what the discriminator speaks of.
        const spoken = exclusive || oneOf === undefined ? this.facts.discriminator(id) : undefined;
        found.parts.push(printUnion(members, exclusive, spoken, this, scope, kinds));
        continue;
      }
      const options = members.map(
        (id, index) => this.print(id, below(ofCheck(scope), name, index), kinds).code,
      );
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
    if (not !== undefined) {
      const excluded = this.print(not, below(inside, "not"), kinds).code;
      found.checks.push(assertion("not", excluded));
    }
    if (conditional === undefined) return;
    const { if: test, then, else: otherwise } = conditional;
    if (then === undefined && otherwise === undefined) return;
    const branches = [
      ["if", test],
      ["then", then],
      ["else", otherwise],
    ] as const;
    const members = branches.flatMap(([name, id]) =>
      id === undefined
        ? []
        : [code`${identifier(name)}: ${this.print(id, below(inside, name), kinds).code}`],
    );
    found.checks.push(assertion("conditional", braces(members)));
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
      const rest = this.print(schema, below(ofCheck(scope), name)).code;
      found.checks.push(assertion(name, text, rest));
    }
  }
}

/** A conjunct of an intersection; one that refuses unknown keys is sealed, lest it be overruled. */
function sealed({ code: text, strict }: Expression, alone: boolean): Code {
  return strict && !alone ? assertion("sealed", text) : text;
}
