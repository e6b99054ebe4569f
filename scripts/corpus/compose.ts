import { isList, isObject, memberOf, type Json, type JsonObject } from "../fuzz/json.js";
import type { Components } from "../fuzz/keywords.js";
import { listAt, referred } from "./schemas.js";

/** Below this depth only what has an example is put in: recursive schemas describe values without end. */
const DEEPEST = 6;

/**
 * A value put together from what the document itself shows of the parts: examples, defaults,
 * constants, first alternatives. It need not be valid; two validators must agree on it.
 */
export function composeValue(schema: Json, components: Components, depth = 0): Json | undefined {
  if (!isObject(schema)) return undefined;
  const shown = shownBy(schema);
  if (shown !== undefined) return shown;
  if (depth > DEEPEST) return undefined;
  const compose = (part: Json): Json | undefined => composeValue(part, components, depth + 1);
  const target = referred(schema, components);
  const parts = [
    ...(target === undefined ? [] : [target]),
    ...listAt(schema, "allOf"),
    ...listAt(schema, "oneOf").slice(0, 1),
    ...listAt(schema, "anyOf").slice(0, 1),
  ];
  const composed = parts.map(compose).filter((part) => part !== undefined);
  const own = composeOwn(schema, compose);
  if (composed.length === 0) return own;
  const objects = [...composed, ...(isObject(own) ? [own] : [])].filter(isObject);
  return objects.length === 0 ? composed[0] : merged(objects);
}

/** What a schema says by its own keywords. */
function composeOwn(
  schema: JsonObject,
  compose: (part: Json) => Json | undefined,
): Json | undefined {
  const types = typesOf(schema);
  const properties = memberOf(schema, "properties");
  if (isObject(properties) || types[0] === "object") {
    const members = Object.entries(isObject(properties) ? properties : {}).flatMap(
      ([name, part]) => {
        const value = compose(part);
        return value === undefined ? [] : [[name, value] as const];
      },
    );
    const rest = memberOf(schema, "additionalProperties");
    const value = members.length === 0 && isObject(rest) ? compose(rest) : undefined;
    return Object.fromEntries(value === undefined ? members : [["entry", value]]);
  }
  const items = memberOf(schema, "items");
  if (items !== undefined || types[0] === "array") {
    const item = items === undefined ? undefined : compose(items);
    return item === undefined ? [] : [item];
  }
  const scalar = SCALARS[types[0] ?? ""];
  const minimum = memberOf(schema, "minimum");
  return typeof scalar === "number" && minimum !== undefined ? minimum : scalar;
}

const SCALARS: Readonly<Record<string, Json>> = {
  string: "text",
  integer: 1,
  number: 1.5,
  boolean: true,
  null: null,
};

/** The first example, default, constant or listed value. */
function shownBy(schema: JsonObject): Json | undefined {
  return (
    listAt(schema, "examples")[0] ??
    memberOf(schema, "const") ??
    memberOf(schema, "default") ??
    listAt(schema, "enum")[0]
  );
}

function typesOf(schema: JsonObject): readonly string[] {
  const type = memberOf(schema, "type");
  return (isList(type) ? type : [type]).filter((name) => typeof name === "string");
}

function merged(objects: readonly JsonObject[]): JsonObject {
  return Object.fromEntries(objects.flatMap((object) => Object.entries(object)));
}
