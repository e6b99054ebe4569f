import type { Json } from "../../model/json.js";
import { literalsOf, sameJson } from "../../model/literals.js";
import type { ApiModel, MediaType, Operation } from "../../model/model.js";
import type { ObjectAssertions, Schema, SchemaId } from "../../model/schema.js";
import { accessOf, type Direction } from "./access.js";
import { applied } from "./clauses.js";
import { Proofs } from "./proofs.js";

/** Listed values of a member by which an alternative is split, at most. */
const MOST_VALUES = 40;

/** The reason of what stands in alternatives alone that no value satisfies without another. */
export const VOIDED = "all values of the alternative that it stands in are values of another";

/** The reason of what nothing satisfies since all alternatives of a `oneOf` are void. */
export const EMPTY = "no value satisfies it: each alternative of a oneOf takes what another takes";

/**
 * Which alternatives a document makes void: where all values of one are values of another too, none
 * satisfies the `oneOf` by it. What is called void is proven.
 *
 * @see https://json-schema.org/draft/2020-12/json-schema-core#section-10.2.1.3
 */
export class Alternatives {
  readonly #model: ApiModel;
  readonly #void = new Map<SchemaId, ReadonlySet<SchemaId>>();
  /** Of each `oneOf`, which alternatives are known to be void, by their place. */
  readonly #taken = new Map<SchemaId, boolean[]>();
  readonly #sided = new Map<SchemaId, boolean>();
  #proofs: Proofs | undefined;
  #empty: ReadonlySet<SchemaId> | undefined;
  #users: ReadonlyMap<SchemaId, readonly Schema[]> | undefined;

  constructor(model: ApiModel) {
    this.#model = model;
  }

  /** Made when something is to be proven: most documents have no `oneOf` to ask about. */
  get proofs(): Proofs {
    return (this.#proofs ??= new Proofs(this.#model));
  }

  /** The alternatives of a schema's `oneOf` that no value satisfies alone. */
  voidOf(schema: Schema): ReadonlySet<SchemaId> {
    const { id, assertions } = schema;
    const { oneOf = [] } = assertions;
    if (oneOf.length < 2) return NONE;
    const known = this.#void.get(id);
    if (known !== undefined) return known;
    const found = new Set(oneOf.filter((_, index) => this.#isVoid(schema, index)));
    this.#void.set(id, found);
    return found;
  }

  #isVoid({ id, assertions: { oneOf = [] } }: Schema, index: number): boolean {
    const taken = this.#taken.get(id) ?? [];
    this.#taken.set(id, taken);
    const one = oneOf[index];
    return (taken[index] ??= one !== undefined && this.#isTaken(one, oneOf.toSpliced(index, 1)));
  }

  /** Why no value meets a schema on its way from a root; undefined where one may. */
  reasonOf(id: SchemaId, live: ReadonlySet<SchemaId>): typeof VOIDED | typeof EMPTY | undefined {
    if (this.isEmpty(id)) return EMPTY;
    return live.has(id) ? undefined : VOIDED;
  }

  /** Whether no value satisfies a schema, since a `oneOf` that it needs has none but void alternatives. */
  isEmpty(id: SchemaId): boolean {
    return (this.#empty ??= this.#emptySchemas()).has(id);
  }

  /** Why no request of an operation is valid. */
  noRequestBy({ parameters, requestBody }: Operation): typeof EMPTY | "no valid request was found" {
    const bodies = requestBody?.required === true ? requestBody.content : [];
    const isNothing = ({ schema }: MediaType): boolean =>
      schema !== undefined && this.isEmpty(schema);
    const needed = parameters.flatMap(({ required, value }) =>
      required && "schema" in value ? [value.schema] : [],
    );
    return (bodies.length > 0 && bodies.every(isNothing)) || needed.some((id) => this.isEmpty(id))
      ? EMPTY
      : "no valid request was found";
  }

  /** The schemas that a valid value of the root may be asked to satisfy: none below a void alternative alone. */
  liveBelow(root: SchemaId, direction: Direction): ReadonlySet<SchemaId> {
    const live = new Set<SchemaId>();
    const add = (id: SchemaId): void => {
      if (!this.isEmpty(id)) live.add(id);
    };
    add(root);
    for (const id of live) {
      const schema = this.#model.schemas[id];
      if (schema === undefined) continue;
      const { oneOf = [], ...rules } = schema.assertions;
      const idle = this.voidOf(schema);
      for (const next of applied(this.#model, rules, direction)) add(next);
      for (const next of oneOf) if (!idle.has(next)) add(next);
    }
    return live;
  }

  /** The schemas that apply one to their value or to a part of it. */
  usersOf(id: SchemaId): readonly Schema[] {
    if (this.#users === undefined) {
      const users = new Map<SchemaId, Schema[]>();
      for (const schema of Object.values(this.#model.schemas))
        for (const next of appliedEitherWay(this.#model, schema))
          users.set(next, [...(users.get(next) ?? []), schema]);
      this.#users = users;
    }
    return this.#users.get(id) ?? [];
  }

  #emptySchemas(): ReadonlySet<SchemaId> {
    const all = Object.values(this.#model.schemas);
    const empty = new Set(
      all
        .filter((schema) => {
          const { oneOf = [] } = schema.assertions;
          return oneOf.length > 1 && oneOf.every((_, index) => this.#isVoid(schema, index));
        })
        .map(({ id }) => id),
    );
    for (const id of empty)
      for (const user of this.usersOf(id)) if (this.#needs(user, empty)) empty.add(user.id);
    return empty;
  }

  /** Whether a schema cannot do without one that nothing satisfies. */
  #needs(schema: Schema, empty: ReadonlySet<SchemaId>): boolean {
    const { ref, allOf = [], oneOf, anyOf, types, array, object } = schema.assertions;
    if ([...(ref === undefined ? [] : [ref]), ...allOf].some((id) => empty.has(id))) return true;
    if (oneOf?.every((id) => empty.has(id) || this.voidOf(schema).has(id)) === true) return true;
    if (anyOf?.every((id) => empty.has(id)) === true) return true;
    if (types?.length !== 1) return false;
    if (types[0] === "array")
      return (array?.minItems ?? 0) > 0 && array?.items !== undefined && empty.has(array.items);
    const own = object?.properties ?? {};
    return (
      types[0] === "object" &&
      (object?.required ?? []).some((key) => {
        const member = Object.hasOwn(own, key) ? own[key] : undefined;
        return (
          member !== undefined &&
          empty.has(member) &&
          accessOf(this.#model.schemas, member) === "both"
        );
      })
    );
  }

  /** Whether another alternative has all values of one, or each of a listed member's values leads into another. */
  #isTaken(one: SchemaId, others: readonly SchemaId[]): boolean {
    if (this.isSided(one)) return false;
    const near = others.filter((other) => !this.isSided(other) && !this.#isToldFrom(one, other));
    if (near.some((other) => this.proofs.isWithin(one, other))) return true;
    return near.length > 1 && this.#splittersOf(one).some((key) => this.#isSplit(one, key, near));
  }

  /** Whether a member that one schema requires lists other values in the other: nothing is left to be proven. */
  #isToldFrom(one: SchemaId, other: SchemaId): boolean {
    const there = this.#objectOf(other).properties;
    const { required = [], properties: here } = this.#objectOf(one);
    return required.some((key) => {
      const [mine, theirs] = [this.#listedAt(here, key), this.#listedAt(there, key)];
      if (mine === undefined || theirs === undefined) return false;
      return !mine.some((value) => theirs.some((listed) => sameJson(value, listed)));
    });
  }

  #listedAt(properties: ObjectAssertions["properties"], key: string): readonly Json[] | undefined {
    const id =
      properties !== undefined && Object.hasOwn(properties, key) ? properties[key] : undefined;
    const member = id === undefined ? undefined : this.#model.schemas[id];
    return member && literalsOf(member.assertions);
  }

  /** What a schema, or the one that it refers to, says of objects. */
  #objectOf(id: SchemaId): ObjectAssertions {
    const seen = new Set<SchemaId>([id]);
    for (const one of seen) {
      const { ref, object } = this.#model.schemas[one]?.assertions ?? {};
      if (object !== undefined) return object;
      if (ref !== undefined) seen.add(ref);
    }
    return {};
  }

  /** The members that a schema requires and of which it lists so few values that it may be split by them. */
  #splittersOf(one: SchemaId): readonly string[] {
    const { required = [], properties } = this.#objectOf(one);
    return required.filter((key) => {
      const values = this.#listedAt(properties, key);
      return values !== undefined && values.length > 1 && values.length <= MOST_VALUES;
    });
  }

  /** Whether each value of a member leads into another alternative. */
  #isSplit(one: SchemaId, key: string, others: readonly SchemaId[]): boolean {
    const values = this.#listedAt(this.#objectOf(one).properties, key) ?? [];
    return values.every((value) =>
      others.some(
        this.proofs.narrowedWithin(one, {
          rules: { object: { required: [key] } },
          member: [key, { rules: { const: { value } } }],
        }),
      ),
    );
  }

  /** Whether one side of the wire alone has some of it: proofs know no sides. */
  isSided(root: SchemaId): boolean {
    const known = this.#sided.get(root);
    if (known !== undefined) return known;
    const seen = new Set<SchemaId>([root]);
    let isSided = false;
    for (const id of seen) {
      const schema = this.#model.schemas[id];
      isSided ||= accessOf(this.#model.schemas, id) !== "both";
      if (schema !== undefined)
        for (const next of appliedEitherWay(this.#model, schema)) seen.add(next);
    }
    this.#sided.set(root, isSided);
    return isSided;
  }
}

const NONE: ReadonlySet<SchemaId> = new Set();

function appliedEitherWay(model: ApiModel, { assertions }: Schema): ReadonlySet<SchemaId> {
  return new Set([
    ...applied(model, assertions, "request"),
    ...applied(model, assertions, "response"),
  ]);
}

const known = new WeakMap<ApiModel["schemas"], Alternatives>();

/** Those of a document: told once for all its operations. */
export function alternativesOf(model: ApiModel): Alternatives {
  const found = known.get(model.schemas) ?? new Alternatives(model);
  known.set(model.schemas, found);
  return found;
}
