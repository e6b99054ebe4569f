import { describe, expect, it } from "vitest";
import { suiteOf } from "../../generator/index.js";
import { sentApart, servedApart } from "../../scripts/contract/mock/fragments.js";
import { failuresOf, matrixOfRun } from "../../scripts/contract/record.js";
import { packageOf, readContractModel, runSession } from "../../scripts/contract/session.js";

const INPUT = "test/contract/fixtures/fragments.yaml";

describe("paths that differ in their fragments alone", () => {
  it("are requested without them, the query whole, and covered", async () => {
    const { model } = await readContractModel(INPUT);
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
    const sent = sentApart({ path: "/files/{id}#link" }, request);
    expect([sent.method, sent.url]).toEqual([
      "PUT",
      "http://mock.example/files/7/%23link?fields=link",
    ]);
    expect(sentApart({ path: "/files/{id}" }, request)).toBe(request);
  });
});
