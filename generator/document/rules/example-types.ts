import type { Json, JsonObject } from "../../model/json.js";
import { codecOf } from "../../model/media-types.js";
import type { Pointer } from "../../model/schema.js";
import { childOf, isList, isObject, parsePointer } from "../../source/pointer.js";
import { describe } from "../version.js";
import { follow, itemsOf, memberOf, membersOf, type Placed, type Rule } from "./rule.js";
import { isOfType, typesOf } from "./types-of.js";

/** How far examples are followed into their members: those of large answers repeat themselves. */
const DEEPEST = 12;

/**
 * Examples are of the types their schemas name, and one of the values these list. What tells
 * alternatives apart, and what bounds values, is left to validators.
 * @see https://json-schema.org/draft/2020-12/json-schema-validation#section-9.5
 */
export const exampleTypes: Rule = ({ root, each, report }) => {
  const check = (example: Placed, schema: Placed | undefined, depth: number): void => {
    const read = schema === undefined ? undefined : follow(root, schema);
    if (read === undefined || depth > DEEPEST) return;
    const reason = mismatch(example.value, read.value);
    if (reason !== undefined) {
      report("schema/invalid-example", example.at, { reason });
      return;
    }
    for (const part of itemsOf(memberOf(read, "allOf"))) check(example, part, depth + 1);
    const properties = memberOf(read, "properties");
    for (const member of membersOf(example))
      check(member, memberOf(properties, member.name), depth + 1);
    if (memberOf(read, "prefixItems") !== undefined) return;
    const items = memberOf(read, "items");
    for (const item of itemsOf(example)) check(item, items, depth + 1);
  };
  each((node, slot, at) => {
    const owner = { value: node, at };
    switch (slot) {
      case "schema":
        for (const example of itemsOf(memberOf(owner, "examples"))) check(example, owner, 0);
        return;
      case "mediaType":
        if (codecOf(typeAt(at)) !== "json") return;
        break;
      case "parameter":
      case "header":
        break;
      default:
        return;
    }
    for (const example of examplesOf(root, owner)) check(example, memberOf(owner, "schema"), 0);
  });
};

/** The values that a parameter, a header or a media type shows. */
function examplesOf(root: JsonObject, owner: Placed): Placed[] {
  const one = memberOf(owner, "example");
  const named = membersOf(memberOf(owner, "examples")).flatMap((example) => {
    const value = memberOf(follow(root, example), "value");
    return value === undefined ? [] : [value];
  });
  return one === undefined ? named : [one, ...named];
}

/** Why a value is none of a schema's; it is not shown, as it may be a secret. */
function mismatch(value: Json, schema: JsonObject): string | undefined {
  const types = typesOf(schema);
  if (types !== undefined && !types.some((type) => isOfType(value, type)))
    return `it is ${describe(value)}, and the type is ${types.join(" or ")}`;
  const listed = childOf(schema, "enum");
  if (!isList(listed) || listed.length === 0 || isObject(value) || isList(value)) return undefined;
  return listed.includes(value) ? undefined : "the enumeration does not list it";
}

function typeAt(at: Pointer): string {
  return parsePointer(at)?.at(-1) ?? "";
}
