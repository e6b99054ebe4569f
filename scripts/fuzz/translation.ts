import type { Description } from "./descriptions.js";
import { memberOf, withMember, without, type Json, type JsonObject } from "./json.js";
import { rewritten, type Change, type Components } from "./keywords.js";

/**
 * The components as plain schemas of JSON Schema 2020-12, which is what Ajv reads. Written from the
 * specifications and apart from the generator's own upgrade, so that the two can disagree.
 *
 * @see https://spec.openapis.org/oas/v3.0.3#schema-object
 */
export function translated({ version, components }: Description): Components {
  const change = version === "3.0" ? fromOpenApi30 : (schema: JsonObject) => schema;
  return mapComponents(components, change);
}

/** Every schema of the components changed, from the inside out. */
export function mapComponents(components: Components, change: Change): Components {
  const entries = Object.entries(components);
  return Object.fromEntries(entries.map(([name, schema]) => [name, rewritten(schema, change)]));
}

function fromOpenApi30(schema: JsonObject): Json {
  // "This object cannot be extended with additional properties and any properties added SHALL be ignored."
  const ref = memberOf(schema, "$ref");
  if (ref !== undefined) return { $ref: ref };
  let read = without(schema, "nullable", "exclusiveMinimum", "exclusiveMaximum");
  for (const [flag, bound] of [
    ["exclusiveMinimum", "minimum"],
    ["exclusiveMaximum", "maximum"],
  ] as const) {
    const limit = memberOf(schema, bound);
    if (memberOf(schema, flag) === true && limit !== undefined) {
      read = withMember(without(read, bound), flag, limit);
    }
  }
  const type = memberOf(schema, "type");
  if (memberOf(schema, "nullable") !== true || type === undefined) return read;
  // An enumeration that does not list null refuses it all the same.
  return withMember(read, "type", [type, "null"]);
}
