import { expect, test } from "vitest";
import { generate } from "../../../../generator/index.js";
import { ownTemplates } from "../../../../scripts/disk.js";
import { documentOf } from "../generated.js";

const ref = (key: string): object => ({ $ref: `#/components/schemas/${key}` });
const inner = {
  type: "object",
  patternProperties: { "^n": { ...ref("Outer"), unevaluatedProperties: { enum: [true] } } },
};

async function codes(schemas: object): Promise<string[]> {
  const text = JSON.stringify(documentOf(schemas));
  const { diagnostics } = await generate(
    { input: "openapi.json", only: ["zod"] },
    { load: async () => ({ kind: "text", text }), templates: await ownTemplates() },
  );
  return diagnostics.map(({ code, location }) => `${code} ${location?.pointer ?? ""}`);
}

test("a condition that asks itself is refused by name, and printed once it is a component", async () => {
  const Outer = { type: "object", oneOf: [inner] };
  expect(await codes({ Outer })).toContain(
    "schema/endless-condition #/components/schemas/Outer/oneOf/0",
  );
  const named = { Outer: { type: "object", oneOf: [ref("Inner")] }, Inner: inner };
  expect(await codes(named)).toEqual(["document/empty #"]);
});
