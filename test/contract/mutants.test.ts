import { expect, it } from "vitest";
import { clientMutants } from "../../scripts/mutate/client-mutants.js";
import { documentMutants } from "../../scripts/mutate/document-mutants.js";
import { EXCUSES, excuseOf } from "../../scripts/mutate/survivors.js";

const PET = `export const PetSchema = z.looseObject({
  id: z.int().min(1),
  name: z.string().exactOptional(),
});
`;
const CLIENT = `const readPetOperation: OperationDescriptor = {
  method: "get",
  path: "/pets/{id}",
  parameters: [{ in: "path", key: "id" }],
  security: [{ token: [] }],
};
`;

it("changes a client in one place at a time", async () => {
  const sources = new Map([
    ["src/schemas/pet.ts", PET],
    ["src/client/pets.ts", CLIENT],
    ["src/schemas/unused.ts", PET],
  ]);
  const mutants = clientMutants(sources, (path) => !path.includes("unused"));
  expect(mutants.map(({ operator }) => operator).sort()).toEqual(
    [
      "breaks a path",
      "drops a lower bound",
      "keeps strange members out",
      "loses parameters",
      "makes a member optional",
      "narrows a text",
      "narrows an integer",
      "raises a lower bound",
      "renames a parameter",
      "requires an optional member",
      "sends another method",
      "skips credentials",
      "widens a text",
      "widens an integer",
    ].sort(),
  );
  for (const { sources: make, id } of mutants) {
    const changed = [...((await make()) ?? [])].filter(
      ([path, text]) => sources.get(path) !== text,
    );
    expect(
      changed.map(([path]) => path),
      id,
    ).toHaveLength(1);
  }
  expect(mutants.find(({ operator }) => operator === "skips credentials")?.near).toEqual([
    "readPet",
  ]);
});

it("changes a document in one place at a time, and generates from it", async () => {
  const document = {
    openapi: "3.1.0",
    info: { title: "Pets", version: "1" },
    paths: {
      "/pets": {
        get: {
          operationId: "readPet",
          responses: {
            "200": {
              description: "A pet.",
              content: { "application/json": { schema: { $ref: "#/components/schemas/Pet" } } },
            },
          },
        },
      },
    },
    components: {
      schemas: {
        Pet: {
          type: "object",
          required: ["id"],
          properties: { id: { type: "integer", minimum: 1 } },
        },
      },
    },
  };
  const mutants = await documentMutants(document);
  expect(mutants.map(({ operator }) => operator)).toEqual(
    expect.arrayContaining([
      "drops required",
      "widens a type",
      "swaps a type",
      "renames a member",
      "drops minimum",
    ]),
  );
  const dropped = await mutants.find(({ operator }) => operator === "drops minimum")?.sources();
  expect(dropped?.get("src/schemas/pet.ts")).toContain("id: z.int()");
  expect(dropped?.get("src/schemas/pet.ts")).not.toContain(".min(1)");
});

it("excuses no mutant without a reason", () => {
  expect(EXCUSES.filter(({ reason }) => reason.length < 20)).toEqual([]);
  expect(
    excuseOf({ of: "client", id: "client src/client/pets.ts:1:1 breaks a path" }),
  ).toBeUndefined();
});
