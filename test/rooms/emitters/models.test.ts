import { expect, test } from "vitest";
import { generated } from "./generated.js";

const document = {
  openapi: "3.1.0",
  info: { title: "Pets", version: "1.0.0" },
  paths: {
    "/pets": {
      post: {
        operationId: "addPet",
        requestBody: {
          content: { "application/json": { schema: { $ref: "#/components/schemas/Pet" } } },
        },
        responses: {
          "200": {
            description: "ok",
            content: { "application/json": { schema: { $ref: "#/components/schemas/Pet" } } },
          },
        },
      },
    },
  },
  components: {
    schemas: {
      Pet: {
        description: "A pet.",
        type: "object",
        properties: {
          kind: { enum: ["cat", "dog"] },
          owner: { $ref: "#/components/schemas/Owner" },
        },
      },
      Owner: { type: "string" },
    },
  },
};

test("what answers have of a component is named beside it, and only where it differs", async () => {
  const text = (await generated(document, ["models"])).get("src/models.ts") ?? "";
  expect(text).toContain(`/**
 * A pet.
 *
 * In answers it is {@link PetResponse}.
 */
export type Pet = components["schemas"]["Pet"];
`);
  expect(text).toMatch(/\n(?: \* |\/\*\* )\{@link Pet\}, in answers\./);
  expect(text).not.toContain("OwnerResponse");
});
