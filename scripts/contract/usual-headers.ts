import type { PlayedHeader, Suite } from "../../generator/index.js";

/**
 * The headers that answers have where something else about them is shown: all that the document
 * describes, so that nothing is wrong but what is to be.
 */
export class UsualHeaders {
  readonly #headers = new Map<string, readonly PlayedHeader[]>();

  constructor({ operations }: Suite) {
    for (const { name, cases } of operations)
      for (const one of cases) {
        if (one.kind !== "headers") continue;
        const key = `${name} ${String(one.status)}`;
        // The first has all of them.
        if (!this.#headers.has(key)) this.#headers.set(key, one.headers);
      }
  }

  /** Those of an operation's answer of that status; none where none are described. */
  of({ status }: { readonly status: number }, { name }: { readonly name: string }) {
    return this.#headers.get(`${name} ${String(status)}`) ?? [];
  }
}
