import { describe, expect, it } from "vitest";
import type { Edit, Input } from "../../../../generator/emitters/contract/case.js";
import { applyEdit } from "../../../../generator/emitters/contract/edit.js";

const input: Input = { path: { "a/b": 1 }, body: { list: [1, 2, 3], deep: { "~": true } } };

describe("applyEdit", () => {
  it.each<[given: Edit, want: Input]>([
    [
      { op: "set", at: "/body/list/1", value: "x" },
      { ...input, body: { list: [1, "x", 3], deep: { "~": true } } },
    ],
    [
      { op: "remove", at: "/body/list/0" },
      { ...input, body: { list: [2, 3], deep: { "~": true } } },
    ],
    [
      { op: "remove", at: "/body/deep/~0" },
      { ...input, body: { list: [1, 2, 3], deep: {} } },
    ],
    [
      { op: "set", at: "/path/a~1b", value: 2 },
      { ...input, path: { "a/b": 2 } },
    ],
    [{ op: "remove", at: "/body" }, { path: { "a/b": 1 } }],
    [
      { op: "set", at: "/body", repeat: { text: "ab", times: 3 } },
      { path: { "a/b": 1 }, body: "ababab" },
    ],
  ])("%j", (given, want) => {
    const before = structuredClone(input);
    expect(applyEdit(input, given)).toEqual(want);
    expect(input).toEqual(before);
  });

  it("keeps a property called __proto__ a property", () => {
    const edited = applyEdit({ body: {} }, { op: "set", at: "/body/__proto__", value: 1 });
    expect(Object.keys(edited.body as object)).toEqual(["__proto__"]);
  });

  it.each([
    [{ op: "remove", at: "/body/absent" }],
    [{ op: "set", at: "/body/absent/below", value: 1 }],
    [{ op: "set", at: "/body/list/0/below", value: 1 }],
    [{ op: "remove", at: "" }],
  ] satisfies [Edit][])("refuses a place that is not there: %j", (edit) => {
    expect(() => applyEdit(input, edit)).toThrow(RangeError);
  });
});
