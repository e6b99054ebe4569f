import { expect, it } from "vitest";
import type { Json, JsonObject } from "../../../generator/model/json.js";
import { codesOf, read, schemasOf } from "./read.js";

const ref = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });
const codes = async (schemas: Json): Promise<string[]> =>
  codesOf(await read({ "openapi.yaml": schemasOf(schemas) })).map((code) =>
    code.replace(" api/openapi.yaml#/components/schemas", ""),
  );

it("alternatives of themselves are refused, over others and references too", async () => {
  const number = { type: "number" };
  expect(
    await codes({ A: { oneOf: [number, ref("B")] }, B: { anyOf: [number, ref("A")] } }),
  ).toEqual(["schema/circular-alternatives/B/anyOf/1/$ref"]);
  expect(await codes({ A: { anyOf: [number, ref("B")] }, B: ref("A") })).toEqual([
    "schema/circular-alternatives/B/$ref",
  ]);
});

it("those that lead back by members and items, and children that parents list, are not", async () => {
  const inside = { type: "object", properties: { a: ref("A") } };
  expect(await codes({ A: { oneOf: [inside, { type: "array", items: ref("A") }] } })).toEqual([]);
  const Pet = {
    oneOf: [ref("Cat")],
    discriminator: { propertyName: "kind" },
    properties: { kind: { type: "string" } },
  };
  expect(await codes({ Pet, Cat: { allOf: [ref("Pet"), { type: "object" }] } })).toEqual([
    "repair/listed-children/Cat/allOf/0/$ref",
  ]);
});

it("parts of themselves are refused", async () => {
  expect(await codes({ A: { allOf: [ref("B")] }, B: { allOf: [ref("A")] } })).toEqual([
    "schema/circular/B/allOf/0/$ref",
  ]);
});
