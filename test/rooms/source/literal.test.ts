import { expect, test } from "vitest";
import { literalsIn } from "../../../generator/source/literal.js";
import { readSource } from "../../../generator/source/source.js";

const yaml = readSource("a.yaml", "a:\n  - maximum: 999999999999999999 # nines\n  - *b\n").source;
const json = readSource("b.json", '{"a": {"minimum": -1.10e0, "b": ["1"]}}').source;
const literalAt = literalsIn(new Map([yaml, json].map((source) => [source.file, source])));

test("scalars are given as they are written", () => {
  expect(literalAt({ file: "a.yaml", pointer: "#/a/0/maximum" })).toBe("999999999999999999");
  expect(literalAt({ file: "b.json", pointer: "#/a/minimum" })).toBe("-1.10e0");
  expect(literalAt({ file: "b.json", pointer: "#/a/b/0" })).toBe('"1"');
});

test("what is no scalar, or not there, has no literal", () => {
  expect(literalAt({ file: "b.json", pointer: "#/a" })).toBeUndefined();
  expect(literalAt({ file: "b.json", pointer: "#/a/maximum" })).toBeUndefined();
  expect(literalAt({ file: "c.json", pointer: "#/a" })).toBeUndefined();
  expect(literalAt({ file: "b.json" })).toBeUndefined();
});
