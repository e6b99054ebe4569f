import { describe, expect, it } from "vitest";
import { suiteOf } from "../../../../generator/index.js";
import type { JsonObject } from "../../../../generator/model/json.js";
import { modelOf } from "../../lower/document.js";

/** What Java calls `Integer.MAX_VALUE`, and generators write where no bound is meant. */
const UNBOUNDED = 2 ** 31 - 1;

/** The constraints of a request's body of one member, and why they are not broken. */
function constraintsOf(schema: JsonObject): Map<string, string | undefined> {
  const content = { "application/json": { schema: { type: "object", properties: { a: schema } } } };
  const post = { operationId: "addPet", requestBody: { content }, responses: { 200: { content } } };
  const { operations } = suiteOf(modelOf({ paths: { "/pets": { post } } }));
  const units = operations.flatMap((operation) => operation.units);
  return new Map(
    units
      .filter(({ dimension, name }) => dimension === "request constraint" && name.includes("/a/"))
      .map(({ name, reason, isVoid }) => [
        name.slice(name.lastIndexOf("/") + 1),
        isVoid === true ? `void: ${reason ?? ""}` : reason,
      ]),
  );
}

describe("bounds beyond what a program holds", () => {
  it.each<[JsonObject, string]>([
    [{ type: "string", minLength: 0, maxLength: UNBOUNDED }, "maxLength"],
    [{ type: "string", pattern: "^[a-z]*$", maxLength: UNBOUNDED }, "maxLength"],
    [{ type: "string", format: "email", maxLength: UNBOUNDED }, "maxLength"],
    [{ type: "array", items: { type: "string" }, maxItems: UNBOUNDED }, "maxItems"],
  ])("%j is broken by nothing, and says so", (schema, keyword) => {
    const constraints = constraintsOf(schema);
    expect(constraints.get(keyword)).toMatch(/^void: no string and no list/);
    expect(constraints.get("type")).toBeUndefined();
  });

  it.each<[JsonObject, string, string]>([
    [{ type: "string", maxLength: 2 ** 24 }, "maxLength", "more than 16777216 characters"],
    [{ type: "array", items: {}, maxItems: 5_000 }, "maxItems", "more than 1000 items"],
  ])("%j is left open with its reason", (schema, keyword, reason) => {
    expect(constraintsOf(schema).get(keyword)).toContain(reason);
    expect(constraintsOf(schema).get(keyword)).not.toContain("void");
  });

  it.each<JsonObject>([
    { type: "string", minLength: UNBOUNDED },
    { type: "string", minLength: UNBOUNDED, pattern: "^a*$" },
    { type: ["string", "integer"], minLength: UNBOUNDED },
    { type: "array", minItems: UNBOUNDED, items: { type: "integer" } },
  ])("%j has no value, and nothing is made of it", (schema) => {
    expect([...constraintsOf(schema).keys()]).not.toStrictEqual([]);
  });

  it("a bound that can be met is broken", () => {
    expect(constraintsOf({ type: "string", maxLength: 20_000 }).get("maxLength")).toBeUndefined();
    expect(
      constraintsOf({ type: "array", items: {}, maxItems: 9 }).get("maxItems"),
    ).toBeUndefined();
  });
});
