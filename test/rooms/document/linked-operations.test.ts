import { expect, it } from "vitest";
import type { Json, JsonObject } from "../../../generator/model/json.js";
import { valueAt } from "../../../generator/source/pointer.js";
import { codesOf, documentWith, read } from "./read.js";

const ok = { "200": { description: "ok" } };
const get = (operationId: string): JsonObject => ({ get: { operationId, responses: ok } });

/** What the link of `POST /pets` becomes; the path is written in `paths/pets.yaml`. */
async function linked(link: JsonObject, files: { readonly [path: string]: Json } = {}) {
  const links = { next: link };
  const result = await read({
    "openapi.yaml": documentWith({
      paths: {
        "/pets": { $ref: "paths/pets.yaml" },
        "/owners/{id}": { $ref: "paths/owners.yaml#/one" },
        "/both": { $ref: "paths/owners.yaml#/shared" },
        "/same": { $ref: "paths/owners.yaml#/shared" },
        "/a{b}": get("getB"),
        "/toys": { additionalOperations: { COPY: { operationId: "copyToy", responses: ok } } },
      },
    }),
    "paths/pets.yaml": {
      get: { operationId: "listPets", responses: ok },
      post: { operationId: "addPet", responses: { "201": { description: "ok", links } } },
    },
    "paths/owners.yaml": {
      one: { parameters: [path("id")], ...get("getOwner") },
      shared: get("shared"),
    },
    "other.yaml": documentWith({
      paths: { "/owners": { $ref: "paths/owners.yaml#/one" }, "/x": get("other") },
      components: { schemas: { Pet: { type: "string" } } },
    }),
    ...files,
  });
  const at = "#/paths/~1pets/post/responses/201/links/next";
  return {
    link: valueAt(result.document?.root ?? {}, at),
    findings: codesOf(result).filter((code) => code.startsWith("link/")),
    origin: result.document?.origin(`${at}/operationId`),
  };
}

function path(name: string): JsonObject {
  return { name, in: "path", required: true, schema: { type: "string" } };
}

it.each([
  ["into its own file", "#/get", "listPets"],
  ["into another file", "owners.yaml#/one/get", "getOwner"],
  ["into the entry", "../openapi.yaml#/paths/~1a%7Bb%7D/get", "getB"],
  [
    "into the entry, where another file is referred to",
    "../openapi.yaml#/paths/~1owners~1%7Bid%7D/get",
    "getOwner",
  ],
  ["to one of several that share it", "../openapi.yaml#/paths/~1both/get", "shared"],
  ["to a method of its own", "../openapi.yaml#/paths/~1toys/additionalOperations/COPY", "copyToy"],
])("a reference %s names the operation", async (_, operationRef, operationId) => {
  const { link, origin, findings } = await linked({ operationRef, description: "Next." });
  expect(link).toEqual({ operationId, description: "Next." });
  expect(origin?.pointer).toBe("#/post/responses/201/links/next/operationRef");
  expect(findings).toEqual([]);
});

it.each([
  ["a document that nothing else is read of", "../other.yaml#/paths/~1x/get"],
  ["one of several", "owners.yaml#/shared/get"],
  ["a path item", "owners.yaml#/one"],
  ["nothing", "#/put"],
  ["the network", "https://api.test/openapi.yaml#/paths/~1pets/get"],
  ["what is above", "../../elsewhere.yaml#/paths/~1pets/get"],
  ["what cannot be read", "%E0%A4%A#/%E0"],
])("a reference to %s stays", async (_, operationRef) => {
  const { link, findings } = await linked({ operationRef });
  expect(link).toEqual({ operationRef });
  expect(findings).toEqual([]);
});

it("leads through a document of which something is read", async () => {
  const pet = { $ref: "../other.yaml#/components/schemas/Pet" };
  const { link } = await linked(
    { operationRef: "../other.yaml#/paths/~1owners/get" },
    {
      "paths/owners.yaml": {
        one: { parameters: [{ ...path("id"), schema: pet }], ...get("getOwner") },
        shared: get("shared"),
      },
    },
  );
  expect(link).toEqual({ operationId: "getOwner" });
});

it.each([
  ["the id", { operationId: "listPets", operationRef: "owners.yaml#/one/get" }, "listPets"],
  ["the id", { operationId: "lsitPets", operationRef: "https://api.test/#/get" }, "lsitPets"],
  ["the reference", { operationId: "lsitPets", operationRef: "owners.yaml#/one/get" }, "getOwner"],
])("of both, %s is taken, which is said", async (_, both, operationId) => {
  const { link, findings } = await linked(both);
  expect(link).toEqual({ operationId });
  expect(findings).toEqual([
    "link/both api/paths/pets.yaml#/post/responses/201/links/next/operationRef",
  ]);
});
