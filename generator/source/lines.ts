/** Line and column, both from 1; columns count UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** The lines of one text, found once, however many positions are asked for. */
export class Lines {
  readonly #text: string;
  /** The offset at which each line begins. */
  readonly #starts: readonly number[];

  constructor(text: string) {
    const starts = [0];
    for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", end + 1)) {
      starts.push(end + 1);
    }
    this.#text = text;
    this.#starts = starts;
  }

  /** Where an offset is; one behind the end of the text is in its last line. */
  positionAt(offset: number): Position {
    let [low, high] = [0, this.#starts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.#startOf(middle + 1) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: Math.max(0, offset - this.#startOf(low + 1)) + 1 };
  }

  /** A line without what ends it; empty for one that is not there. */
  line(number: number): string {
    const next = this.#starts[number];
    const end = next === undefined ? this.#text.length : next - 1;
    const text = this.#text.slice(this.#startOf(number), end);
    return text.endsWith("\r") ? text.slice(0, -1) : text;
  }

  #startOf(number: number): number {
    return this.#starts[number - 1] ?? this.#text.length;
  }
}
