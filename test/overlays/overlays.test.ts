import { describe, expect, it } from "vitest";
import { readModel, type Json } from "../../generator/index.js";
import type { JsonObject } from "../../generator/model/json.js";

const text = { type: "string" };
const document = {
  openapi: "3.1.0",
  info: { title: "Pets", version: "1.0.0" },
  tags: [{ name: "pets" }],
  paths: {
    "/pets": {
      get: {
        operationId: "listPets",
        tags: ["pets", "internal"],
        parameters: [
          { name: "limit", in: "query", schema: { type: "integer" } },
          { name: "debug", in: "query", schema: text },
        ],
        responses: { 200: { description: "Fine" } },
      },
    },
    "/it's/{id}": {
      delete: {
        operationId: "drop",
        parameters: [{ name: "id", in: "path", required: true, schema: text }],
        responses: { 204: { description: "Gone" } },
      },
    },
  },
};

async function overlaid(
  ...actions: readonly JsonObject[]
): Promise<{ root: JsonObject; codes: string[] }> {
  return laid({ overlay: "1.1.0", info: { title: "A", version: "1" }, actions: [...actions] });
}

async function laid(overlay: Json): Promise<{ root: JsonObject; codes: string[] }> {
  const overlays = [{ file: "overlay.json", text: JSON.stringify(overlay) }];
  const load = () => Promise.resolve({ kind: "text" as const, text: JSON.stringify(document) });
  const read = await readModel({ input: "openapi.json", overlays }, { load, templates: {} });
  return {
    root: read.document?.root ?? {},
    codes: read.diagnostics
      .filter(({ code }) => code.startsWith("overlay/"))
      .map(({ code, location }) => `${code} ${location?.file ?? ""}${location?.pointer ?? ""}`),
  };
}

const operation = (root: JsonObject, path: string, method: string): JsonObject =>
  (root["paths"] as { [path: string]: { [method: string]: JsonObject } })[path]?.[method] ?? {};

describe("an overlay", () => {
  it("merges objects, adds to lists and replaces single values", async () => {
    const { root, codes } = await overlaid(
      { target: "$.info", update: { description: "All pets", license: { name: "MIT" } } },
      { target: "$.tags", update: { name: "more" } },
      { target: "$.tags", update: [{ name: "many" }, { name: "most" }] },
      { target: "$.paths['/pets'].get.operationId", update: "allPets" },
      { target: "$.paths.*.get", update: { responses: { 404: { description: "None" } } } },
    );
    expect(codes).toEqual([]);
    expect(root["info"]).toMatchObject({
      title: "Pets",
      description: "All pets",
      license: { name: "MIT" },
    });
    expect((root["tags"] as { name: string }[]).map(({ name }) => name)).toEqual([
      "pets",
      "more",
      "many",
      "most",
    ]);
    expect(operation(root, "/pets", "get")).toMatchObject({
      operationId: "allPets",
      responses: { 200: {}, 404: {} },
    });
  });

  it("removes by filters, in lists and in objects, whatever is escaped in a name", async () => {
    const { root, codes } = await overlaid(
      { target: "$.paths.*.get.parameters[?@.name == 'debug']", remove: true },
      { target: "$.paths.*.get.tags[?@ == 'internal']", remove: true, update: "ignored" },
      { target: "$.paths['/it\\'s/{id}']", remove: true },
    );
    expect(codes).toEqual([]);
    expect(Object.keys(root["paths"] as object)).toEqual(["/pets"]);
    expect(operation(root, "/pets", "get")).toMatchObject({
      tags: ["pets"],
      parameters: [{ name: "limit" }],
    });
  });

  it("removes several of one list, and all that are inside each other", async () => {
    const { root } = await overlaid({ target: "$.paths['/pets'].get.parameters[*]", remove: true });
    expect(operation(root, "/pets", "get")["parameters"]).toEqual([]);
  });

  it("copies one node, and sees what the actions before it did", async () => {
    const { root, codes } = await overlaid(
      { target: "$.info", update: { "x-answer": { 418: { description: "Teapot" } } } },
      { target: "$.paths['/pets'].get.responses", copy: "$.info['x-answer']" },
    );
    expect(codes).toEqual([]);
    expect(operation(root, "/pets", "get")["responses"]).toMatchObject({
      200: {},
      418: { description: "Teapot" },
    });
  });

  it("warns of targets that match nothing, and of actions without anything to do", async () => {
    const { codes } = await overlaid(
      { target: "$.paths['/cats']", remove: true },
      { target: "$.info" },
    );
    expect(codes).toEqual([
      "overlay/unmatched overlay.json#/actions/0/target",
      "overlay/idle overlay.json#/actions/1",
    ]);
  });

  it.each<[string, Json, string]>([
    [
      "another version",
      { overlay: "2.0.0", info: {}, actions: [{ target: "$" }] },
      "overlay/invalid overlay.json#",
    ],
    ["no actions", { overlay: "1.0.0", info: {}, actions: [] }, "overlay/invalid overlay.json#"],
    [
      "copy in 1.0",
      { overlay: "1.0.0", info: {}, actions: [{ target: "$.info", copy: "$.info" }] },
      "overlay/invalid overlay.json#/actions/0",
    ],
    [
      "no JSONPath",
      { overlay: "1.1.0", info: {}, actions: [{ target: "$.[", remove: true }] },
      "overlay/invalid overlay.json#/actions/0/target",
    ],
    [
      "an update of another kind",
      { overlay: "1.1.0", info: {}, actions: [{ target: "$.info", update: { title: ["a"] } }] },
      "overlay/misfit overlay.json#/actions/0/update",
    ],
    [
      "a copy of several",
      { overlay: "1.1.0", info: {}, actions: [{ target: "$.info", copy: "$.paths.*" }] },
      "overlay/invalid overlay.json#/actions/0/copy",
    ],
    [
      "all of it removed",
      { overlay: "1.1.0", info: {}, actions: [{ target: "$", remove: true }] },
      "overlay/invalid overlay.json#/actions/0/target",
    ],
  ])("refuses %s", async (_, overlay, code) => {
    expect((await laid(overlay)).codes).toEqual([code]);
  });
});
