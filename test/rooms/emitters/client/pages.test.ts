import { expect, test } from "vitest";
import { body, generated } from "../generated.js";

const list = {
  type: "object",
  properties: { items: { type: "array", items: { type: "string" } } },
};

/** What is printed for an operation's pagination. */
async function printed(pagination: object): Promise<string> {
  const document = {
    openapi: "3.1.0",
    info: { title: "Pets", version: "1.0.0" },
    paths: {
      "/pets": {
        post: {
          operationId: "findPets",
          tags: ["pets"],
          parameters: [{ name: "from", in: "query", schema: {} }],
          requestBody: { content: { "application/json": { schema: { type: "object" } } } },
          responses: {
            "200": { description: "ok", content: { "application/json": { schema: list } } },
          },
          "x-pagination": { name: "eachPet", items: "/items", ...pagination },
        },
      },
    },
  };
  const text = body(await generated(document, ["types", "client"]), "src/client/pets.ts");
  return text.slice(text.indexOf("const eachPetPages")).replace(/\/\*\*[^]*?\*\/\n/, "");
}

const SIGNATURE = `export function eachPet(
  transport: Carrier,
  input?: FindPetsInput,
  options?: CallOptions,
): Pages<ItemAt<FindPetsData, ["items"]>, FindPetsData> {`;

test("pages with offsets: the extension's own words, and a call of the operation", async () => {
  expect(await printed({ style: "offset", offset: "from" }))
    .toBe(`const eachPetPages: OffsetPages = { items: "/items", offset: { query: "from" } };

${SIGNATURE}
  return pagesByOffset(eachPetPages, input, (page) => findPets(transport, page, options));
}`);
});

test("cursors, in the body too", async () => {
  expect(await printed({ style: "cursor", cursor: "/after", itemCursor: "" }))
    .toBe(`const eachPetPages: CursorPages = { items: "/items", cursor: { body: "/after" }, itemCursor: "" };

${SIGNATURE}
  return pagesByCursor(eachPetPages, input, (page) => findPets(transport, page, options));
}`);
});

test("links, which are followed as they are", async () => {
  expect(await printed({ style: "link" }))
    .toBe(`const eachPetPages: LinkedPages = { items: "/items" };

${SIGNATURE}
  return pagesByLink(transport, findPetsOperation, eachPetPages, input, options);
}`);
});
