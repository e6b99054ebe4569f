import { compareDecimals, decimalOf, type Decimal } from "./exact-decimal.js";

/**
 * A number of JSON that neither `number` nor `bigint` can hold, kept as it was written. It counts
 * and compares by value and does no arithmetic: hand its text to a library that does. Immutable.
 *
 *     const price = new ExactNumber("0.1000000000000000055");
 *     `${price}`;               // "0.1000000000000000055"
 *     price.compare(0.1);       // 1
 *     new Big(price.toString()) // any decimal library
 *
 * Where JavaScript would turn it into a `number` unasked (`price * 2`, `price < 1`,
 * `JSON.stringify`), it throws a `TypeError`: a rounded value is never computed with by accident.
 *
 * @see https://www.rfc-editor.org/rfc/rfc8259#section-6
 */
export class ExactNumber {
  readonly #literal: string;

  /**
   * @param literal a number as JSON writes it
   * @throws SyntaxError for anything else; the message does not repeat it
   */
  constructor(literal: string) {
    if (!/^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$/.test(literal))
      throw new SyntaxError("not a number as JSON writes it");
    this.#literal = literal;
    Object.freeze(this);
  }

  /** The literal, digit by digit. */
  toString(): string {
    return this.#literal;
  }

  /** The nearest `number`: perhaps rounded, infinite beyond 1.8e308. */
  toNumber(): number {
    return Number(this.#literal);
  }

  /** Negative, zero or positive, as this is less than, equal to or greater than the other. */
  compare(other: ExactNumber | number | bigint): -1 | 0 | 1 {
    const [own, others] = [decimalOf(this.#literal), decimalOf(textOf(other))];
    if (own === undefined || others === undefined) throw new RangeError("not a number of JSON");
    return compareDecimals(own, others);
  }

  /** Of the same value, however it is written: `1.50` equals `1.5`. */
  equals(other: ExactNumber | number | bigint): boolean {
    return this.compare(other) === 0;
  }

  /** @throws TypeError always: `JSON.stringify` cannot print it; `printExact` can. */
  toJSON(): never {
    throw new TypeError("JSON.stringify would round this number: print it with printExact");
  }

  /** Text in templates; @throws TypeError where a `number` is wanted. */
  [Symbol.toPrimitive](hint: string): string {
    if (hint === "string") return this.#literal;
    throw new TypeError("this number would be rounded: use toString, compare or toNumber");
  }
}

function textOf(value: ExactNumber | number | bigint): string {
  return value instanceof ExactNumber ? value.toString() : String(value);
}

/** The decimal of any value that stands for a number of JSON; undefined for every other. */
export function numericOf(value: unknown): Decimal | undefined {
  if (typeof value === "number" || typeof value === "bigint") return decimalOf(value);
  return value instanceof ExactNumber ? decimalOf(value.toString()) : undefined;
}
