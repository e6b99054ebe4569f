import type { Json, JsonObject } from "../../model/json.js";
import type { ObjectAssertions, SchemaId } from "../../model/schema.js";
import type { Edit } from "./case.js";
import { below } from "./edit.js";
import { objectOf } from "./json.js";
import { freshKeys, memberIds } from "./members.js";
import { type Add, set, type Surroundings } from "./mutant.js";
import { matches } from "./scalars.js";
import { MINIMAL } from "./plan.js";

/** @see https://json-schema.org/draft/2020-12/json-schema-validation#section-6.5 */
export function objectMutants(
  rules: ObjectAssertions,
  value: JsonObject,
  around: Surroundings,
  add: Add,
): void {
  const keys = Object.keys(value);
  const isFalse = (id: SchemaId | undefined): boolean =>
    id !== undefined && around.schemas[id]?.assertions.types?.length === 0;
  for (const key of rules.required ?? [])
    if (Object.hasOwn(value, key)) add("required", [removal(key)], { detail: key });
  const stranger = strangeKey(rules, value);
  if (isFalse(rules.additionalProperties))
    add("additionalProperties", [set("unexpected", below("", stranger))]);
  if (isFalse(rules.unevaluatedProperties))
    add("unevaluatedProperties", [set("unexpected", below("", stranger))]);
  if (rules.propertyNames !== undefined) {
    const names = ["unexpected name", "!", "", "1", "UNEXPECTED", "a".repeat(300)];
    const some = keys[0] === undefined ? "unexpected" : (value[keys[0]] as Json);
    add(
      "propertyNames",
      names.filter((name) => !keys.includes(name)).map((name) => set(some, below("", name))),
    );
  }
  if (rules.minProperties !== undefined && rules.minProperties > 0) {
    const fewer = rules.minProperties - 1;
    const optional = keys.filter((key) => !(rules.required ?? []).includes(key));
    const kept = [...keys.filter((key) => !optional.includes(key)), ...optional].slice(0, fewer);
    add("minProperties", [set(objectOf(kept.map((key) => [key, value[key] as Json])))]);
  }
  if (rules.maxProperties !== undefined)
    add("maxProperties", [set(crowded(rules, rules.maxProperties + 1, value, around))]);
  dependents(rules, value, around, add);
  for (const [key, id] of Object.entries(rules.properties ?? {}))
    if (isFalse(id) && !Object.hasOwn(value, key))
      add("properties", [set("unexpected", below("", key))], { detail: key });
}

function dependents(
  rules: ObjectAssertions,
  value: JsonObject,
  around: Surroundings,
  add: Add,
): void {
  for (const [trigger, wanted] of Object.entries(rules.dependentRequired ?? {}))
    for (const key of wanted) {
      const others = Object.entries(value).filter(([name]) => name !== key);
      const ids = memberIds([rules], trigger);
      const made = around.synthesiser.draft(ids, MINIMAL) ?? "unexpected";
      const triggered = objectOf(
        others.some(([name]) => name === trigger) ? others : [...others, [trigger, made]],
      );
      add("dependentRequired", [set(triggered)], { detail: `${trigger}>${key}` });
    }
}

function removal(key: string): Edit {
  return { op: "remove", at: below("", key) };
}

/** A property that no rule of the object speaks of. */
export function strangeKey(rules: ObjectAssertions, value: JsonObject): string {
  const isTaken = (key: string): boolean =>
    Object.hasOwn(value, key) ||
    Object.hasOwn(rules.properties ?? {}, key) ||
    Object.keys(rules.patternProperties ?? {}).some((pattern) => matches(pattern, key));
  const candidates = ["unexpectedProperty", "unexpected-property", "Unexpected Property", "0", "!"];
  return candidates.find((key) => !isTaken(key)) ?? "unexpectedProperty";
}

function crowded(
  rules: ObjectAssertions,
  count: number,
  value: JsonObject,
  around: Surroundings,
): Json {
  const members = new Map(Object.entries(value));
  const extras = freshKeys([rules], count, around.synthesiser);
  for (const key of [...Object.keys(rules.properties ?? {}), ...extras]) {
    if (members.size >= count) break;
    if (!members.has(key))
      members.set(key, around.synthesiser.draft(memberIds([rules], key), MINIMAL) ?? "extra");
  }
  return objectOf(members);
}
