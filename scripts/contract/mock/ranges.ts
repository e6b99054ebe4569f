import { escapeToken, type ApiModel } from "../../../generator/index.js";
import { isList, isObject, type Json } from "../../fuzz/json.js";

const JSON_TYPE = "application/json";
const RANGES: ReadonlySet<string> = new Set(["*/*", "application/*"]);

/** Bodies of answers that a range describes and the client reads as JSON, by their pointers. */
export function jsonRanges({ operations }: ApiModel): ReadonlySet<string> {
  const all = operations.flatMap(({ responses }) => responses.flatMap(({ content }) => content));
  const ranges = all.filter(({ type, codec }) => codec === "json" && RANGES.has(type));
  return new Set(ranges.map(({ pointer }) => pointer));
}

/**
 * The document with answers of any type, as Spring's generators describe all of theirs, by the type
 * they come in: of a range Prism writes no object at all.
 */
export function withoutRanges(value: Json, ranges: ReadonlySet<string>, pointer = "#"): Json {
  if (ranges.size === 0) return value;
  if (isList(value))
    return value.map((item, index) => withoutRanges(item, ranges, `${pointer}/${String(index)}`));
  if (!isObject(value)) return value;
  const place = (key: string): string => `${pointer}/${escapeToken(key)}`;
  const range = Object.hasOwn(value, JSON_TYPE)
    ? undefined
    : Object.keys(value).find((key) => ranges.has(place(key)));
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key === range ? JSON_TYPE : key,
      withoutRanges(member, ranges, place(key)),
    ]),
  );
}
