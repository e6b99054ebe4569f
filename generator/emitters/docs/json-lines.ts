import { isObject, type Json } from "../../model/json.js";
import { laidOut, list, type Layout, type Syntax } from "./layout.js";
import { jsonText } from "./span.js";

const JSON_SYNTAX: Syntax = { last: "", opensObjects: true };

/** A value as indented JSON, short arrays on one line; escaped like `jsonText`. */
export function jsonLines(value: Json): string {
  return laidOut(layoutOf(value), JSON_SYNTAX);
}

function layoutOf(value: Json): Layout {
  if (Array.isArray(value)) {
    const items = (value as readonly Json[]).map((item) => ({ value: layoutOf(item) }));
    return list("[]", items, JSON_SYNTAX);
  }
  if (!isObject(value)) return jsonText(value);
  const members = Object.entries(value).map(([name, member]) => ({
    key: jsonText(name),
    value: layoutOf(member),
  }));
  return list("{}", members, JSON_SYNTAX);
}
