import { demandedKeys, describedAround, describedMember } from "../../model/composition.js";
import type { Json, JsonObject } from "../../model/json.js";
import type { Assertions, SchemaId } from "../../model/schema.js";
import { mapped, memberOf } from "./values.js";

/** What describing one schema takes of the rewriting of all. */
export interface Rewriting {
  readonly assertions: (id: SchemaId) => Assertions;
  /** A part of the document, rewritten. */
  readonly copy: (value: Json, pointer: SchemaId) => Json;
  /** A member's schema at a further place. */
  readonly again: (id: SchemaId) => Json;
}

/** The keyword for values that are known, among others: `types.ts` turns it into a union with `string & {}`. */
export const KNOWN_VALUES = "x-extensible-enum";

/** The keywords of a schema that describe a kind of value; undefined when none does. */
export function describedKinds(
  source: JsonObject,
  id: SchemaId,
  rewriting: Rewriting,
): JsonObject | undefined {
  const { types, string, number, object, array, ref, allOf, anyOf, oneOf } =
    rewriting.assertions(id);
  const composed = [ref, allOf, anyOf, oneOf].some((keyword) => keyword !== undefined);
  const core: { [key: string]: Json } = {};
  if (source.type !== undefined) core.type = source.type;
  const known = string?.known ?? number?.known;
  if (known !== undefined && core.type !== undefined) core[KNOWN_VALUES] = known;
  const parts = ref ?? allOf;
  if ((object ?? parts) !== undefined && (types?.includes("object") ?? true)) {
    Object.assign(core, membersOf(source, id, composed || types !== undefined, rewriting));
  }
  if (array !== undefined && (types?.includes("array") ?? true)) {
    Object.assign(core, itemsOf(source, id, rewriting));
  }
  const keys = Object.keys(core);
  if (keys.length === 0) return undefined;
  // The type of a number depends on it.
  if (typeof source.format === "string") core.format = source.format;
  if (composed && keys.every((key) => key === "type") && isImplied(source.type, id, rewriting))
    return undefined;
  return core;
}

/** `type: object` beside references and alternatives that say it themselves. */
function isImplied(type: Json | undefined, id: SchemaId, { assertions }: Rewriting): boolean {
  const { ref, allOf = [], anyOf = [], oneOf = [] } = assertions(id);
  if (type !== "object") return false;
  const parts = ref === undefined ? allOf : [ref, ...allOf];
  return (
    parts.some((part) => isObjectSchema(part, assertions)) ||
    [anyOf, oneOf].some(
      (members) =>
        members.length > 0 && members.every((member) => isObjectSchema(member, assertions)),
    )
  );
}

function isObjectSchema(id: SchemaId, assertions: Rewriting["assertions"]): boolean {
  const { types, ref } = assertions(id);
  if (types !== undefined) return types.length === 1 && types[0] === "object";
  const { types: behind } = ref === undefined ? {} : assertions(ref);
  return behind?.length === 1 && behind[0] === "object";
}

function membersOf(
  source: JsonObject,
  id: SchemaId,
  known: boolean,
  { assertions, copy, again }: Rewriting,
): JsonObject {
  const {
    properties = {},
    patternProperties,
    additionalProperties,
    required: own = [],
  } = assertions(id).object ?? {};
  const rest = memberOf(source, "additionalProperties");
  const patterns = Object.keys(patternProperties ?? {});
  const described = mapped(properties, (property, key) =>
    copy(memberOf(memberOf(source, "properties"), key), property),
  );
  const other =
    additionalProperties === undefined || patterns.length > 0
      ? {}
      : copy(rest, additionalProperties);
  // A key that is required is one of the members, whatever is known of it.
  const ofObjects = known || Object.keys(properties).length > 0;
  const required = ofObjects ? [...demandedKeys(id, assertions)] : own;
  const bare = required.flatMap((key) => {
    if (!ofObjects || Object.hasOwn(properties, key)) return [];
    const inside = describedMember(id, key, assertions);
    // Optional where it is described, it must not stay so.
    if (inside?.required === true && !own.includes(key)) return [];
    const { schema } = inside ?? describedAround(id, key, assertions) ?? {};
    if (schema !== undefined) return [[key, again(schema)] as const];
    return own.includes(key) ? [[key, other] as const] : [];
  });
  const members = { ...described, ...Object.fromEntries(bare) };
  const result: { [key: string]: Json } = {};
  if (Object.keys(members).length > 0) {
    result.properties = members;
    const names = required.filter((key) => Object.hasOwn(members, key));
    if (names.length > 0) result.required = names;
    if (patterns.length === 0 && additionalProperties !== undefined)
      result.additionalProperties = other;
  } else if (patterns.length > 0) {
    // Values under patterns only: their union, if nothing else may stand beside them.
    const values = patterns.map((pattern) =>
      copy(
        memberOf(memberOf(source, "patternProperties"), pattern),
        patternProperties?.[pattern] ?? id,
      ),
    );
    if (rest === false) result.additionalProperties = { anyOf: values };
  } else if (additionalProperties !== undefined) {
    // Nothing at all is `never` by an empty enumeration; `false` would be any object.
    result.additionalProperties = rest === false ? { enum: [] } : other;
  }
  // A schema without `type` that describes members describes objects.
  return Object.keys(result).length > 0 ? { type: "object", ...result, ...typeOf(source) } : result;
}

function itemsOf(source: JsonObject, id: SchemaId, { assertions, copy }: Rewriting): JsonObject {
  const { prefixItems, items, minItems } = assertions(id).array ?? {};
  const result: { [key: string]: Json } = {};
  if (prefixItems !== undefined) {
    result.prefixItems = prefixItems.map((item, index) =>
      copy(memberOf(memberOf(source, "prefixItems"), String(index)), item),
    );
  }
  const rest = memberOf(source, "items");
  if (items !== undefined) result.items = copy(rest, items);
  if (rest === false && prefixItems === undefined) result.prefixItems = [];
  if (minItems !== undefined) result.minItems = minItems;
  return result;
}

function typeOf(source: JsonObject): JsonObject {
  return source.type === undefined ? {} : { type: source.type };
}
