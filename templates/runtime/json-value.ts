/** True for what JSON calls an object: no array, no null, and nothing that stands for one value. */
export function isJsonObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !isSingle(value);
}

/** Dates, and numbers too long for a `number`: objects that say themselves how they are written. */
export function isSingle(value: object): boolean {
  return Symbol.toPrimitive in value;
}

/**
 * A text that two JSON values share exactly when they are equal: numbers by value, objects without
 * regard to the order of their members. `scalar` writes all else; numbers that are no `number` are
 * text of their own by default.
 *
 * @see https://json-schema.org/draft/2020-12/json-schema-core#section-4.2.2
 */
export function canonicalText(value: unknown, scalar = scalarText): string {
  if (Array.isArray(value))
    return `[${value.map((item) => canonicalText(item, scalar)).join(",")}]`;
  if (isJsonObject(value)) {
    const members = Object.keys(value)
      .sort()
      .map((key) => `${JSON.stringify(key)}:${canonicalText(value[key], scalar)}`);
    return `{${members.join(",")}}`;
  }
  return scalar(value);
}

function scalarText(value: unknown): string {
  if (typeof value === "bigint" || (typeof value === "object" && value !== null))
    return String(value);
  return JSON.stringify(value) ?? "undefined";
}
