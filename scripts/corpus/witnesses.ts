import type { Json } from "../fuzz/json.js";
import type { Components } from "../fuzz/keywords.js";
import { createWitness, type Formats, type Witness } from "../fuzz/witness.js";
import { inDirection, withOpenEnumerations, type Direction } from "./directions.js";

/** Ajv's verdict, or what it threw: then nothing was compared, which the ledger has to explain. */
export type Testimony = "valid" | "invalid" | { readonly silence: string };

/** Ajv for each way a schema may be read, made when it is first asked. */
export class Witnesses {
  readonly #components: Components;
  readonly #formats: Formats | undefined;
  readonly #readings = new Map<string, (name: string) => Witness>();
  readonly #compiled = new Map<string, Witness>();

  constructor(components: Components, formats: Formats | undefined) {
    this.#components = components;
    this.#formats = formats;
  }

  /** @param open whether enumerations take values that are not listed */
  ask(name: string, direction: Direction | undefined, value: Json, open = false): Testimony {
    const reading = `${direction ?? ""}${open ? " open" : ""}`;
    const key = `${name} ${reading}`;
    try {
      const witness = this.#compiled.get(key) ?? this.#compile(name, direction, open, reading);
      this.#compiled.set(key, witness);
      return witness(value) ? "valid" : "invalid";
    } catch (error) {
      return { silence: String(error).slice(0, 200) };
    }
  }

  /** True of an answer that is valid where enumerations take values that are not listed. */
  isOpen(name: string, direction: Direction | undefined, value: Json): boolean {
    return direction === "response" && this.ask(name, direction, value, true) === "valid";
  }

  #compile(
    name: string,
    direction: Direction | undefined,
    open: boolean,
    reading: string,
  ): Witness {
    let create = this.#readings.get(reading);
    if (create === undefined) {
      const directed =
        direction === undefined ? this.#components : inDirection(this.#components, direction);
      create = createWitness(open ? withOpenEnumerations(directed) : directed, this.#formats);
      this.#readings.set(reading, create);
    }
    return create(name);
  }
}
