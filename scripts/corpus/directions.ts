import {
  isList,
  isObject,
  memberOf,
  withMember,
  without,
  type Json,
  type JsonObject,
} from "../fuzz/json.js";
import { everySchema, type Components } from "../fuzz/keywords.js";
import { mapComponents } from "../fuzz/translation.js";
import { conjunctsOf, inPlaceOf, listAt } from "./schemas.js";

/** Which way a body goes. */
export type Direction = "request" | "response";

/**
 * The schemas as one direction reads them: what `readOnly` marks is no part of a request, what
 * `writeOnly` marks none of an answer. It is not asked for there, and described only where the
 * object refuses what it does not describe.
 *
 * @see https://spec.openapis.org/oas/v3.0.4#schema-object, `readOnly`
 */
export function inDirection(components: Components, direction: Direction): Components {
  const mark = direction === "request" ? "readOnly" : "writeOnly";
  const isForeign = (schema: Json): boolean =>
    conjunctsOf(schema, components).some((part) => memberOf(part, mark) === true);
  const closed = closedObjects(components);
  return mapComponents(components, (read, written) => {
    const foreign = new Set(
      conjunctsOf(written, components).flatMap((part) => {
        const properties = memberOf(part, "properties");
        return isObject(properties)
          ? Object.keys(properties).filter((name) => isForeign(properties[name] ?? true))
          : [];
      }),
    );
    return foreign.size === 0 ? read : withoutNames(read, foreign, closed.has(written));
  });
}

function withoutNames(schema: JsonObject, names: ReadonlySet<string>, closed: boolean): JsonObject {
  const required = memberOf(schema, "required");
  const properties = memberOf(schema, "properties");
  const asked = isList(required)
    ? withMember(
        schema,
        "required",
        required.filter((name) => !names.has(String(name))),
      )
    : schema;
  if (!isObject(properties) || closed) return asked;
  return withMember(asked, "properties", without(properties, ...names));
}

/** Objects that refuse what they do not describe, and what describes the same value as one of them. */
function closedObjects(components: Components): Set<Json> {
  const closed = new Set<Json>();
  for (const schema of Object.values(components).flatMap(everySchema)) {
    if (!isObject(schema)) continue;
    if (says(memberOf(schema, "additionalProperties"))) closed.add(schema);
    if (!says(memberOf(schema, "unevaluatedProperties"))) continue;
    for (const part of inPlaceOf(schema, components)) closed.add(part);
  }
  return closed;
}

function says(rest: Json | undefined): boolean {
  return rest === false || (isObject(rest) && Object.keys(rest).length > 0);
}

/**
 * The schemas with enumerations of more than one value left open, as answers are read by default: a
 * server may come to know more values. Alternatives told apart by such lists overlap when they are
 * open, so that one of them is enough.
 */
export function withOpenEnumerations(components: Components): Components {
  return mapComponents(components, (schema, written) => {
    const open = isOpen(schema) ? without(schema, "enum") : schema;
    const alternatives = listAt(written, "oneOf");
    if (!alternatives.some((part) => isToldByOpen(part, components))) return open;
    const either = { anyOf: listAt(schema, "oneOf") };
    return withMember(without(open, "oneOf"), "allOf", [...listAt(open, "allOf"), either]);
  });
}

/** Whether an open list, of its own or of a member of its, tells an alternative from others. */
function isToldByOpen(alternative: Json, components: Components): boolean {
  return inPlaceOf(alternative, components).some((part) => {
    const properties = memberOf(part, "properties");
    const members = isObject(properties) ? Object.values(properties) : [];
    const own = members.flatMap((member) => inPlaceOf(member, components));
    return [part, ...own].some(isOpen);
  });
}

function isOpen(schema: JsonObject): boolean {
  return listAt(schema, "enum").length > 1;
}
