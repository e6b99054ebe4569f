import type { Json } from "../../model/json.js";
import { childOf, isList, isObject, joinPointer } from "../../source/pointer.js";
import type { Repair } from "./repair.js";

/**
 * `examples` in the form another object has: a list of values beside content, where names belong,
 * and names in a schema, where a list of values belongs.
 * @see https://spec.openapis.org/oas/v3.1.0#media-type-object
 * @see https://json-schema.org/draft/2020-12/json-schema-validation#section-9.5
 */
export const examples: Repair = (value, slot, at, desk) => {
  if (!isObject(value)) return value;
  const given = childOf(value, "examples");
  if (given === undefined) return value;
  const place = joinPointer(at, "examples");
  if (slot === "schema") {
    if (isList(given)) return value;
    const named = isObject(given) ? Object.entries(given) : [];
    const isNamed =
      named.length > 0 && named.every(([, one]) => childOf(one, "value") !== undefined);
    desk.report("repair/examples", place, {
      found: isNamed ? "an object" : "no list",
      read: isNamed ? "the list of their values" : "one example",
    });
    if (!isNamed) return { ...value, examples: [given] };
    desk.move(
      named.map(([name], index) => [joinPointer(place, index), joinPointer(place, name, "value")]),
    );
    return { ...value, examples: named.map(([, one]) => childOf(one, "value") ?? null) };
  }
  if (!HOLDERS.has(slot) || !isList(given)) return value;
  desk.report("repair/examples", place, { found: "a list", read: "examples named by number" });
  const entries = given.map((one, index): [string, Json] => {
    const isExample = isObject(one) && childOf(one, "value") !== undefined;
    return [String(index + 1), isExample ? one : { value: one }];
  });
  desk.move(given.map((_, index) => [joinPointer(place, index + 1), joinPointer(place, index)]));
  return { ...value, examples: Object.fromEntries(entries) };
};

const HOLDERS: ReadonlySet<string> = new Set(["mediaType", "parameter", "header"]);
