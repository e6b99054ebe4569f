import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { jsonRanges, withoutRanges } from "../../scripts/contract/mock/ranges.js";
import { failuresOf, matrixOfRun } from "../../scripts/contract/record.js";
import { packageOf, readContractModel, runSession } from "../../scripts/contract/session.js";
import type { Json } from "../../scripts/fuzz/json.js";
import { modelOf } from "../rooms/lower/document.js";

const pet = { type: "object", required: ["id"], properties: { id: { type: "string" } } };

function documentOf(content: { readonly [type: string]: Json }) {
  const responses = {
    "200": { description: "", content },
    "400": { description: "", content: { "*/*": { schema: { type: "string" } } } },
  };
  const age = { name: "age", in: "query", schema: { type: "integer", format: "uint32" } };
  const get = { operationId: "readPet", parameters: [age], responses };
  return { openapi: "3.0.1", info: { title: "X", version: "1" }, paths: { "/x": { get } } };
}

it("answers of any type, as Spring's generators describe theirs, are shown and broken like JSON", async () => {
  const folder = mkdtempSync(join(tmpdir(), "contract-ranges-"));
  try {
    const input = join(folder, "openapi.json");
    writeFileSync(input, JSON.stringify(documentOf({ "*/*": { schema: pet } })));
    const { model } = await readContractModel({ input });
    if (model === undefined) throw new Error("no model");
    const record = await runSession(model, { input }, await packageOf({ input }));
    const wrong = failuresOf(record);
    expect(wrong.map(({ id, words }) => `${id}: ${words ?? ""}`)).toStrictEqual([]);
    expect(matrixOfRun(record)).toMatchObject({ open: 0, percent: 100 });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

it.each<[string, { readonly [type: string]: Json }, readonly string[]]>([
  ["a range", { "*/*": { schema: pet } }, ["application/json"]],
  ["two", { "application/*": { schema: pet }, "*/*": {} }, ["application/json", "*/*"]],
  ["a range beside JSON", { "application/json": {}, "*/*": {} }, ["application/json", "*/*"]],
  ["bytes of a kind", { "image/*": {} }, ["image/*"]],
])("the mock is served JSON for %s", (_, content, types) => {
  const document = documentOf(content);
  const copy = withoutRanges(document, jsonRanges(modelOf(document))) as typeof document;
  expect(Object.keys(copy.paths["/x"].get.responses["200"].content)).toStrictEqual(types);
});
