import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../generator/model/json.js";
import { lower } from "../../../generator/lower/lower.js";
import { documentOf } from "./document.js";
import { keepTheirNames, key, SETTINGS, type Names } from "./names-properties.js";
import { documentWith, read } from "../document/read.js";

const components = (all: readonly string[]): Names => {
  const schemas = Object.fromEntries(all.map((one) => [one, { type: "object" }]));
  const { model } = lower(documentOf({ components: { schemas } }));
  return Object.fromEntries(
    Object.values(model.schemas).flatMap(({ declaration }) =>
      declaration === undefined ? [] : [[declaration.key, [declaration.name, declaration.file]]],
    ),
  );
};

const paths = (all: readonly string[]): JsonObject =>
  Object.fromEntries(
    all.map((id, index) => [`/${String(index)}`, { get: { operationId: id, tags: [id] } }]),
  );

const operations = (all: readonly string[]): Names =>
  Object.fromEntries(
    lower(documentOf({ paths: paths(all) })).model.operations.map(
      ({ id, name, typeName, file }) => [id, [name, typeName, file]],
    ),
  );

const tags = (all: readonly string[]): Names =>
  Object.fromEntries(
    lower(documentOf({ paths: paths(all) })).model.tags.map(({ name, group, file }) => [
      name,
      [group, file],
    ]),
  );

describe.each([
  ["components", components],
  ["operations", operations],
  ["tags", tags],
] as const)("names of %s", (_, named) => {
  keepTheirNames(named);
});

describe("members of a group", () => {
  const id = fc
    .tuple(
      fc.constantFrom("get", "list", "delete", "search"),
      fc.constantFrom("Pet", "Pets", "Toy", "_pet", "-pets"),
    )
    .map((parts) => parts.join(""));
  const membersOf = (ids: readonly string[]): Readonly<Record<string, string>> => {
    const items = ids.map((operationId, index) => [
      `/${String(index)}`,
      { get: { operationId, tags: ["Pets"] } },
    ]);
    const { model } = lower(documentOf({ paths: Object.fromEntries(items) as JsonObject }));
    return Object.fromEntries(
      model.operations.map((operation) => [operation.id, operation.member]),
    );
  };

  keepTheirNames(
    (ids) =>
      Object.fromEntries(Object.entries(membersOf(ids)).map(([one, member]) => [one, [member]])),
    { wishes: fc.oneof(id, fc.constantFrom("get", "pets/get", "get-a-pet", "pet/list", "then")) },
  );
});

describe("bodies of one content", () => {
  const type = fc.constantFrom(
    ...["application/json", "application/vnd.pets+json", "application/vnd-pets+json", "*/*"],
    ...["application/xml", "application/x-www-form-urlencoded", "multipart/form-data", "text/json"],
    ...["application/octet-stream", "application/vnd.pets+json; charset=utf-8", "APPLICATION/JSON"],
  );
  const suffixes = (all: readonly string[]): Names => {
    const content = Object.fromEntries(all.map((one) => [one, { schema: { type: "object" } }]));
    const { operations: found } = lower(
      documentOf({ paths: { "/": { post: { operationId: "a", requestBody: { content } } } } }),
    ).model;
    const bodies = found[0]?.requestBody?.content ?? [];
    return Object.fromEntries(bodies.map((one) => [one.type, [`Body${one.suffix ?? ""}`]]));
  };
  keepTheirNames(suffixes, { wishes: type });

  it("are called by their media types, JSON by none", () => {
    expect(suffixes(["multipart/form-data", "application/json", "text/json"])).toEqual({
      "multipart/form-data": ["BodyMultipart"],
      "application/json": ["Body"],
      "text/json": ["BodyTextJson"],
    });
  });
});

describe("names that say what is done", () => {
  const responses = { "200": { description: "ok" } };
  const path = fc.constantFrom(
    ...["/pets", "/api/pets", "/v2/pets", "/pets/{id}", "/api/v1/pets/{petId}", "/pet/{id}"],
    ...["/pets/{id}/toys", "/v1/pets/{id}/toys", "/pets/{a}/{b}"],
  );
  const called = async (all: readonly string[]): Promise<Names> => {
    const items = all.map((at) => [at, { get: { responses } }]);
    const { document } = await read({
      "openapi.yaml": documentWith({ paths: Object.fromEntries(items) as JsonObject }),
    });
    const { operations: found } = lower(document?.root as JsonObject).model;
    return Object.fromEntries(found.map((one) => [one.path, [one.name, one.typeName, one.member]]));
  };
  keepTheirNames(called, { wishes: path });
});

describe("operationIds that a document does not give, or gives twice", () => {
  const responses = { "200": { description: "ok" } };
  const path = fc.constantFrom(
    "/a/b",
    "/a-b",
    "/a_b",
    "/a/{b}",
    "/a/by/b",
    "/a.b",
    "/a",
    "/A/B",
    "/a/b/",
  );
  const id = fc.constantFrom(undefined, "list", "getAB", "list_getAB", "getABOperation");
  const operation = fc.tuple(path, id);
  const idsOf = async (
    all: readonly (readonly [string, string | undefined])[],
  ): Promise<unknown> => {
    const items = all.map(([at, operationId]) => [
      at,
      { get: { responses, ...(operationId === undefined ? {} : { operationId }) } },
    ]);
    const { document } = await read({
      "openapi.yaml": documentWith({ paths: Object.fromEntries(items) as JsonObject }),
    });
    const found = Object.entries(
      (document?.root as { paths: Record<string, { get: { operationId: string } }> }).paths,
    );
    const ids = found.map(([at, { get }]) => [at, get.operationId] as const);
    expect(new Set(ids.map(([, one]) => one)).size).toBe(ids.length);
    return Object.fromEntries(ids);
  };

  it("are the same in any order of the paths", async () => {
    const all = fc.uniqueArray(operation, { minLength: 1, maxLength: 9, selector: ([at]) => at });
    await fc.assert(
      fc.asyncProperty(
        all.chain((some) =>
          fc.tuple(fc.constant(some), fc.shuffledSubarray(some, { minLength: some.length })),
        ),
        async ([some, shuffled]) => {
          expect(await idsOf(shuffled)).toEqual(await idsOf(some));
        },
      ),
      SETTINGS,
    );
  });
});

describe("names of links", () => {
  const linksOf = (all: readonly string[]): Names => {
    const links = Object.fromEntries(all.map((one) => [one, { operationId: "a" }]));
    const { operations: found } = lower(
      documentOf({ paths: { "/": { get: { operationId: "a", responses: { 200: { links } } } } } }),
    ).model;
    const own = found[0]?.responses[0]?.links ?? [];
    return Object.fromEntries(own.map(({ name, call }) => [name, [call?.member ?? ""]]));
  };
  keepTheirNames(linksOf, { wishes: key });
});
