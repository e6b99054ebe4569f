import { describe, expect, it } from "vitest";
import { suiteOf } from "../../generator/index.js";
import { sentApart, servedApart } from "../../scripts/contract/mock/fragments.js";
import { failuresOf, matrixOfRun } from "../../scripts/contract/record.js";
import { packageOf, readContractModel, runSession } from "../../scripts/contract/session.js";

const INPUT = "test/contract/fixtures/fragments.yaml";

describe("paths that differ in their fragments alone", () => {
  it("are requested without them, the query whole, and covered", async () => {
    const { model } = await readContractModel({ input: INPUT });
    if (model === undefined) throw new Error(`${INPUT} has no model`);
    const pack = await packageOf({ input: INPUT });
    const record = await runSession(model, { input: INPUT }, pack, suiteOf(model));
    expect(failuresOf(record).map(({ id, words }) => `${id}: ${words ?? ""}`)).toEqual([]);
    expect(matrixOfRun(record).percent).toBe(100);
    const asked = record.results.find(({ operation, kind }) => {
      return operation === "readLink" && kind === "request";
    });
    expect(asked?.request?.line).toMatch(/^GET \S*\/files\/7\?fields=link$/);
  });

  it("are served at paths of their own, and where clients ask for them as far as there is room", () => {
    const parameters = [{ name: "id", in: "path" }];
    const served = servedApart({
      paths: {
        "/files/{id}": { get: { operationId: "a" } },
        "/files/{id}#link": {
          parameters,
          get: { operationId: "b" },
          put: { operationId: "c", parameters: [{ name: "fields", in: "query" }] },
        },
        "/schema#{x}": { get: { operationId: "d" } },
      },
    });
    expect(served).toEqual({
      paths: {
        "/files/{id}": {
          get: { operationId: "a" },
          put: { operationId: "c", parameters: [...parameters, { name: "fields", in: "query" }] },
        },
        "/schema": { get: { operationId: "d" } },
        "/files/{id}/%23link": {
          parameters,
          get: { operationId: "b" },
          put: { operationId: "c", parameters: [{ name: "fields", in: "query" }] },
        },
        "/schema/%23x": { get: { operationId: "d" } },
      },
    });
  });

  it("are asked for there by a run", () => {
    const request = new Request("http://mock.example/files/7?fields=link", { method: "PUT" });
    const sent = sentApart({ path: "/files/{id}#link", method: "put" }, request);
    expect([sent.method, sent.url]).toEqual([
      "PUT",
      "http://mock.example/files/7/%23link?fields=link",
    ]);
    expect(sentApart({ path: "/files/{id}", method: "put" }, request)).toBe(request);
  });
});

describe("methods that the mock does not know", () => {
  const parameters = [{ name: "id", in: "path" }];
  const operation = (operationId: string): object => ({ operationId });

  it("are served as POST, at paths of their own", () => {
    const item = {
      parameters,
      get: operation("a"),
      query: operation("b"),
      additionalOperations: { LINK: operation("c") },
    };
    expect(servedApart(JSON.parse(JSON.stringify({ paths: { "/files/{id}": item } })))).toEqual({
      paths: {
        "/files/{id}": item,
        "/files/{id}/~query": { parameters, post: operation("b") },
        "/files/{id}/~LINK": { parameters, post: operation("c") },
      },
    });
  });

  it("are asked for there, with what they carry", async () => {
    const own = { path: "/files/{id}", method: "query" };
    const init = { method: "QUERY", body: "{}" };
    const sent = sentApart(own, new Request("http://mock.example/files/7?a=b", init));
    expect([sent.method, sent.url, await sent.text()]).toEqual([
      "POST",
      "http://mock.example/files/7/~query?a=b",
      "{}",
    ]);
    // One that is led astray by its method is sent as it is.
    const astray = new Request("http://mock.example/files/7", { method: "PUT" });
    expect(sentApart(own, astray)).toBe(astray);
  });
});
