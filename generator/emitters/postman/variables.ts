import { salt } from "../../model/salt.js";
import type { CollectionVariable, Environment } from "./collection.js";
import type { VariableSettings } from "./settings.js";

/** A variable the collection needs. */
interface Needed {
  readonly value: string;
  readonly secret: boolean;
  readonly description?: string;
}

/**
 * The variables of a collection and its environment. What `x-postman` declares comes first and
 * keeps its value; what requests need beyond that is added to the environment, in order of need.
 */
export class Variables {
  readonly #known = new Map<string, VariableSettings>();
  readonly #names: ReadonlyMap<string, string>;
  /** Who wants to be called so, by name. */
  readonly #owners = new Map<string, Set<string>>();

  /** `names`: what owners are called whose names are other variables', see `otherNames`. */
  constructor(
    declared: readonly VariableSettings[],
    names: ReadonlyMap<string, string> = new Map(),
  ) {
    this.#names = names;
    for (const variable of declared) {
      this.#known.set(variable.key, variable);
      this.#claim(variable.key, variable.key);
    }
  }

  /**
   * Sees to it that a variable exists and returns its name. `wish` is made a name Postman accepts;
   * `owner` tells things apart that would like the same one. Secrets never carry a value.
   */
  need(wish: string, needed: Needed, owner: string = wish): string {
    const base = wish.replace(/[^A-Za-z0-9_.-]+/g, "_").replace(/^_+|_+$/g, "") || "value";
    this.#claim(base, owner);
    const key = this.#names.get(owner) ?? base;
    this.#declare(key, needed);
    return key;
  }

  /** For a name that an extension gives: it is used as it is, and shared by all that mention it. */
  mention(key: string, needed: Needed): string {
    this.#claim(key, key);
    this.#declare(key, needed);
    return key;
  }

  /**
   * Other names for those whose name another variable has, by their owners. It is kept by whom it
   * belongs to, else by the first of the alphabet, so that no order of the document decides.
   */
  otherNames(): ReadonlyMap<string, string> {
    return new Map(
      [...this.#owners].flatMap(([name, owners]) => {
        const [keeper] = owners.has(name) ? [name] : [...owners].sort();
        return [...owners]
          .filter((owner) => owner !== keeper)
          .map((owner) => [owner, `${name}_${salt(owner)}`] as const);
      }),
    );
  }

  #claim(name: string, owner: string): void {
    this.#owners.set(name, (this.#owners.get(name) ?? new Set()).add(owner));
  }

  #declare(key: string, { value, secret, description }: Needed): void {
    const known = this.#known.get(key);
    if (known === undefined) {
      this.#known.set(key, {
        key,
        value: secret ? "" : value,
        secret,
        scope: "environment",
        ...(description === undefined ? {} : { description }),
      });
    } else if (known.value === undefined && !secret && value !== "") {
      this.#known.set(key, { ...known, value });
    } else if (secret && !known.secret) {
      this.#known.set(key, { ...known, value: "", secret: true, scope: "environment" });
    }
  }

  /** All of them, in the order in which they are declared and needed. */
  all(): readonly VariableSettings[] {
    return [...this.#known.values()];
  }

  environment(): Environment["values"] {
    return [...this.#known.values()]
      .filter(({ scope }) => scope === "environment")
      .map(({ key, value = "", secret }) => ({
        key,
        value,
        type: secret ? ("secret" as const) : ("default" as const),
        enabled: true as const,
      }));
  }

  collection(): CollectionVariable[] {
    return [...this.#known.values()]
      .filter(({ scope }) => scope === "collection")
      .map(({ key, value = "", description }) => ({
        key,
        value,
        type: "string",
        ...(description === undefined ? {} : { description }),
      }));
  }
}
