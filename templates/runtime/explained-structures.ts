import type * as z from "./zod.js";
import { accepts, type Schema } from "./checks.js";
import { explainPart, findingAt, findingOf, partOf, type Part } from "./explanation.js";
import type { Finding } from "./finding.js";
import { declaredPlaceOf, type Place } from "./locations.js";
import { escapeToken } from "./pointer.js";

type Members = { readonly [key: string]: unknown };

/** `properties`, `required`, `additionalProperties` of a value that is an object. */
export function explainObject(def: z.core.$ZodObjectDef, part: Part, place: Place): Finding[] {
  const value = part.value as Members;
  const findings: Finding[] = [];
  const shape: { readonly [key: string]: Schema } = def.shape;
  const properties = place.below("properties");
  for (const [key, schema] of Object.entries(shape)) {
    const member = declaredPlaceOf(schema) ?? properties.below(key);
    if (key in value) {
      findings.push(...explainPart(schema, partOf(part, key, value[key], true), member));
    } else if (schema._zod.optin === undefined) {
      const required = requiredOf(key, member, properties, place);
      findings.push(findingAt(part, required, `must have ${JSON.stringify(key)}`));
    }
  }
  if (def.catchall === undefined || def.catchall._zod.def.type === "unknown") return findings;
  const rest = place.below("additionalProperties");
  for (const [key, member] of Object.entries(value)) {
    if (Object.hasOwn(shape, key)) continue;
    findings.push(...explainPart(def.catchall, partOf(part, key, member), rest));
  }
  return findings;
}

/** Where `required` asks for a member: beside the properties it is one of, unless the notes know better. */
function requiredOf(key: string, member: Place, properties: Place, place: Place): Place {
  const noted = place.note(`required/${escapeToken(key)}`);
  if (noted !== undefined) return noted;
  if (member.pointer.endsWith(`/properties/${escapeToken(key)}`)) {
    return member.parent.parent.below("required");
  }
  // Parameters and headers are required one by one, whether a schema or a media type describes them.
  const [, one] =
    /^(.*\/(?:parameters|headers)\/[^/]+)\/(?:schema|content\/.*)$/.exec(member.pointer) ?? [];
  if (one !== undefined) return place.elsewhere(`${one}/required`);
  return properties.parent.below("required");
}

/** Members under keys of any name, or of a pattern that is the only one. */
export function explainRecord(def: z.core.$ZodRecordDef, part: Part, place: Place): Finding[] {
  const [pattern] = (def.keyType._zod.def.checks ?? []).flatMap(({ _zod: { def: check } }) =>
    "pattern" in check && check.pattern instanceof RegExp ? [check.pattern] : [],
  );
  const rest = place.below("additionalProperties");
  const values = pattern === undefined ? rest : place.below("patternProperties", pattern.source);
  return Object.entries(part.value as Members).flatMap(([key, value]) => {
    const member = partOf(part, key, value);
    return accepts(def.keyType, key)
      ? explainPart(def.valueType, member, values)
      : [findingAt(member, rest, "is not allowed here")];
  });
}

/** `items` */
export function explainArray(def: z.core.$ZodArrayDef, part: Part, place: Place): Finding[] {
  const items = place.below("items");
  return (part.value as readonly unknown[]).flatMap((item, index) =>
    explainPart(def.element, partOf(part, index, item), items),
  );
}

/** `prefixItems`, and `items` behind them. */
export function explainTuple(def: z.core.$ZodTupleDef, part: Part, place: Place): Finding[] {
  const value = part.value as readonly unknown[];
  const findings = value.flatMap((item, index) => {
    const at = partOf(part, index, item);
    const schema = def.items[index];
    if (schema !== undefined) {
      return explainPart(schema, at, place.below("prefixItems", String(index)));
    }
    const rest = place.below("items");
    return def.rest === null
      ? [findingAt(at, rest, "is not allowed here")]
      : explainPart(def.rest, at, rest);
  });
  const least = def.items.reduce(
    (last, item, index) => (item._zod.optin === undefined ? index + 1 : last),
    0,
  );
  if (def.rest !== null || value.length >= least) return findings;
  const message = `must have at least ${String(least)} item${least === 1 ? "" : "s"}`;
  return [...findings, findingOf(part, place, { keyword: "minItems", message })];
}
