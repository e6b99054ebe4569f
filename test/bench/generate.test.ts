import { describe, expect, it } from "vitest";
import { replicated } from "../../scripts/bench/replicas.js";
import { usageOf } from "../../scripts/bench/usage.js";
import { readModel } from "../../generator/index.js";

const DOCUMENT = {
  openapi: "3.1.0",
  info: { title: "Pets", version: "1" },
  security: [{ key: [] }],
  paths: {
    "/pets": {
      get: {
        operationId: "listPets",
        responses: { "200": { $ref: "#/components/responses/Pets" } },
      },
    },
  },
  components: {
    securitySchemes: { key: { type: "apiKey", name: "key", in: "header" } },
    responses: {
      Pets: {
        description: "Pets.",
        content: { "application/json": { schema: { $ref: "#/components/schemas/Pet" } } },
      },
    },
    schemas: {
      Pet: {
        oneOf: [{ $ref: "#/components/schemas/Cat" }],
        discriminator: { propertyName: "kind", mapping: { cat: "#/components/schemas/Cat" } },
      },
      Cat: { type: "object", properties: { kind: { type: "string" } }, required: ["kind"] },
    },
  },
};

describe("a document and copies of it", () => {
  it("hold all of it so many times, each copy referring to itself", async () => {
    const text = JSON.stringify(replicated(DOCUMENT, 3));
    const load = () => Promise.resolve({ kind: "text" as const, text });
    const { model, diagnostics } = await readModel({ input: "pets.json" }, { load, templates: {} });
    expect(diagnostics).toEqual([]);
    expect(model?.operations.map(({ name }) => name)).toEqual([
      "listPets",
      "listPetsCopy1",
      "listPetsCopy2",
    ]);
    const { components } = model?.document as unknown as typeof DOCUMENT & {
      components: { schemas: Record<string, unknown> };
    };
    expect(components.schemas["PetCopy2"]).toEqual({
      oneOf: [{ $ref: "#/components/schemas/CatCopy2" }],
      discriminator: { propertyName: "kind", mapping: { cat: "#/components/schemas/CatCopy2" } },
    });
  });
});

describe("what a run takes", () => {
  it("counts the processes that it starts, and tells how it ended", () => {
    const busy =
      "const end = process.cpuUsage().user + 2e5; while (process.cpuUsage().user < end);";
    const child = `require("child_process").spawnSync(process.execPath, ["-e", ${JSON.stringify(busy)}])`;
    const alone = usageOf(["-e", "0"]);
    const parent = usageOf(["-e", `${child}; console.error("done"); process.exit(3)`]);
    expect(parent).toMatchObject({ code: 3, stderr: "done\n" });
    expect(parent.cpu).toBeGreaterThan(0.2);
    expect(alone.code).toBe(0);
    expect(alone.memory).toBeGreaterThan(10);
  });
});
