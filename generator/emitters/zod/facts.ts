import { describedAround, describedMember } from "../../model/composition.js";
import { labelsOf } from "../../model/labels.js";
import { kindOf, kindOfType, KINDS, literalsOf, type Kind } from "../../model/literals.js";
import type {
  Assertions,
  ObjectAssertions,
  Schema,
  SchemaId,
  Variant,
} from "../../model/schema.js";
import { hasObject } from "./literals.js";

/** Keys that every JavaScript object inherits, and zod therefore finds in each. */
const INHERITED = new Set(Object.getOwnPropertyNames(Object.prototype));

export function isInherited(key: string): boolean {
  return INHERITED.has(key);
}

/** Whether keywords say something of a member called `__proto__`, which zod does not copy. */
export function namesPrototype(object: ObjectAssertions): boolean {
  const { properties, required = [], dependentRequired, dependentSchemas } = object;
  return [
    ...Object.keys(properties ?? {}),
    ...required,
    ...Object.entries(dependentRequired ?? {}).flatMap(([name, others]) => [name, ...others]),
    ...Object.keys(dependentSchemas ?? {}),
  ].includes("__proto__");
}

/** The `discriminator` of a union: its tag and the values that select each variant. */
export interface Discriminator {
  readonly tag: string;
  readonly variants: readonly Variant[];
}

/** What can be told of schemas without a value: the questions whose answers choose an expression. */
export class Facts {
  readonly #schemas: { readonly [id: SchemaId]: Schema };
  readonly #kinds = new Map<SchemaId, ReadonlySet<Kind>>();
  readonly #strict = new Map<SchemaId, boolean>();
  readonly #labels: ReadonlyMap<SchemaId, Variant["label"]>;

  constructor(schemas: { readonly [id: SchemaId]: Schema }) {
    this.#schemas = schemas;
    this.#labels = labelsOf(Object.values(schemas));
  }

  /** The tag that only a discriminator states of an alternative. */
  label(id: SchemaId): Variant["label"] {
    return this.#labels.get(id);
  }

  assertions(id: SchemaId): Assertions {
    return this.#schemas[id]?.assertions ?? {};
  }

  /** Where the composition a schema belongs to describes a key that it requires itself. */
  described(id: SchemaId, key: string): SchemaId | undefined {
    const assertionsOf = (at: SchemaId): Assertions => this.assertions(at);
    const found = describedMember(id, key, assertionsOf) ?? describedAround(id, key, assertionsOf);
    return found?.schema;
  }

  /** `true` and `{}`. */
  isAny(id: SchemaId | undefined): boolean {
    return id !== undefined && Object.keys(this.assertions(id)).length === 0;
  }

  /** `false` */
  isNever(id: SchemaId | undefined): boolean {
    return id !== undefined && this.assertions(id).types?.length === 0;
  }

  /** Where it is said which kinds of values are valid: in the schema, or in what it refers to or composes. */
  kindKeyword(id: SchemaId, seen = new Set<SchemaId>()): SchemaId | undefined {
    const { types, ref, allOf = [], enum: listed, const: constant } = this.assertions(id);
    if (types !== undefined) return `${id}/type`;
    if (constant !== undefined) return `${id}/const`;
    if (listed !== undefined) return `${id}/enum`;
    if (seen.has(id)) return undefined;
    seen.add(id);
    for (const part of ref === undefined ? allOf : [ref, ...allOf]) {
      const found = this.kindKeyword(part, seen);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  discriminator(id: SchemaId): Discriminator | undefined {
    const shape = this.#schemas[id]?.shape;
    if (shape?.kind !== "union" || shape.discriminator === undefined) return undefined;
    return { tag: shape.discriminator, variants: shape.variants };
  }

  /** Its values must never be shown, and those have names or items that could be. */
  hidesParts(id: SchemaId): boolean {
    const kinds = this.kinds(id);
    return this.#schemas[id]?.secret === true && (kinds.has("object") || kinds.has("array"));
  }

  /** The kinds a valid value can have: perhaps more, never fewer. */
  kinds(id: SchemaId): ReadonlySet<Kind> {
    const known = this.#kinds.get(id);
    if (known !== undefined) return known;
    // A schema that leads back to itself tells nothing of its own kinds.
    this.#kinds.set(id, new Set(KINDS));
    const kinds = this.#kindsOf(this.assertions(id));
    this.#kinds.set(id, kinds);
    return kinds;
  }

  #kindsOf(assertions: Assertions): ReadonlySet<Kind> {
    const { types, ref, allOf = [], anyOf, oneOf } = assertions;
    const values = literalsOf(assertions);
    let kinds: Kind[] = types === undefined ? [...KINDS] : types.map(kindOfType);
    const narrow = (to: ReadonlySet<Kind>): void => {
      kinds = kinds.filter((kind) => to.has(kind));
    };
    if (values !== undefined) narrow(new Set(values.map(kindOf)));
    for (const part of ref === undefined ? allOf : [ref, ...allOf]) narrow(this.kinds(part));
    for (const members of [anyOf, oneOf]) {
      if (members !== undefined) narrow(new Set(members.flatMap((id) => [...this.kinds(id)])));
    }
    return new Set(kinds);
  }

  /** No value is valid against two of the schemas, by kind alone. */
  areDisjoint(ids: readonly SchemaId[]): boolean {
    const all = ids.flatMap((id) => [...this.kinds(id)]);
    return new Set(all).size === all.length;
  }

  /** Its expression may refuse unknown keys in a way that a zod intersection would forgive. */
  isStrict(id: SchemaId): boolean {
    const known = this.#strict.get(id);
    if (known !== undefined) return known;
    this.#strict.set(id, false);
    const assertions = this.assertions(id);
    const { object, ref, allOf = [], anyOf = [], oneOf = [] } = assertions;
    const parts = [...(ref === undefined ? [] : [ref]), ...allOf, ...anyOf, ...oneOf];
    const strict =
      (literalsOf(assertions) ?? []).some(hasObject) ||
      this.isNever(object?.additionalProperties) ||
      this.isNever(object?.unevaluatedProperties) ||
      parts.some((part) => this.isStrict(part));
    this.#strict.set(id, strict);
    return strict;
  }

  /** The schema behind references that say nothing else. */
  followed(id: SchemaId): SchemaId {
    const seen = new Set<SchemaId>();
    let at = id;
    for (;;) {
      const { ref, ...others } = this.assertions(at);
      if (ref === undefined || Object.keys(others).length > 0 || seen.has(at)) return at;
      seen.add(at);
      at = ref;
    }
  }
}
