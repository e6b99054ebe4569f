import { expect, it } from "vitest";
import { documentOf, generated } from "../generated.js";

it("what is inside a component, and has no page, is told where it is referred to", async () => {
  const lines = {
    description: "What is bought.",
    type: "array",
    maxItems: 9,
    items: { type: "string" },
  };
  const place = { $ref: "#/components/schemas/Order/properties/lines" };
  const code = { $ref: "#/components/schemas/Code" };
  const schemas = {
    Order: { type: "object", properties: { lines } },
    Change: {
      type: "object",
      properties: { lines: place, own: { ...place, description: "Ours." } },
    },
    Paid: { type: "object", properties: { code } },
    Code: { type: "string", description: "Of a coupon.", maxLength: 6 },
  };
  const files = await generated(documentOf(schemas), ["docs"]);
  const row = (page: string, name: string): string =>
    new RegExp(`</a>\`${name}\` .*`).exec(files.get(`docs/schemas/${page}.md`) ?? "")?.[0] ?? "";
  expect(row("change", "lines")).toBe(
    "</a>`lines` | array of `string` | What is bought. Rule: has at most 9 items. |",
  );
  expect(row("change", "own")).toContain("| Ours. Rule: has at most 9 items. |");
  // A component has a page, which says it.
  expect(row("paid", "code")).toBe("</a>`code` | [`Code`](code.md) |  |");
});
