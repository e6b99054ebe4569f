import { isObject, type Json } from "../model/json.js";

/** The value with members and items left out, as long as it stays what it is shown for. */
export function smaller(value: Json, holds: (value: Json) => boolean): Json {
  for (const next of lesser(value)) if (holds(next)) return smaller(next, holds);
  return value;
}

function* lesser(value: Json): Iterable<Json> {
  if (Array.isArray(value)) {
    const items = value as readonly Json[];
    for (const [at, item] of items.entries()) {
      yield items.toSpliced(at, 1);
      for (const next of lesser(item)) yield items.with(at, next);
    }
  } else if (isObject(value)) {
    const entries = Object.entries(value);
    for (const [at, [key, member]] of entries.entries()) {
      yield Object.fromEntries(entries.toSpliced(at, 1));
      for (const next of lesser(member)) yield Object.fromEntries(entries.with(at, [key, next]));
    }
  }
}
