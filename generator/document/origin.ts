import type { Location } from "../diagnostics/diagnostic.js";
import type { Pointer } from "../model/schema.js";

/**
 * Where each part of the canonical document was written. Only places whose origin differs from
 * their parent's are recorded; the longest recorded prefix of a pointer tells the rest.
 */
export class Origins {
  readonly #recorded = new Map<Pointer, { readonly file: string; readonly pointer: Pointer }>();

  record(at: Pointer, file: string, pointer: Pointer): void {
    this.#recorded.set(at, { file, pointer });
  }

  /** The place an author wrote what stands at a pointer of the canonical document. */
  locate(at: Pointer): Location & { readonly pointer: Pointer } {
    let prefix: Pointer = at;
    for (;;) {
      const origin = this.#recorded.get(prefix);
      if (origin !== undefined) {
        const pointer = `${origin.pointer}${at.slice(prefix.length)}` as Pointer;
        return { file: origin.file, pointer };
      }
      const slash = prefix.lastIndexOf("/");
      if (slash < 0) throw new Error("the root of the canonical document has no recorded origin");
      prefix = prefix.slice(0, slash) as Pointer;
    }
  }
}
