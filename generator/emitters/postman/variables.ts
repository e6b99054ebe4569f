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
  readonly #owners = new Map<string, string>();

  constructor(declared: readonly VariableSettings[]) {
    for (const variable of declared) {
      this.#known.set(variable.key, variable);
      this.#owners.set(variable.key, variable.key);
    }
  }

  /**
   * Sees to it that a variable exists and returns its name. `wish` is made a name Postman accepts;
   * `owner` tells things apart that would like the same one. Secrets never carry a value.
   */
  need(wish: string, needed: Needed, owner: string = wish): string {
    const base = wish.replace(/[^A-Za-z0-9_.-]+/g, "_").replace(/^_+|_+$/g, "") || "value";
    let key = base;
    for (let n = 2; (this.#owners.get(key) ?? owner) !== owner; n++) key = `${base}_${String(n)}`;
    this.#owners.set(key, owner);
    this.#declare(key, needed);
    return key;
  }

  /** For a name that an extension gives: it is used as it is, and shared by all that mention it. */
  mention(key: string, needed: Needed): string {
    this.#owners.set(key, this.#owners.get(key) ?? key);
    this.#declare(key, needed);
    return key;
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
