import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { casesOf } from "../../../../generator/emitters/contract/contract.js";
import type { CaseFile } from "../../../../generator/emitters/contract/case.js";
import type { ApiModel } from "../../../../generator/model/model.js";
import { readModel } from "../../../../generator/pipeline.js";
import { loadFrom } from "../../../../scripts/disk.js";
import { brokenInput, inputOf, operationOf, requestObjections } from "./requests.js";
import { Witness } from "../../../contract/witness.js";
import { everyConstraint } from "./fixtures.js";
import { modelOf } from "../../lower/document.js";

/** Places where Ajv and the derivation disagree about a case; none is the aim. */
function disagreements(model: ApiModel, file: CaseFile): string[] {
  const requests = new Witness(model.document, "request");
  const answers = new Witness(model.document, "response");
  const found: string[] = [];
  for (const cases of file.operations) {
    const operation = operationOf(model, cases.name);
    for (const one of cases.cases) {
      if (one.kind === "violation") {
        const input = brokenInput(cases, one);
        if (requestObjections(operation, input, requests).length === 0)
          found.push(`${one.id}: Ajv finds nothing wrong with ${JSON.stringify(one.edit)}`);
      } else {
        const input = inputOf(cases, one.input);
        for (const fault of requestObjections(operation, input, requests))
          found.push(`${one.id}: ${fault}`);
      }
      if (one.kind === "answer" && one.body !== undefined) {
        const response = operation.responses.find(
          ({ status }) => String(status) === one.documented,
        );
        const media = response?.content.find(({ type }) => type === one.mediaType);
        const fault =
          media?.schema === undefined ? undefined : answers.objection(media.schema, one.body.value);
        if (fault !== undefined) found.push(`${one.id}: ${fault}`);
      }
    }
  }
  return found;
}

describe("a document with every constraint", () => {
  const model = modelOf(everyConstraint);
  const file = casesOf(model);

  it("breaks each constraint, and Ajv sees it broken", () => {
    expect(disagreements(model, file)).toEqual([]);
    expect(file.operations.flatMap(({ uncovered }) => uncovered)).toEqual([]);
  });

  it("covers every keyword", () => {
    const keywords = file.operations.flatMap(({ cases }) =>
      cases.flatMap((one) => (one.kind === "violation" ? [one.keyword] : [])),
    );
    expect([...new Set(keywords)].sort()).toEqual(
      [
        "additionalProperties",
        "anyOf",
        "const",
        "contains",
        "dependentRequired",
        "discriminator",
        "enum",
        "exclusiveMaximum",
        "exclusiveMinimum",
        "format",
        "items",
        "maxContains",
        "maxItems",
        "maxLength",
        "maxProperties",
        "maximum",
        "minItems",
        "minLength",
        "minProperties",
        "minimum",
        "multipleOf",
        "not",
        "oneOf",
        "pattern",
        "properties",
        "propertyNames",
        "required",
        "type",
        "unevaluatedItems",
        "unevaluatedProperties",
        "uniqueItems",
      ].sort(),
    );
  });

  it("violates a step of a tenth by decimals that people would write", () => {
    const price = { type: "number", multipleOf: 0.1, minimum: 0.1, maximum: 0.7 };
    const schema = { type: "object", required: ["price"], properties: { price } };
    const content = { "application/json": { schema } };
    const responses = { "200": { description: "ok" } };
    const post = { operationId: "sell", requestBody: { content, required: true }, responses };
    const [operation] = casesOf(modelOf({ paths: { "/sales": { post } } })).operations;
    const prices = operation?.cases.flatMap((one) =>
      one.kind === "violation" && /imum|multipleOf/.test(one.keyword)
        ? [[one.keyword, "value" in one.edit ? one.edit.value : undefined, one.alone]]
        : [],
    );
    expect(prices).toEqual([
      ["minimum", 0, true],
      ["maximum", 0.8, true],
      ["multipleOf", 0.65, true],
    ]);
  });

  it("gives each case an id of its own", () => {
    const ids = file.operations.flatMap(({ cases }) => cases.map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("derives the same bytes twice", () => {
    expect(JSON.stringify(casesOf(modelOf(everyConstraint)))).toBe(JSON.stringify(file));
  });

  it("names what a limit leaves out", () => {
    const limited = casesOf(model, { limit: 5 });
    const [operation] = limited.operations;
    expect(operation?.cases.filter(({ kind }) => kind === "violation")).toHaveLength(5);
    expect(operation?.uncovered.map(({ reason }) => reason)).toContain(
      "beyond the 5 cases of an operation",
    );
  });
});

const documents = [
  ["our own", "spec/openapi.yaml"],
  ["museum", "../shared/corpus/museum.yaml"],
  ["petstore", "../shared/corpus/petstore.yaml"],
  ["train-travel", "../shared/corpus/train-travel/openapi.yaml"],
  ["cafe", "../shared/corpus/cafe.yaml"],
] as const;

describe.for(documents)("%s", ([, path]) => {
  it.skipIf(!existsSync(path))("positive cases are valid and violations are not", async () => {
    const { model } = await readModel({ input: path }, { load: loadFrom(path), templates: {} });
    if (model === undefined) throw new Error(`${path} has no model`);
    const file = casesOf(model);
    expect(file.operations.length).toBe(model.operations.length);
    expect(disagreements(model, file)).toEqual([]);
    expect(file.operations.flatMap(({ uncovered }) => uncovered)).toEqual([]);
  });
});
