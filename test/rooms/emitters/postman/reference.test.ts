import { expect, it } from "vitest";
import { readModel } from "../../../../generator/index.js";
import { postman } from "../../../../generator/emitters/postman/postman.js";

const DOCUMENT = `
openapi: 3.1.0
info: { title: Pets, version: 1.0.0 }
servers: [{ url: "https://{host}/v1", variables: { host: { default: pets.example } } }]
security: [{ login: [] }]
tags: [{ name: pets, x-postman: { name: All pets } }]
paths:
  /pets:
    post:
      tags: [pets]
      operationId: createPet
      x-postman: { capture: { PET_ID: /id } }
      requestBody:
        content:
          application/json:
            schema: { type: object }
            examples: { cat: { summary: A cat, value: {} }, dog: { summary: A dog, value: {} } }
      responses: { "201": { description: Made. } }
  /pets/{id}:
    get:
      operationId: getPet
      security: []
      parameters:
        - name: id
          in: path
          required: true
          schema: { type: string }
          x-postman: { value: "{{PET_ID}}" }
      responses: { "200": { description: One. } }
components:
  securitySchemes:
    login:
      type: oauth2
      flows: { clientCredentials: { tokenUrl: "https://pets.example/token", scopes: {} } }
`;

async function referenceOf(text: string) {
  const load = () => Promise.resolve({ kind: "text" as const, text });
  const { model } = await readModel({ input: "openapi.yaml" }, { load, templates: {} });
  if (model === undefined) throw new Error("the document is refused");
  return { model, ...postman().reference(model) };
}

it("what every object has is no setting that somebody made", async () => {
  const { model, requests, variables } = await referenceOf(
    DOCUMENT.replace("dog: {", "constructor: {").replace(
      "scopes: {}",
      "scopes: {}, x-token-request: { parameters: { valueOf: dogs } }",
    ),
  );
  const [create = []] = model.operations.map(({ pointer }) => requests.get(pointer));
  expect(create.map(({ name }) => name)).toEqual(["A cat", "A dog"]);
  expect(variables.get("login_token")?.fetchedWith).toContain("login_valueOf");
  expect(variables.get("login_valueOf")?.value).toBe("dogs");
});

it("a reference is told names, folders and variables as the collection has them", async () => {
  const load = () => Promise.resolve({ kind: "text" as const, text: DOCUMENT });
  const { model } = await readModel({ input: "openapi.yaml" }, { load, templates: {} });
  if (model === undefined) throw new Error("the document is refused");
  const emitter = postman();
  const { requests, variables } = emitter.reference(model);
  const [create = [], get = []] = model.operations.map(({ pointer }) => requests.get(pointer));
  expect(create.map(({ name, folder, fills }) => [name, folder, fills])).toEqual([
    ["A cat", "All pets", ["PET_ID"]],
    ["A dog", "All pets", ["PET_ID"]],
  ]);
  const token = ["login_token_url", "login_client_id", "login_client_secret"];
  for (const name of ["login_token", ...token]) expect(create[0]?.variables).toContain(name);
  expect(variables.get("login_token")?.fetchedWith).toEqual(token);
  expect(variables.get("login_client_secret")).toMatchObject({ secret: true, value: "" });

  expect(get).toHaveLength(1);
  expect(get[0]?.folder).toBeUndefined();
  expect(get[0]?.variables).toContain("PET_ID");
  // The address's own variable, which only the server's value mentions; and no token where none is asked for.
  expect(get[0]?.variables.join()).toMatch(/host/);
  expect(get[0]?.variables).not.toContain("login_token");
  expect(variables.get("PET_ID")?.filledBy).toEqual(["A cat", "A dog"]);

  // What is asked for first is no other collection, and its findings are told once.
  const { files, diagnostics } = await emitter.emit(model);
  expect(files).toEqual((await postman().emit(model)).files);
  expect(diagnostics).toEqual([]);
});
