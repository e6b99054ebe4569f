import type { Assertions, SchemaId } from "../../model/schema.js";
import type { Facts } from "./facts.js";

/**
 * What the keywords of a schema evaluate, told without a value. Several conditions may lead to one,
 * and one may lead back to itself.
 */
export interface Evaluated {
  all: boolean;
  readonly keys: Set<string>;
  readonly patterns: Set<string>;
  items: number;
  readonly contains: Set<SchemaId>;
  conditions: readonly Condition[];
}

export interface Condition {
  readonly if: SchemaId | { readonly key: string };
  /** Absent where nothing further is evaluated. */
  readonly then?: Evaluated;
  readonly else?: Evaluated;
}

/** Which half of a value is asked about. */
export type Half = "members" | "items";

/**
 * What stands beside `unevaluatedProperties` (or `unevaluatedItems`) of a schema and inside what it
 * applies in place. Each part is collected once, however many ways lead to it.
 *
 * @see https://json-schema.org/draft/2020-12/json-schema-core#section-11
 */
export function evaluatedBeside(id: SchemaId, half: Half, facts: Facts): Evaluated {
  return new Collection(id, half, facts).run();
}

/** The schemas whose verdicts decide what is evaluated. */
export function askedBeside(id: SchemaId, half: Half, facts: Facts): Set<SchemaId> {
  const asked = new Set<SchemaId>();
  for (const { contains, conditions } of partsOf(evaluatedBeside(id, half, facts)).keys()) {
    for (const item of contains) asked.add(item);
    for (const condition of conditions)
      if (typeof condition.if === "string") asked.add(condition.if);
  }
  return asked;
}

/** Nothing but keys, always the same. */
export function isStatic({ all, patterns, conditions }: Evaluated): boolean {
  return !all && patterns.size === 0 && conditions.length === 0;
}

/** Every part that conditions lead to, the whole first, and how many lead there. */
export function partsOf(whole: Evaluated): Map<Evaluated, number> {
  const found = new Map([[whole, 0]]);
  const stack = [whole];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    for (const branch of next.conditions.flatMap(branchesOf)) {
      const count = found.get(branch);
      if (count === undefined) stack.push(branch);
      found.set(branch, (count ?? 0) + 1);
    }
  }
  return found;
}

function branchesOf({ then, else: otherwise }: Condition): Evaluated[] {
  return [then, otherwise].filter((branch) => branch !== undefined);
}

class Collection {
  readonly #root: SchemaId;
  readonly #half: Half;
  readonly #facts: Facts;
  /** By the schemas that hold together. */
  readonly #known = new Map<string, Evaluated>();

  constructor(root: SchemaId, half: Half, facts: Facts) {
    this.#root = root;
    this.#half = half;
    this.#facts = facts;
  }

  run(): Evaluated {
    const whole = this.#together([this.#root], true);
    prune(whole);
    return whole;
  }

  /** What all of these schemas evaluate of one value. */
  #together(ids: readonly SchemaId[], isRoot = false): Evaluated {
    const key = ids.join(" ");
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const found: Evaluated = {
      all: false,
      keys: new Set(),
      patterns: new Set(),
      items: 0,
      contains: new Set(),
      conditions: [],
    };
    this.#known.set(key, found);
    const conditions: Condition[] = [];
    for (const id of this.#inPlace(ids)) {
      const assertions = this.#facts.assertions(id);
      addOwn(found, assertions, this.#half, !isRoot || id !== this.#root);
      conditions.push(...this.#conditionsOf(assertions));
    }
    found.conditions = conditions;
    return found;
  }

  /** These schemas and those that hold with them whatever the value; the root asks nothing of itself again. */
  #inPlace(ids: readonly SchemaId[]): Set<SchemaId> {
    const found = new Set<SchemaId>();
    const stack = [...ids].reverse();
    for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
      const isAgain = next === this.#root && !ids.includes(next);
      if (found.has(next) || isAgain) continue;
      found.add(next);
      const { ref, allOf = [] } = this.#facts.assertions(next);
      stack.push(...[...(ref === undefined ? [] : [ref]), ...allOf].reverse());
    }
    return found;
  }

  #conditionsOf({ anyOf = [], oneOf = [], conditional, object }: Assertions): Condition[] {
    const within = (...ids: readonly (SchemaId | undefined)[]): Evaluated =>
      this.#together(ids.filter((id) => id !== undefined && id !== this.#root) as SchemaId[]);
    const dependents = this.#half === "members" ? (object?.dependentSchemas ?? {}) : {};
    return [
      ...[...anyOf, ...oneOf].map((part) => ({ if: part, then: within(part) })),
      ...(conditional === undefined
        ? []
        : [
            {
              if: conditional.if,
              then: within(conditional.if, conditional.then),
              ...(conditional.else === undefined ? {} : { else: within(conditional.else) }),
            },
          ]),
      ...Object.entries(dependents).map(([key, part]) => ({ if: { key }, then: within(part) })),
    ];
  }
}

function addOwn(
  found: Evaluated,
  { object, array }: Assertions,
  half: Half,
  nested: boolean,
): void {
  if (half === "members") {
    for (const key of Object.keys(object?.properties ?? {})) found.keys.add(key);
    for (const pattern of Object.keys(object?.patternProperties ?? {})) found.patterns.add(pattern);
    if (object?.additionalProperties !== undefined) found.all = true;
    if (nested && object?.unevaluatedProperties !== undefined) found.all = true;
    return;
  }
  found.items = Math.max(found.items, array?.prefixItems?.length ?? 0);
  if (array?.items !== undefined) found.all = true;
  if (array?.contains !== undefined) found.contains.add(array.contains.schema);
  if (nested && array?.unevaluatedItems !== undefined) found.all = true;
}

/** Takes away the branches that evaluate nothing, and the conditions that lead to none. */
function prune(whole: Evaluated): void {
  const parts = [...partsOf(whole).keys()];
  const telling = new Set(parts.filter(hasOwn));
  for (let size = -1; size !== telling.size;) {
    size = telling.size;
    for (const part of parts)
      if (part.conditions.flatMap(branchesOf).some((branch) => telling.has(branch)))
        telling.add(part);
  }
  for (const part of parts) {
    part.conditions = part.conditions.flatMap(({ if: asked, then, else: otherwise }) => {
      const kept = {
        ...(then !== undefined && telling.has(then) ? { then } : {}),
        ...(otherwise !== undefined && telling.has(otherwise) ? { else: otherwise } : {}),
      };
      return Object.keys(kept).length === 0 ? [] : [{ if: asked, ...kept }];
    });
  }
}

function hasOwn({ all, keys, patterns, items, contains }: Evaluated): boolean {
  return all || keys.size + patterns.size + items + contains.size > 0;
}
