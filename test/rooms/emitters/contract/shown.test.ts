import { describe, expect, it } from "vitest";
import { suiteOf } from "../../../../generator/emitters/contract/suite/derive.js";
import type { Json, JsonObject } from "../../../../generator/model/json.js";
import { modelOf } from "../../lower/document.js";

const json = (schema: JsonObject): JsonObject => ({ "application/json": { schema } });
const answer = (schema: JsonObject): JsonObject => ({ description: "", content: json(schema) });

/** What is derived for operations by their names, each of which sends and answers a schema. */
function derivedFor(operations: { readonly [name: string]: JsonObject }, schemas: JsonObject = {}) {
  const paths = Object.fromEntries(
    Object.entries(operations).map(([operationId, operation]): [string, Json] => [
      `/${operationId}`,
      { post: { operationId, responses: { "204": { description: "" } }, ...operation } },
    ]),
  );
  return suiteOf(modelOf({ paths, components: { schemas } })).operations;
}

const sending = (schema: JsonObject): JsonObject => ({
  requestBody: { required: true, content: json(schema) },
});

describe("null, where no null may be", () => {
  const nullsOf = (schema: JsonObject): string[] =>
    derivedFor({ send: sending(schema) }).flatMap(({ cases }) =>
      cases.flatMap((one) =>
        one.kind === "violation" && "value" in one.edit && one.edit.value === null
          ? [one.edit.at]
          : [],
      ),
    );

  it("is sent beside a value of another type", () => {
    const schema = { type: "object", properties: { name: { type: "string" } } };
    expect(nullsOf(schema)).toEqual(["/body", "/body/name"]);
  });

  it("is not where null is valid", () => {
    const name = { type: ["string", "null"] };
    expect(nullsOf({ type: "object", properties: { name } })).toEqual(["/body"]);
    expect(nullsOf({ anyOf: [{ type: "integer" }, { type: "null" }] })).toEqual([]);
  });
});

describe("one of several types", () => {
  const unitsOf = (schema: JsonObject): string[] =>
    derivedFor({ send: sending(schema) }).flatMap(({ units, cases }) =>
      units
        .filter(
          ({ id, name }) => / as \w+$/.test(name) && cases.some((one) => one.covers.includes(id)),
        )
        .map(({ name }) => name.replace(/^.* as /, "")),
    );

  it.each<[JsonObject, string[]]>([
    [{ type: ["integer", "string"] }, ["integer", "string"]],
    [{ type: ["integer", "string", "null"], minimum: 5, minLength: 9 }, ["integer", "string"]],
    [{ type: ["string", "array"], pattern: "^a+$" }, ["string", "array"]],
    [{ type: ["string", "null"] }, []],
    [{ type: ["integer", "string"], enum: [1, "a"] }, []],
  ])("is shown each: %j", (schema, want) => {
    expect(unitsOf(schema)).toEqual(want);
  });
});

describe("what answers show", () => {
  const Fault = { type: "object", properties: { code: { type: "integer" } } };
  const Other = { type: "object", properties: { reason: { type: "string" } } };
  const shownBy = (operations: { readonly [name: string]: JsonObject }, end: string): string[] =>
    derivedFor(operations, { Fault, Other }).flatMap(({ name, units }) =>
      units.some((unit) => unit.dimension === "answer value" && unit.name.endsWith(end))
        ? [name]
        : [],
    );
  const ref = { $ref: "#/components/schemas/Fault" };

  it("of a component, one operation shows for all", () => {
    const operations = {
      a: { responses: { "400": answer(ref) } },
      b: { responses: { "400": answer(ref) } },
    };
    expect(shownBy(operations, "Fault code absent")).toEqual(["a"]);
  });

  it("of a component, is shown where it stands alone, whatever unions have shown", () => {
    const either = { anyOf: [ref, { $ref: "#/components/schemas/Other" }] };
    const operations = {
      a: { responses: { "400": answer(either) } },
      b: { responses: { "400": answer(ref) } },
    };
    expect(shownBy(operations, "Fault code absent")).toEqual(["a", "b"]);
  });

  it("of a list of a component, each operation shows by an item that is null", () => {
    const list = answer({ type: "array", items: ref });
    const operations = { a: { responses: { "200": list } }, b: { responses: { "200": list } } };
    const broken = derivedFor(operations, { Fault, Other }).map(({ cases }) =>
      cases.flatMap((one) =>
        one.kind === "answer-violation" && one.detail === "null at /0" ? [one.value] : [],
      ),
    );
    expect(broken).toEqual([[[null]], [[null]]]);
  });
});
