import type { Placeholder } from "../model/prose.js";

/** Where something stands in a value: the keys that lead there. */
type Path = readonly string[];

/** Texts by the placeholders that stand for them. */
export type Texts = ReadonlyMap<string, string>;

/**
 * A value with texts in the places of its placeholders. What holds none is shared with the value
 * that was given; where texts change, all but the way to them is shared with the value before.
 */
export class Filled<T extends object> {
  readonly value: T;
  readonly #paths: ReadonlyMap<string, readonly Path[]>;

  private constructor(value: T, paths: ReadonlyMap<string, readonly Path[]>) {
    this.value = value;
    this.#paths = paths;
  }

  /** Fills plain data; a text that is no placeholder stays. */
  static of<T extends object>(value: T, texts: Texts): Filled<T> {
    const paths = new Map<string, Path[]>();
    const way: string[] = [];
    const fill = (node: unknown): unknown => {
      if (typeof node === "string") {
        const text = texts.get(node);
        if (text === undefined) return node;
        const known = paths.get(node);
        if (known === undefined) paths.set(node, [[...way]]);
        else known.push([...way]);
        return text;
      }
      if (typeof node !== "object" || node === null) return node;
      const changes: [string, unknown][] = [];
      for (const key of Object.keys(node)) {
        const member = (node as Record<string, unknown>)[key];
        way.push(key);
        const filled = fill(member);
        way.pop();
        if (filled !== member) changes.push([key, filled]);
      }
      return changes.length === 0 ? node : withMembers(node, changes);
    };
    return new Filled(fill(value) as T, paths);
  }

  /** The same with other texts in some places. */
  with(texts: ReadonlyMap<Placeholder, string>): Filled<T> {
    // What was copied for one text is written to for the next.
    const own = new Set<unknown>();
    const copied = <N extends object>(node: N): N => {
      if (own.has(node)) return node;
      const copy = withMembers(node, []);
      own.add(copy);
      return copy;
    };
    let root: object = this.value;
    for (const [placeholder, text] of texts) {
      for (const path of this.#paths.get(placeholder) ?? []) {
        root = copied(root);
        let node = root as Record<string, object>;
        for (const key of path.slice(0, -1)) {
          const inner = copied(node[key] as object);
          define(node, key, inner);
          node = inner as Record<string, object>;
        }
        define(node, path.at(-1) ?? "", text);
      }
    }
    return new Filled(root as T, this.#paths);
  }
}

/** A copy with other members in the places of some. */
function withMembers<N extends object>(node: N, changes: readonly (readonly [string, unknown])[]) {
  const copy = (Array.isArray(node) ? [...(node as unknown[])] : { ...node }) as N;
  for (const [key, member] of changes) define(copy, key, member);
  return copy;
}

/** Sets a member the object has; defined, so that one named `__proto__` stays a member. */
function define(object: object, key: string, value: unknown): void {
  if (key !== "__proto__") (object as Record<string, unknown>)[key] = value;
  else
    Object.defineProperty(object, key, {
      value,
      writable: true,
      enumerable: true,
      configurable: true,
    });
}
