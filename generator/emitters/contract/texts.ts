import { formatOf } from "./formats.js";
import { codePoints } from "./scalars.js";

/** Shorter texts are looked at again sooner than remembered. */
const LONG = 1000;

/** How many long texts are remembered; some have megabytes. */
const MOST = 8;

/** A format takes as many repetitions where it takes fewer, and as many more than a multiple of this. */
const PERIOD = 840;

/** What was found out about a text. */
interface Facts {
  length?: number;
  /** A shorter text, of the same formats: to look through megabytes takes their time, and their memory. */
  like?: string;
  readonly formats: Map<string, boolean>;
}

/**
 * What is told of texts. Of long ones nothing is found out twice: what breaks a `maxLength` may have
 * megabytes, is made for every place where the schema is met, and asked about by every branch of a
 * union.
 */
export class Texts {
  readonly #facts = new Map<string, Facts>();
  readonly #repeated = new Map<string, string>();

  /** A text so many times: the very same text when it is asked for again. */
  repeated(text: string, times: number): string {
    if (text.length * times < LONG) return text.repeat(times);
    const key = `${String(times)} ${text}`;
    return remembered(this.#repeated, key, () => {
      const whole = text.repeat(times);
      const length = codePoints(text);
      const facts = this.#factsOf(whole);
      // Halves of a character may meet where one text ends and the next begins.
      if (codePoints(text + text) === 2 * length) facts.length = times * length;
      if (times > 3 * PERIOD) facts.like = text.repeat(2 * PERIOD + (times % PERIOD));
      return whole;
    });
  }

  /** Whether a text has fewer characters; they are counted only where it may be so. */
  isShorter(text: string, length: number): boolean {
    if (text.length < length) return true;
    return text.length < 2 * length && this.#lengthOf(text) < length;
  }

  /** Whether a text is of a format; true of those that are annotations. */
  isOf(format: string, text: string): boolean {
    const matches = (one: string): boolean => formatOf(format)?.matches(one) ?? true;
    if (text.length < LONG) return matches(text);
    const { formats, like = text } = this.#factsOf(text);
    const known = formats.get(format) ?? matches(like);
    formats.set(format, known);
    return known;
  }

  #lengthOf(text: string): number {
    if (text.length < LONG) return codePoints(text);
    return (this.#factsOf(text).length ??= codePoints(text));
  }

  #factsOf(text: string): Facts {
    return remembered(this.#facts, text, () => ({ formats: new Map() }));
  }
}

function remembered<T>(all: Map<string, T>, key: string, make: () => T): T {
  const known = all.get(key);
  if (known !== undefined) return known;
  if (all.size === MOST) all.clear();
  const made = make();
  all.set(key, made);
  return made;
}
