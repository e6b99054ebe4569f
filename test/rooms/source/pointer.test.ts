import { describe, expect, it } from "vitest";
import {
  childOf,
  joinPointer,
  parsePointer,
  ROOT,
  valueAt,
} from "../../../generator/source/pointer.js";

describe("parsePointer", () => {
  it.each([
    { given: "#", want: [] },
    { given: "#/", want: [""] },
    { given: "#/paths/~1pets~1{id}/get", want: ["paths", "/pets/{id}", "get"] },
    { given: "#/a~01", want: ["a~1"] },
    { given: "#/%20", want: ["%20"] },
    { given: "#anchor", want: undefined },
    { given: "/a", want: undefined },
  ])("$given", ({ given, want }) => {
    expect(parsePointer(given)).toEqual(want);
  });
});

describe("joinPointer", () => {
  it.each([
    { given: ["paths", "/pets"], want: "#/paths/~1pets" },
    { given: ["~1", 0], want: "#/~01/0" },
    { given: [], want: "#" },
  ])("$want", ({ given, want }) => {
    expect(joinPointer(ROOT, ...given)).toBe(want);
    expect(parsePointer(want)).toEqual(given.map(String));
  });
});

describe("valueAt", () => {
  const root = JSON.parse('{"a": [1, {"": null}], "__proto__": {"b": 2}}') as never;
  it.each([
    { given: "#/a/0", want: 1 },
    { given: "#/a/1/", want: null },
    { given: "#/__proto__/b", want: 2 },
    { given: "#/a/01", want: undefined },
    { given: "#/a/-", want: undefined },
    { given: "#/a/length", want: undefined },
    { given: "#/toString", want: undefined },
    { given: "#/a/0/x", want: undefined },
  ])("$given", ({ given, want }) => {
    expect(valueAt(root, given)).toEqual(want);
  });

  it("sees no inherited member", () => {
    expect(childOf({}, "__proto__")).toBeUndefined();
    expect(childOf({}, "constructor")).toBeUndefined();
  });
});
