import type { JsonObject } from "../../model/json.js";
import { formatNamed } from "../../model/formats.js";
import type { Pointer } from "../../model/schema.js";
import { childOf, isList, joinPointer } from "../../source/pointer.js";
import { describe } from "../version.js";
import type { Rule, Subject } from "./rule.js";
import { isOfType, typesOf } from "./types-of.js";

/** Formats speak of a type the schema has, and defaults are of it. Neither decides what is valid. */
export const annotations: Rule = ({ each, report }) => {
  each((node, slot, at) => {
    if (slot !== "schema") return;
    const types = typesOf(node);
    checkFormat(node, types, at, report);
    checkDefault(node, types, at, report);
  });
};

/** @see https://json-schema.org/draft/2020-12/json-schema-validation#section-7.1 */
function checkFormat(
  node: JsonObject,
  types: readonly string[] | undefined,
  at: Pointer,
  report: Subject["report"],
): void {
  const name = childOf(node, "format");
  const format = typeof name === "string" ? formatNamed(name) : undefined;
  if (format === undefined || types === undefined) return;
  const speaks = format.type;
  const fits = types.some((type) => type === speaks || (speaks === "number" && type === "integer"));
  if (fits || (format.alsoText === true && types.includes("string"))) return;
  report("schema/format-type", joinPointer(at, "format"), { format: format.name, speaks });
}

/** @see https://json-schema.org/draft/2020-12/json-schema-validation#section-9.2 */
function checkDefault(
  node: JsonObject,
  types: readonly string[] | undefined,
  at: Pointer,
  report: Subject["report"],
): void {
  const value = childOf(node, "default");
  if (value === undefined) return;
  const place = joinPointer(at, "default");
  const listed = childOf(node, "enum");
  if (types !== undefined && !types.some((type) => isOfType(value, type))) {
    const reason = `it is ${describe(value)}, and the type is ${types.join(" or ")}`;
    report("schema/invalid-default", place, { reason });
  } else if (
    isList(listed) &&
    !listed.some((one) => JSON.stringify(one) === JSON.stringify(value))
  ) {
    report("schema/invalid-default", place, { reason: "the enumeration does not list it" });
  }
}
