import { valueAt } from "../../../generator/index.js";
import { isList, isObject, memberOf, type Json, type JsonObject } from "../../fuzz/json.js";

type Direction = "request" | "response";

const MARKS = { request: "readOnly", response: "writeOnly" } as const;
const SUFFIX = { request: "~request", response: "~response" } as const;

/**
 * The document with its components' schemas in two copies, one for each direction, of which
 * requests and responses each refer to their own: what the other direction alone has is not required
 * there. Documents that mark nothing stay as they are.
 *
 * @see https://spec.openapis.org/oas/v3.0.4#schema-object, `readOnly`
 */
export function splitByDirection(document: JsonObject): JsonObject {
  const marks = JSON.stringify(document);
  const isMarked = (direction: Direction): boolean => marks.includes(`"${MARKS[direction]}":true`);
  if (!isMarked("request") && !isMarked("response")) return document;
  const components = memberOf(document, "components");
  const schemas = isObject(components) ? (memberOf(components, "schemas") ?? {}) : {};
  if (!isObject(schemas) || !isObject(components)) return document;
  const copies = Object.fromEntries(
    (["request", "response"] as const).flatMap((direction) =>
      Object.entries(schemas).map(([key, schema]) => [
        key + SUFFIX[direction],
        read(document, schema, direction),
      ]),
    ),
  );
  const split = (value: Json, direction: Direction | undefined): Json => {
    if (isList(value)) return value.map((item) => split(item, direction));
    if (!isObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, member]) => {
        if (key === "schema" && direction !== undefined)
          return [key, read(document, member, direction)];
        const next =
          key === "requestBody" || key === "requestBodies"
            ? "request"
            : key === "responses"
              ? "response"
              : direction;
        return [key, split(member, next)];
      }),
    );
  };
  const rest = Object.fromEntries(Object.entries(components).filter(([key]) => key !== "schemas"));
  const others = split({ ...document, components: rest }, undefined) as JsonObject;
  return {
    ...others,
    components: { ...(others["components"] as JsonObject), schemas: { ...schemas, ...copies } },
  };
}

/** A schema as one direction reads it, its references led to that direction's copies. */
function read(root: JsonObject, value: Json, direction: Direction): Json {
  if (isList(value)) return value.map((item) => read(root, item, direction));
  if (!isObject(value)) return value;
  const members: Record<string, Json> = {};
  for (const [key, member] of Object.entries(value)) members[key] = read(root, member, direction);
  const reference = memberOf(value, "$ref");
  if (typeof reference === "string" && /^#\/components\/schemas\/[^/]+$/.test(reference))
    members["$ref"] = reference + SUFFIX[direction];
  const required = memberOf(value, "required");
  const properties = memberOf(value, "properties");
  if (isList(required) && isObject(properties))
    members["required"] = required.filter(
      (key) => !isForeign(root, memberOf(properties, String(key)), direction),
    );
  return members;
}

function isForeign(root: JsonObject, schema: Json | undefined, direction: Direction): boolean {
  let at = schema;
  for (let hops = 0; isObject(at) && hops < 100; hops++) {
    if (memberOf(at, MARKS[direction]) === true) return true;
    const reference = memberOf(at, "$ref");
    if (typeof reference !== "string") return false;
    at = resolved(root, reference);
  }
  return false;
}

function resolved(root: JsonObject, reference: string): Json | undefined {
  return valueAt(root, decodeURIComponent(reference));
}
