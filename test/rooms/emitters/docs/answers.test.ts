import { expect, test } from "vitest";
import { generated } from "../generated.js";

const Pet = { type: "object", required: ["name"], properties: { name: { type: "string" } } };
const items = { itemSchema: { $ref: "#/components/schemas/Pet" } };

const document = {
  openapi: "3.2.0",
  info: { title: "Pets", version: "1.0.0" },
  tags: [
    { name: "pets", summary: "Pets" },
    { name: "cats", parent: "pets" },
  ],
  paths: {
    "/pets": {
      get: {
        operationId: "watchPets",
        tags: ["cats"],
        responses: {
          "200": {
            summary: "Every pet",
            content: { "text/event-stream": items },
            links: { next: { operationId: "sendPets", parameters: { id: "$response.body#/id" } } },
          },
        },
      },
      post: {
        operationId: "sendPets",
        tags: ["pets"],
        requestBody: { content: { "application/jsonl": items } },
        responses: {
          "200": {
            content: { "application/json": {}, "text/csv": { schema: { type: "string" } } },
          },
        },
      },
    },
  },
  components: { schemas: { Pet } },
};

const files = generated(document, ["docs"]);

test("a stream is read item by item", async () => {
  const text = (await files).get("docs/operations/watch-pets.md") ?? "";
  expect(text).toContain(`for await (const item of await client.cats.watchPets()) {
  console.log(item);
}`);
  expect(text).toContain(
    "Media type `text/event-stream`: a sequence of items, the JSON in the data of one event each, of type [`Pet`](../schemas/pet.md).",
  );
  expect(text).toContain("### 200\n\nEvery pet\n");
});

test("items are sent as a list, and by curl a line each", async () => {
  const text = (await files).get("docs/operations/send-pets.md") ?? "";
  expect(text).toContain('await client.pets.sendPets({ body: [{ name: "text" }] });');
  expect(text).toContain(`--data-binary '{"name":"text"}\n'`);
});

test("media types to choose from are named, and the one that is usual", async () => {
  expect((await files).get("docs/operations/send-pets.md")).toContain(
    'The client asks for `application/json` unless the options of a call say another: `accept: "application/json"`, `accept: "text/csv"`.',
  );
});

test("a link is shown in code where it leads to a call", async () => {
  const id = { name: "id", in: "path", required: true, schema: { type: "string" } };
  const schema = { type: "object", required: ["id"], properties: { id: { type: "string" } } };
  const links = { self: { operationId: "getPet", parameters: { id: "$response.body#/id" } } };
  const ok = { description: "ok", content: { "application/json": { schema } }, links };
  const made = await generated(
    {
      openapi: "3.1.0",
      info: { title: "Pets", version: "1.0.0" },
      paths: {
        "/pets": { post: { operationId: "addPet", tags: ["pets"], responses: { "200": ok } } },
        "/pets/{id}": {
          get: { operationId: "getPet", tags: ["pets"], parameters: [id], responses: {} },
        },
      },
    },
    ["docs", "package"],
  );
  expect(made.get("README.md")).toContain("**Links.** [addPetLinks](docs/operations/add-pet.md): ");
  const text = made.get("docs/operations/add-pet.md");
  expect(text).toContain(`with \`id\` from \`$response.body#/id\`; in code \`addPetLinks.self\`

\`\`\`ts
import { client } from "./client.js";
import { addPetLinks } from "pets-client";

const answer = await client.pets.add();
console.log(await client.pets.get(addPetLinks.self(answer)));
\`\`\``);
});

test("links lead to the page of the other operation", async () => {
  expect((await files).get("docs/operations/watch-pets.md")).toContain(
    "- `next`, a call of [`sendPets`](send-pets.md) with `id` from `$response.body#/id`",
  );
});

test("tags stand below others by their summaries", async () => {
  expect((await files).get("docs/index.md")?.match(/^### .*/gm)).toEqual([
    "### Pets",
    "### Pets / cats",
  ]);
});

test("headers are given of the answers that a call resolves to, which a redirect is not", async () => {
  const moved = { description: "moved", headers: { Location: { schema: { type: "string" } } } };
  const ok = { description: "ok", headers: { "X-Count": { schema: { type: "integer" } } } };
  const responses = { "200": ok, "302": moved, default: moved };
  const made = await generated(
    {
      openapi: "3.1.0",
      info: { title: "Pets", version: "1.0.0" },
      paths: { "/pets": { get: { operationId: "listPets", tags: ["pets"], responses } } },
    },
    ["docs"],
  );
  const text = made.get("docs/operations/list-pets.md") ?? "";
  expect(text.match(/headers\S+\);/g)).toEqual(['headers["X-Count"]);']);
  expect(text.match(/^Headers.*$/gm)).toEqual([
    "Headers, given by `withResponse()` as `ListPetsHeaders`:",
    "Headers:",
    "Headers:",
  ]);
});
