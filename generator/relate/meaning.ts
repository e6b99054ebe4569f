import type { ApiModel } from "../model/model.js";
import type { Assertions, SchemaId } from "../model/schema.js";
import type { Alternative, ItemClause, MemberClause } from "./alternative.js";
import { anyOfType, VALUE_TYPES } from "./alternative.js";
import { ownAlternatives } from "./facts.js";
import { merged } from "./merge.js";

/** Beyond so many alternatives a union is left out of account: products of unions have no end. */
const MOST = 96;

/** What the schemas of one document mean: unions of alternatives, made when they are asked for. */
export class Meaning {
  readonly schemas: ApiModel["schemas"];
  readonly #known = new Map<string, readonly Alternative[]>();
  readonly #open = new Map<SchemaId, boolean>();
  readonly #running = new Set<SchemaId>();

  constructor(schemas: ApiModel["schemas"]) {
    this.schemas = schemas;
  }

  /** The alternatives of a value that satisfies all the schemas; none where no value does. */
  of(ids: readonly SchemaId[]): readonly Alternative[] {
    const distinct = [...new Set(ids)];
    const key = distinct.join("\n");
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const [first, ...more] = distinct;
    if (first === undefined) return VALUE_TYPES.map((type) => anyOfType(type, "#"));
    let found = this.#one(first);
    for (const id of more) found = product(found, this.#one(id), id);
    this.#known.set(key, found);
    return found;
  }

  /** Whether a schema allows every value and says nothing of any. */
  isOpen(id: SchemaId): boolean {
    const known = this.#open.get(id);
    if (known !== undefined) return known;
    this.#open.set(id, false);
    const { ref, allOf = [], ...own } = this.#assertions(id);
    const parts = ref === undefined ? allOf : [ref, ...allOf];
    const open = saysNothing(own) && parts.every((part) => this.isOpen(part));
    this.#open.set(id, open);
    return open;
  }

  #assertions(id: SchemaId): Assertions {
    return this.schemas[id]?.assertions ?? {};
  }

  #one(id: SchemaId): readonly Alternative[] {
    const known = this.#known.get(id);
    if (known !== undefined) return known;
    const schema = this.schemas[id];
    if (schema === undefined || this.#running.has(id))
      return VALUE_TYPES.map((type) => ({ ...anyOfType(type, id), undecided: [id] }));
    this.#running.add(id);
    const own = ownAlternatives(schema);
    const found = this.#unevaluated(schema.assertions, id, this.#composed(own, schema.assertions));
    this.#running.delete(id);
    this.#known.set(id, found);
    return found;
  }

  /** @see https://json-schema.org/draft/2020-12/json-schema-core#section-10.2 */
  #composed(own: readonly Alternative[], assertions: Assertions): readonly Alternative[] {
    const { ref, allOf = [], anyOf, oneOf, not, conditional } = assertions;
    let found = own;
    for (const part of ref === undefined ? allOf : [ref, ...allOf])
      found = product(found, this.#one(part), part);
    if (anyOf !== undefined) {
      const branches = anyOf.flatMap((id) => chosen(this.#one(id), id));
      found = product(found, branches, anyOf[0]);
    }
    if (oneOf !== undefined) {
      const branches = oneOf.flatMap((id, index) =>
        chosen(this.#apart(this.#one(id), oneOf.toSpliced(index, 1)), id),
      );
      found = product(found, branches, oneOf[0]);
    }
    if (not !== undefined) found = this.#without(found, not);
    if (conditional !== undefined) {
      const { if: condition, then, else: otherwise } = conditional;
      const met = product(found, this.#one(condition), condition);
      const unmet = this.#without(found, condition);
      const branches = [
        ...(then === undefined ? met : product(met, this.#one(then), then)),
        ...(otherwise === undefined ? unmet : product(unmet, this.#one(otherwise), otherwise)),
      ];
      found = branches.map((one) => ({ ...one, conditions: [...one.conditions, condition] }));
    }
    return found;
  }

  #without(found: readonly Alternative[], id: SchemaId): Alternative[] {
    if (this.isOpen(id)) return [];
    return found.flatMap((one) => {
      const others = this.#one(id).filter(({ type }) => type === one.type);
      if (others.length === 0) return one;
      // All values of a type are excluded where the schema says nothing more of it.
      if (others.some((other) => saysOnlyItsType(other))) return [];
      return { ...one, nots: [...new Set([...one.nots, id])] };
    });
  }

  /** A branch of `oneOf` and none of the others: those that exclude it need no mention. */
  #apart(branch: readonly Alternative[], others: readonly SchemaId[]): readonly Alternative[] {
    let found = branch;
    for (const id of others) {
      const other = this.#one(id);
      const isClose = (one: Alternative): boolean =>
        other.some((each) => each.type === one.type && merged(one, each) !== undefined);
      const close = this.#without(found.filter(isClose), id);
      found = [...found.filter((one) => !isClose(one)), ...close];
    }
    return found;
  }

  /** @see https://json-schema.org/draft/2020-12/json-schema-core#section-11 */
  #unevaluated(
    { array, object, ...others }: Assertions,
    at: SchemaId,
    found: readonly Alternative[],
  ): readonly Alternative[] {
    const [items, members] = [array?.unevaluatedItems, object?.unevaluatedProperties];
    if (items === undefined && members === undefined) return found;
    const loose = mayEvaluateMore(others, this.schemas) || object?.dependentSchemas !== undefined;
    const mark = loose ? { loose: true as const } : {};
    return found.map((one) => {
      if (one.type === "array" && items !== undefined && one.contains.length === 0) {
        const clause = restOfItems(one.items, items, at);
        return clause === undefined
          ? one
          : { ...one, items: [...one.items, { ...clause, ...mark }] };
      }
      if (one.type === "object" && members !== undefined) {
        const clause = restOfMembers(one.members, members, at);
        return clause === undefined
          ? one
          : { ...one, members: [...one.members, { ...clause, ...mark }] };
      }
      const isLeftOut = one.type === "array" && items !== undefined;
      return isLeftOut ? { ...one, undecided: [...one.undecided, at] } : one;
    });
  }
}

function restOfItems(
  clauses: readonly ItemClause[],
  rest: SchemaId,
  at: SchemaId,
): ItemClause | undefined {
  if (clauses.some((clause) => clause.rest !== undefined)) return undefined;
  const longest = clauses.reduce<readonly SchemaId[]>(
    (longest, { prefix }) => (prefix.length > longest.length ? prefix : longest),
    [],
  );
  return { at, prefix: longest, rest };
}

function restOfMembers(
  clauses: readonly MemberClause[],
  rest: SchemaId,
  at: SchemaId,
): MemberClause | undefined {
  if (clauses.some((clause) => clause.rest !== undefined)) return undefined;
  const properties = new Map(clauses.flatMap((clause) => [...clause.properties]));
  const patterns = new Map(clauses.flatMap((clause) => [...clause.patterns]));
  return { at, properties, patterns, rest };
}

/** Whether a branch that is not the chosen one may evaluate members as well: only of `anyOf`, or below. */
function mayEvaluateMore(
  { ref, allOf = [], anyOf, oneOf, conditional }: Assertions,
  schemas: ApiModel["schemas"],
  seen = new Set<SchemaId>(),
): boolean {
  if (anyOf !== undefined || conditional !== undefined) return true;
  const parts = [...(ref === undefined ? [] : [ref]), ...allOf, ...(oneOf ?? [])];
  return parts.some((part) => {
    if (seen.has(part)) return false;
    seen.add(part);
    const { object, ...others } = schemas[part]?.assertions ?? {};
    return object?.dependentSchemas !== undefined || mayEvaluateMore(others, schemas, seen);
  });
}

function chosen(alternatives: readonly Alternative[], branch: SchemaId): Alternative[] {
  return alternatives.map((one) => ({ ...one, branches: [branch, ...one.branches] }));
}

/** Values that are in both unions. What would be too many leaves the second out, and says so. */
function product(
  left: readonly Alternative[],
  right: readonly Alternative[],
  at: SchemaId = "#",
): readonly Alternative[] {
  const pairs = left.flatMap((a) =>
    right.filter(({ type }) => type === a.type).map((b) => [a, b] as const),
  );
  if (pairs.length > MOST) return left.map((a) => ({ ...a, undecided: [...a.undecided, at] }));
  return pairs.flatMap(([a, b]) => merged(a, b) ?? []);
}

/** `known` and `wide` are annotations. */
function saysNothing({ number = {}, string = {}, ...rest }: Assertions): boolean {
  const { known: _k, wide: _w, ...numbers } = number;
  const { known: _s, ...texts } = string;
  return [rest, numbers, texts].every((group) => Object.keys(group).length === 0);
}

function saysOnlyItsType(one: Alternative): boolean {
  const {
    type,
    at: _at,
    parts: _p,
    branches: _b,
    conditions: _c,
    counts,
    required,
    values,
    ...lists
  } = one;
  if (type === "null") return true;
  if (type === "boolean" && values?.value.length === 2 && one.nots.length === 0) return true;
  return (
    values === undefined &&
    Object.keys(counts).length === 0 &&
    required.size === 0 &&
    Object.values(lists).every((fact) => Array.isArray(fact) && fact.length === 0)
  );
}
