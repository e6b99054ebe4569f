import { expect, it } from "vitest";
import type { Json } from "../../../generator/model/json.js";
import { codesOf, documentWith, read } from "./read.js";

const gone: Json = { $ref: "gone.yaml" };
const answering = (members: { readonly [name: string]: Json }): Json => ({
  description: "Done.",
  ...members,
});
const operating = (members: { readonly [name: string]: Json }): Json =>
  documentWith({
    paths: {
      "/pets": {
        get: { operationId: "a", responses: { "200": answering({}) }, ...members },
      },
    },
  });
const responding = (members: { readonly [name: string]: Json }): Json =>
  operating({ responses: { "200": answering(members) } });

/** Wherever a reference may stand, what it does not lead to is one fault, not two. */
it.each<[place: string, given: Json]>([
  ["info", documentWith({ info: gone })],
  [
    "a description of info",
    documentWith({ info: { title: "A", version: "1", description: gone } }),
  ],
  ["a description of a tag", documentWith({ tags: [{ name: "a", description: gone }] })],
  ["tags", documentWith({ tags: gone })],
  ["a tag", documentWith({ tags: [gone] })],
  ["servers", documentWith({ servers: gone })],
  ["a server", documentWith({ servers: [gone] })],
  ["variables", documentWith({ servers: [{ url: "https://a.example", variables: gone }] })],
  ["paths", documentWith({ paths: gone })],
  ["webhooks", documentWith({ webhooks: gone })],
  ["components", documentWith({ components: gone })],
  ["schemas", documentWith({ components: { schemas: gone } })],
  ["security schemes", documentWith({ components: { securitySchemes: gone } })],
  ["a path item", documentWith({ paths: { "/pets": gone } })],
  ["an operation", documentWith({ paths: { "/pets": { get: gone } } })],
  ["a description of an operation", operating({ description: gone })],
  ["parameters", operating({ parameters: gone })],
  ["a parameter", operating({ parameters: [gone] })],
  ["a body", operating({ requestBody: gone })],
  ["responses", operating({ responses: gone })],
  ["callbacks", operating({ callbacks: gone })],
  ["a description of a response", responding({ description: gone })],
  ["headers", responding({ headers: gone })],
  ["links", responding({ links: gone })],
  ["content", responding({ content: gone })],
  ["a media type", responding({ content: { "application/json": gone } })],
  ["examples", responding({ content: { "application/json": { examples: gone } } })],
  ["encodings", responding({ content: { "multipart/form-data": { encoding: gone } } })],
  ["properties", documentWith({ components: { schemas: { A: { properties: gone } } } })],
  ["alternatives", documentWith({ components: { schemas: { A: { oneOf: gone } } } })],
  [
    "a description of a schema",
    documentWith({ components: { schemas: { A: { description: gone } } } }),
  ],
  [
    "flows",
    documentWith({ components: { securitySchemes: { a: { type: "oauth2", flows: gone } } } }),
  ],
])("%s in a file that is missing", async (_, given) => {
  const found = await read({ "openapi.yaml": given });
  expect(found.document).toBeUndefined();
  expect(codesOf(found).map((told) => told.replace(/ .*/, ""))).toEqual(["ref/missing-file"]);
});
