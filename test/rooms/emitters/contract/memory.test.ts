import { describe, expect, it } from "vitest";
import { applyEdit } from "../../../../generator/emitters/contract/edit.js";
import { Evaluator } from "../../../../generator/emitters/contract/evaluate.js";
import type { Json } from "../../../../generator/model/json.js";
import { modelOf } from "../../lower/document.js";

const model = modelOf({
  components: {
    schemas: {
      Subject: {
        type: "object",
        properties: {
          parts: { type: "array", items: { $ref: "#/components/schemas/Part" } },
          other: { oneOf: [{ $ref: "#/components/schemas/Part" }, { type: "array" }] },
        },
      },
      Part: {
        type: "object",
        required: ["id"],
        properties: {
          id: { type: "string", minLength: 2 },
          inner: { $ref: "#/components/schemas/Part" },
        },
        not: { required: ["forbidden"] },
      },
    },
  },
});
const subject = "#/components/schemas/Subject";
const part = "#/components/schemas/Part";
const value: Json = {
  parts: [{ id: "aa", inner: { id: "bb" } }, { id: "cc" }],
  other: { id: "dd", inner: { id: "ee" } },
};
const edits: [at: string, set: Json][] = [
  ["/body/parts/0/inner/id", "b"],
  ["/body/parts/0/inner", { id: "bb", forbidden: true }],
  ["/body/parts/1", {}],
  ["/body/other", []],
  ["/body/other/inner/id", 7],
];

describe("verdicts that are remembered", () => {
  it("are those of an evaluator that has seen nothing", () => {
    const experienced = new Evaluator(model, "request");
    expect(experienced.isValid(subject, value)).toBe(true);
    for (const [at, set] of edits) {
      const edited = applyEdit({ body: value }, { op: "set", at, value: set }).body ?? null;
      const clauses = [
        undefined,
        { schema: part, keyword: "not" },
        { schema: part, keyword: "required", detail: "id" },
        { schema: `${part}/properties/id`, keyword: "minLength" },
      ] as const;
      for (const without of clauses) {
        const wanted = new Evaluator(model, "request").isValid(subject, edited, without);
        expect(
          experienced.isValid(subject, edited, without),
          `${at} ${String(without?.keyword)}`,
        ).toBe(wanted);
        const { valid } = experienced.evaluate(subject, edited, "", without);
        expect(valid, at).toBe(wanted);
      }
    }
  });
});
