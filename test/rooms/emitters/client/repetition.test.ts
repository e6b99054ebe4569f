import { describe, expect, test } from "vitest";
import { generated } from "../generated.js";

const key = { name: "Idempotency-Key", in: "header", required: true, schema: { type: "string" } };
const document = {
  openapi: "3.1.0",
  info: { title: "Payments", version: "1.0.0" },
  paths: {
    "/payments": {
      get: { operationId: "listPayments", responses: { "204": { description: "none" } } },
      post: {
        operationId: "pay",
        parameters: [key],
        responses: { "204": { description: "paid" } },
      },
    },
    "/search": {
      post: {
        operationId: "search",
        "x-retry": { safe: true },
        responses: { "204": { description: "none" } },
      },
      get: {
        operationId: "draw",
        "x-retry": { safe: false },
        responses: { "204": { description: "none" } },
      },
      patch: {
        operationId: "mend",
        "x-idempotency-key": "X-Once",
        responses: { "204": { description: "none" } },
      },
      put: { operationId: "put", responses: { "204": { description: "none" } } },
      delete: {
        operationId: "remove",
        "x-idempotency-key": false,
        parameters: [key],
        responses: { "204": { description: "none" } },
      },
      options: { operationId: "ask", responses: { "204": { description: "none" } } },
    },
    "/plain": { post: { operationId: "plain", responses: { "204": { description: "none" } } } },
  },
};
/** All operations stand in one file, without a tag. */
const clientOf = async (): Promise<string> =>
  [...(await files)].find(([path]) => /^src\/client\/(?!index|security)/.test(path))?.[1] ?? "";
const files = generated(document, ["types", "models", "client", "docs"]);

describe("an operation", () => {
  test("brings its key, and what makes it; a caller need not give it", async () => {
    const text = await clientOf();
    expect(text).toContain('idempotencyKey: { header: "Idempotency-Key", make: newKey }');
    expect(text).toContain('idempotencyKey: { header: "X-Once", make: newKey }');
    expect(text).toContain(
      'export type PayInput = Keyed<Input<operations["pay"]>, "Idempotency-Key">;',
    );
    expect(text).toMatch(/function pay\(\s*transport: Carrier,\s*input\?: PayInput/);
    expect(text).toMatch(/function remove\(\s*transport: Carrier,\s*input: RemoveInput/);
    expect(text.match(/idempotencyKey/g)).toHaveLength(2);
  });
  test("says whether it may be repeated where its method does not", async () => {
    const text = await clientOf();
    expect(text.match(/retry: (?:true|false)/g)).toEqual(["retry: true", "retry: false"]);
  });
  test.each([
    ["pay", "yes, with the same key each time in `Idempotency-Key`"],
    ["mend", "yes, with the same key each time in `X-Once`"],
    ["search", "yes, it does nothing twice"],
    ["list-payments", "yes, it does nothing twice"],
    ["remove", "yes, it does nothing twice"],
    ["draw", "no, it might be done twice"],
    ["plain", "no, it might be done twice"],
  ])("%s tells its reader: %s", async (page, said) => {
    const text = (await files).get(`docs/operations/${page}.md`) ?? "";
    expect(text).toContain(`- Sent again by the client when it fails: ${said}\n`);
  });
});
