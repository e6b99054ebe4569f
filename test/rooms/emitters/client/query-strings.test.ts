import { describe, expect, test } from "vitest";
import type { Json, JsonObject } from "../../../../generator/model/json.js";
import { parameterDescriptor } from "../../../../generator/wire/descriptors.js";
import { openCore } from "../../../../templates/runtime/core-transport.js";
import { openTransport } from "../../../../templates/runtime/transport.js";
import { recordingServer } from "../../../runtime/wire/recording-server.js";
import { modelOf } from "../../lower/document.js";
import { generated } from "../generated.js";

const filter = {
  type: "object",
  required: ["numbers"],
  properties: { numbers: { type: "array", items: { type: "integer" } }, flag: { type: "null" } },
};
const asked = { numbers: [1, 2], flag: null };
const selector = "$.a.b[1:1]";

const whole = (name: string, type: string, schema: JsonObject, example: Json): JsonObject => ({
  operationId: name,
  parameters: [
    { name, in: "querystring", required: true, content: { [type]: { schema, example } } },
  ],
  responses: { "204": { description: "" } },
});
const paths = {
  "/json": { get: whole("filter", "application/json", filter, asked) },
  "/path": { get: whole("selector", "application/jsonpath", { type: "string" }, selector) },
};
const document = {
  openapi: "3.2.0",
  info: { title: "Search", version: "1" },
  servers: [{ url: "https://a.test" }],
  paths,
};
const JSON_TEXT = "%7B%22numbers%22%3A%5B1%2C2%5D%2C%22flag%22%3Anull%7D";

/** @see https://spec.openapis.org/oas/v3.2.0#parameter-object-examples */
describe("a query string that is one value", () => {
  const server = recordingServer();

  test.each([
    ["filter", asked, `/json?${JSON_TEXT}`],
    ["selector", selector, "/path?%24.a.b%5B1%3A1%5D"],
  ])("%s is sent whole, encoded", async (name, value, target) => {
    const { operations } = modelOf({ paths });
    const operation = operations.find((one) => one.id === name);
    const servers = { servers: [{ url: server.url() }], security: {} };
    for (const transport of [openTransport(servers), openCore(servers, {})]) {
      await transport.call(
        {
          name,
          method: "get",
          path: operation?.path ?? "",
          parameters: operation?.parameters.map(parameterDescriptor) ?? [],
          responses: { "204": {} },
        },
        { query: { [name]: value } },
      );
      expect(server.latest().target).toBe(target);
    }
  });

  test("is typed, validated and shown", async () => {
    const files = await generated(document, [
      "types",
      "models",
      "zod",
      "client",
      "docs",
      "postman",
    ]);
    const text = (path: string): string => files.get(path) ?? "";
    expect(text("src/types.ts")).toMatch(/filter: \{\s+numbers: number\[\];/);
    expect(text("src/client/other.ts")).toContain("write: writeQueryString");
    const page = text("docs/operations/filter.md");
    expect(page).toContain("is all of the query string, as `application/json`");
    expect(page).toContain(`'https://a.test/json?${JSON_TEXT}'`);
    expect(text("postman/collection.json")).toContain(`{{baseUrl}}/json?${JSON_TEXT}"`);
    const schemas = [...files].filter(([path]) => path.startsWith("src/schemas/operations"));
    expect(schemas.map(([, code]) => code).join("")).toContain("numbers: z.array(z.int())");
  });
});
