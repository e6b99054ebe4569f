import { describe, expect, it } from "vitest";
import { documentWith, read } from "./read.js";

async function saidOf(text: string): Promise<string[]> {
  const { diagnostics } = await read({ "openapi.yaml": text });
  return diagnostics.map(({ code, message }) => `${code}: ${message}`);
}

describe("what is no document of OpenAPI", () => {
  it.each([
    ["<!DOCTYPE html>\n<html><body>Not found</body></html>", "HTML"],
    ["\n<html lang=en>", "HTML"],
    ['<?xml version="1.0"?>\n<definitions/>', "XML"],
    ["#%RAML 1.0\ntitle: Pets\n", "RAML"],
    ["# pets\ntype Query {\n  pets: [Pet!]!\n}\n", "a schema of GraphQL"],
    ['// pets\nsyntax = "proto3";\nservice Pets {}\n', "a file of Protocol Buffers"],
    ["asyncapi: 3.0.0\ninfo: { title: Pets, version: '1' }\n", "an AsyncAPI document"],
    ["arazzo: 1.0.0\ninfo: { title: Pets, version: '1' }\n", "an Arazzo document"],
    ["overlay: 1.0.0\nactions: []\n", "an overlay"],
    ['{"info": {"_postman_id": "1", "name": "Pets"}, "item": []}', "a Postman collection"],
    ['{"log": {"version": "1.2", "entries": []}}', "an HTTP archive"],
    ['{"_type": "export", "resources": []}', "an export of Insomnia"],
    ["$defs: { Pet: { type: object } }\n", "a schema alone"],
  ])("%j is called what it is", async (text, kind) => {
    expect(await saidOf(text)).toEqual([
      `document/foreign: this is ${kind}, and documents of OpenAPI are read`,
    ]);
  });

  it.each([
    ["info: { title: Pets, version: '1' }\n", "nothing tells what it is"],
    ["paths: {}\n$defs: {}\n", "it has paths, and lacks only the version"],
  ])("%j is asked for its version: %s", async (text) => {
    expect((await saidOf(text)).join()).toMatch(/^document\/version-missing/);
  });

  it("a document is one, whatever it has beside", async () => {
    const { document } = await read({ "openapi.yaml": documentWith({ $schema: "x" }) });
    expect(document).toBeDefined();
  });
});
