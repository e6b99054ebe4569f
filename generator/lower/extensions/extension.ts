import type { Json, JsonObject } from "../../model/json.js";
import { child } from "../../model/pointer.js";
import type { Pointer } from "../../model/schema.js";
import { flagOf, isObject, member, numberOf, textOf } from "../access.js";
import { meant } from "./body-pointers.js";

/** What is wrong with an extension, and where; the caller reports it. */
export interface Fault {
  readonly pointer: Pointer;
  readonly extension: string;
  readonly reason: string;
  /** Of another tool's by the same name, which is ignored: it has nothing that ours has. */
  readonly isForeign?: true;
}

/** Alphabet of names that an extension may give to functions. */
const IDENTIFIER = /^[A-Za-z][A-Za-z0-9]*$/;

/**
 * An extension's object being read. Members that are absent read as undefined; what is wrong is
 * noted at its place, and reading goes on, so that one run shows all of it.
 */
export class Extension {
  readonly pointer: Pointer;
  readonly name: string;
  readonly #source: JsonObject;
  readonly #faults: Fault[];

  constructor(name: string, source: JsonObject, pointer: Pointer, faults: Fault[]) {
    this.name = name;
    this.pointer = pointer;
    this.#source = source;
    this.#faults = faults;
  }

  /**
   * The extension of an object of the document. Undefined where it has none, or one that is another
   * tool's: no object, or one with none of the `members` that ours may have.
   */
  static of(
    name: string,
    owner: JsonObject,
    place: Pointer,
    members: readonly string[],
    faults: Fault[],
  ): Extension | undefined {
    const written = member(owner, name);
    if (written === undefined) return undefined;
    const pointer = child(place, name);
    if (isObject(written) && looksOurs(Object.keys(written), members))
      return new Extension(name, written, pointer, faults);
    const reason = isObject(written)
      ? `it has none of ${members.map((one) => `\`${one}\``).join(", ")}`
      : "it is no object";
    faults.push({ pointer, extension: name, reason, isForeign: true });
    return undefined;
  }

  /** Notes a fault of the member `tokens` lead to, or of the whole. */
  fault(reason: string, ...tokens: readonly (string | number)[]): void {
    this.#faults.push({ pointer: child(this.pointer, ...tokens), extension: this.name, reason });
  }

  /** Names members that have no meaning here; `x-…` are the author's own. */
  allow(...names: readonly string[]): void {
    for (const key of Object.keys(this.#source)) {
      if (names.includes(key) || key.startsWith("x-")) continue;
      this.fault(`\`${key}\` is no member of it${meant(key, names)}`, key);
    }
  }

  value(key: string): Json | undefined {
    return member(this.#source, key);
  }

  has(key: string): boolean {
    return this.value(key) !== undefined;
  }

  text(key: string): string | undefined {
    return this.#typed(key, "a text", textOf);
  }

  number(key: string): number | undefined {
    return this.#typed(key, "a number", numberOf);
  }

  flag(key: string): boolean | undefined {
    return this.#typed(key, "true or false", flagOf);
  }

  /** One of a few words. */
  oneOf<Word extends string>(key: string, words: readonly Word[]): Word | undefined {
    const value = this.value(key);
    const known = words.find((word) => word === value);
    if (known === undefined && value !== undefined)
      this.fault(`\`${key}\` must be ${words.map((word) => `\`${word}\``).join(" or ")}`, key);
    return known;
  }

  /** A positive number. */
  positive(key: string): number | undefined {
    const value = this.number(key);
    if (value === undefined || value > 0) return value;
    this.fault(`\`${key}\` must be positive`, key);
    return undefined;
  }

  /** A name for a function. */
  identifier(key: string): string | undefined {
    const value = this.text(key);
    if (value === undefined || IDENTIFIER.test(value)) return value;
    this.fault(`\`${key}\` must be an identifier of letters and digits`, key);
    return undefined;
  }

  /** An RFC 6901 pointer; the empty one, to the whole, only where that is meant. */
  pointerText(key: string, allowsWhole = false): string | undefined {
    const value = this.text(key);
    if (value === undefined || isPointer(value, allowsWhole)) return value;
    this.fault(`\`${key}\` must be a JSON pointer, as in \`/data/items\``, key);
    return undefined;
  }

  #typed<Value>(key: string, wanted: string, read: (value: Json | undefined) => Value | undefined) {
    const value = read(this.value(key));
    if (value === undefined && this.has(key)) this.fault(`\`${key}\` must be ${wanted}`, key);
    return value;
  }
}

/** Whether there is a member that ours has too, be it misspelt, or none at all. */
function looksOurs(keys: readonly string[], members: readonly string[]): boolean {
  const known = (key: string): boolean => members.includes(key) || meant(key, members) !== "";
  return keys.length === 0 || keys.some(known);
}

function isPointer(text: string, allowsWhole: boolean): boolean {
  if (text === "") return allowsWhole;
  return text.startsWith("/") && !/~(?![01])/.test(text);
}
