import {
  isList,
  isObject,
  memberOf,
  withMember,
  without,
  type Json,
  type JsonObject,
} from "./json.js";
import type { Components } from "./keywords.js";
import { mapComponents } from "./translation.js";

/**
 * The same schemas in words that Ajv 8 reads right. Each rewriting goes around a fault of Ajv's that
 * would otherwise hide ours, or fill the ledger with its.
 */
export function inWordsOfAjv(components: Components): Components {
  return mapComponents(components, (schema) =>
    [namingProto, requiringNameless, listingNothing, settingTuplesApart].reduce(
      (read, rewriting) => rewriting(read),
      schema,
    ),
  );
}

const PROTO = "__proto__";

/** Ajv skips a name `__proto__` wherever it goes through a map of names; it reads a pattern of that one name. */
function namingProto(schema: JsonObject): JsonObject {
  const [withoutProperty, property] = taken(schema, "properties", PROTO);
  const [withoutNames, needed] = taken(withoutProperty, "dependentRequired", PROTO);
  const [read, dependent] = taken(withoutNames, "dependentSchemas", PROTO);
  const described = property === undefined ? read : withPattern(read, `^${PROTO}$`, property);
  const parts = [
    ...(needed === undefined ? [] : [{ required: needed }]),
    ...(dependent === undefined ? [] : [dependent]),
  ];
  return parts.reduce<JsonObject>(
    (schema, then) => withPart(schema, { if: having(PROTO), then }),
    described,
  );
}

/** An empty enumeration, which no value is in, Ajv does not compile. */
function listingNothing(schema: JsonObject): JsonObject {
  const values = memberOf(schema, "enum");
  if (!isList(values) || values.length > 0) return schema;
  return withPart(without(schema, "enum"), { not: {} });
}

/** A required name that is empty Ajv never misses: it keeps the missing name, and asks whether it is true. */
function requiringNameless(schema: JsonObject): JsonObject {
  const required = memberOf(schema, "required");
  const dependent = memberOf(schema, "dependentRequired");
  const described =
    isList(required) && required.includes("")
      ? withPart(
          withMember(
            schema,
            "required",
            required.filter((name) => name !== ""),
          ),
          { if: { type: "object" }, then: NAMELESS },
        )
      : schema;
  if (!isObject(dependent)) return described;
  return Object.entries(dependent).reduce((read, [name, names]) => {
    if (!isList(names) || !names.includes("")) return read;
    return withPart(read, { if: having(name), then: NAMELESS });
  }, described);
}

/** Of an object: it has a member of the empty name. */
const NAMELESS = { not: { propertyNames: { minLength: 1 } } };

/** Behind `prefixItems` Ajv skips the other keywords for an empty array, unless it collects all errors. */
function settingTuplesApart(schema: JsonObject): JsonObject {
  const prefixItems = memberOf(schema, "prefixItems");
  if (prefixItems === undefined || Object.keys(schema).length === 1) return schema;
  const items = memberOf(schema, "items");
  const tuple = items === undefined ? { prefixItems } : { prefixItems, items };
  return withPart(without(schema, "prefixItems", "items"), tuple);
}

/** The condition that a member of that name is there. */
function having(name: string): JsonObject {
  return name === "" ? { type: "object", ...NAMELESS } : { type: "object", required: [name] };
}

/** The schema without one name of a keyword's map, and what stood there. */
function taken(
  schema: JsonObject,
  keyword: string,
  name: string,
): readonly [schema: JsonObject, found: Json | undefined] {
  const map = memberOf(schema, keyword);
  const found = isObject(map) ? memberOf(map, name) : undefined;
  return isObject(map) && found !== undefined
    ? [withMember(schema, keyword, without(map, name)), found]
    : [schema, undefined];
}

function withPattern(schema: JsonObject, pattern: string, part: Json): JsonObject {
  const own = memberOf(schema, "patternProperties");
  const map = isObject(own) ? own : {};
  const other = memberOf(map, pattern);
  const joined = other === undefined ? part : { allOf: [other, part] };
  return withMember(schema, "patternProperties", withMember(map, pattern, joined));
}

function withPart(schema: JsonObject, part: Json): JsonObject {
  const parts = memberOf(schema, "allOf");
  return withMember(schema, "allOf", [...(isList(parts) ? parts : []), part]);
}
