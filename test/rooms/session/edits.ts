import fc from "fast-check";

type Members = { [key: string]: unknown };

/** A document as it is edited: plain objects, to be written down as JSON or YAML. */
export type Draft = Members;

export function draft(): Draft {
  const pet = { $ref: "#/components/schemas/Pet" };
  const content = { "application/json": { schema: pet } };
  return {
    openapi: "3.1.0",
    info: { title: "Pets", version: "1.0.0", description: "All about pets." },
    servers: [{ url: "https://pets.example.com", description: "Production." }],
    tags: [{ name: "Pets", description: "What lives here." }],
    paths: {
      "/pets/{id}": {
        description: "One pet.",
        parameters: [
          {
            name: "id",
            in: "path",
            required: true,
            description: "Whose.",
            schema: { type: "integer" },
          },
        ],
        get: {
          operationId: "getPet",
          tags: ["Pets"],
          summary: "Get a pet",
          description: "Finds it.\n\nOr not.",
          responses: {
            200: { description: "Found.", content },
            404: { $ref: "#/components/responses/Gone" },
          },
        },
        put: {
          operationId: "putPet",
          tags: ["Pets"],
          summary: "Put a pet",
          requestBody: { description: "The pet.", required: true, content },
          responses: { 204: { description: "Done." } },
        },
      },
    },
    components: {
      responses: { Gone: { description: "It is gone." } },
      schemas: {
        Pet: {
          title: "A pet",
          description: "Lives with you.",
          type: "object",
          required: ["name"],
          properties: {
            name: { type: "string", minLength: 1, description: "What it is called." },
            description: { type: "string", description: "What it looks like.", example: "brown" },
            secret: { type: "string", writeOnly: true, description: "Sent only." },
            owner: { $ref: "#/components/schemas/Owner", description: "Whose it is." },
          },
        },
        Owner: {
          type: "object",
          description: "Has pets.",
          properties: { age: { type: "integer" } },
        },
      },
    },
  };
}

/** Words, and all that comments, Markdown and YAML take for something else. */
export const prose = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom("Pets.", "One.\nTwo.", "A paragraph.\n\nAnother.\n") },
  fc.constantFrom(
    ..."*/|/** x|@ts-ignore|# head|* item|`code`|\u202ebidi| padded |\tx\t\n\n".split("|"),
    ...[
      "",
      " \n",
      "a\r\nb",
      "a\rb",
      "a\u2028b",
      "\uf6e03\uf6e1",
      "\\uf6e0",
      "&amp; <b>",
      "yes",
      "1.0",
    ],
  ),
  fc.string({ minLength: 1, maxLength: 12 }),
);

const textual = ["description", "summary"];

/** Everything in a draft that has, or could have, a text of prose. */
function described(node: unknown, found: Members[] = []): Members[] {
  if (typeof node !== "object" || node === null) return found;
  if (textual.some((field) => typeof (node as Members)[field] === "string"))
    found.push(node as Members);
  for (const member of Object.values(node)) described(member, found);
  return found;
}

function at(root: Draft, ...keys: readonly string[]): Members {
  return keys.reduce((node, key) => (node[key] ?? {}) as Members, root);
}

/** Changes a draft. */
export type Edit = (draft: Draft) => void;

/** Texts told otherwise, here and there. */
export const prosaic: fc.Arbitrary<Edit> = fc
  .array(fc.tuple(fc.nat(), prose), { minLength: 1, maxLength: 2 })
  .map((texts) => (root) => {
    for (const [index, text] of texts) {
      const places = described(root);
      const place = places[index % places.length] ?? {};
      const field = textual.find((name) => typeof place[name] === "string") ?? "description";
      place[field] = text;
    }
  });

/** What is described is other than before. */
export const structural: fc.Arbitrary<Edit> = fc.constantFrom<Edit>(
  (root) => (at(root, "components", "schemas", "Owner", "properties").age = { type: "string" }),
  (root) => (at(root, "components", "schemas", "Pet", "properties").tail = { type: "boolean" }),
  (root) => Reflect.deleteProperty(at(root, "components", "schemas", "Pet", "properties"), "name"),
  (root) => Reflect.deleteProperty(at(root, "paths", "/pets/{id}", "get"), "description"),
  (root) => (at(root, "paths", "/pets/{id}", "put").description = "Now it says something."),
  (root) => (at(root, "paths", "/pets/{id}", "put").operationId = "getPet"),
  (root) => (at(root, "paths", "/pets/{id}", "put").operationId = "replacePet"),
  (root) =>
    (at(root, "paths")["/toys"] = { get: { responses: { 200: { description: "Toys." } } } }),
  (root) => {
    const { Owner, ...others } = at(root, "components", "schemas");
    at(root, "components").schemas = { Person: Owner, ...others };
  },
  (root) => {
    const schemas = at(root, "components", "schemas");
    at(root, "components").schemas = Object.fromEntries(Object.entries(schemas).reverse());
  },
  (root) =>
    (at(root, "components", "responses", "Gone").content = {
      "text/plain": { example: { description: "x" } },
    }),
  (root) => (at(root, "info")["x-note"] = { description: "An extension's." }),
);

export const edit: fc.Arbitrary<Edit> = fc.oneof(
  { weight: 2, arbitrary: prosaic },
  { weight: 1, arbitrary: structural },
);
