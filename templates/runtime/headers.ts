import { SerializationFault } from "./serialization-fault.js";

/** Header values by name; `null` and `undefined` leave one out. */
export type HeaderValues = { readonly [name: string]: string | null | undefined };

/** Headers about to be sent, by their names in lower case. It has no prototype, so that any name is one. */
export type SentHeaders = Record<string, string>;

/**
 * The headers of all sources, the later ones winning; `null` takes one away. Throws a
 * `SerializationFault` for a value that no header can carry: `fetch` would quote it.
 */
export function mergeHeaders(...sources: readonly (HeaderValues | undefined)[]): SentHeaders {
  const merged = Object.create(null) as SentHeaders;
  for (const source of sources) {
    for (const name in source) {
      const value = source[name];
      if (value === null) Reflect.deleteProperty(merged, name.toLowerCase());
      else if (value !== undefined) {
        if (/[^\t\x20-\x7e\x80-\xff]/.test(value))
          throw new SerializationFault(
            { in: "header", key: name },
            "has characters that a header cannot carry",
          );
        merged[name.toLowerCase()] = value;
      }
    }
  }
  return merged;
}
