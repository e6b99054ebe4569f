import type { ObjectAssertions, SchemaId } from "../../model/schema.js";
import { sampleOf } from "./pattern.js";
import { MINIMAL } from "./plan.js";
import { codePoints, matches } from "./scalars.js";
import type { Synthesiser } from "./synthesise.js";

/** The schemas that apply to a property. */
export function memberIds(rules: readonly ObjectAssertions[], key: string): SchemaId[] {
  return rules.flatMap((rule) => {
    const own = rule.properties;
    const ids = own !== undefined && Object.hasOwn(own, key) ? [own[key] as SchemaId] : [];
    for (const [pattern, id] of Object.entries(rule.patternProperties ?? {}))
      if (matches(pattern, key)) ids.push(id);
    return ids.length === 0 && rule.additionalProperties !== undefined
      ? [rule.additionalProperties]
      : ids;
  });
}

/** Names for properties that an object does not list, as its `propertyNames` wants them. */
export function freshKeys(
  rules: readonly ObjectAssertions[],
  count: number,
  synthesiser: Pick<Synthesiser, "draft">,
): string[] {
  const names = rules.flatMap((rule) => rule.propertyNames ?? []);
  const pattern = rules.flatMap((rule) => Object.keys(rule.patternProperties ?? {}))[0];
  const shortest = pattern === undefined ? undefined : sampleOf(pattern);
  return Array.from({ length: count }, (_, index) => {
    const plain = `extra${index + 1}`;
    if (names.length > 0) return String(synthesiser.draft(names, MINIMAL, index) ?? plain);
    if (pattern === undefined || shortest === undefined) return plain;
    return sampleOf(pattern, codePoints(shortest) + index) ?? plain;
  });
}

/** The keys from another start: those that exclude each other then come first in turn. */
export function rotated(keys: readonly string[], by: number): string[] {
  const start = keys.length === 0 ? 0 : by % keys.length;
  return [...keys.slice(start), ...keys.slice(0, start)];
}
