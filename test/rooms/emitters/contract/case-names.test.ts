import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { suiteOf } from "../../../../generator/index.js";
import { withOwnNames } from "../../../../generator/emitters/contract/case-names.js";
import type { JsonObject } from "../../../../generator/model/json.js";
import { modelOf } from "../../lower/document.js";
import { keepTheirNames, SETTINGS } from "../../lower/names-properties.js";

const word = fc.constantFrom("age", "born", "name", "state", "tag", "vet", "zip", "x-y", "x_y");
const words = fc.uniqueArray(word, { minLength: 1, maxLength: 6 });
const shuffled = <Item>(all: Item[]) =>
  fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }));
const few = { ...SETTINGS, numRuns: 40 };

/** The cases of a document whose only operation takes and answers a component, by their names. */
function casesOf(schemas: JsonObject, parameters: readonly JsonObject[] = []): Map<string, string> {
  const content = { "application/json": { schema: { $ref: "#/components/schemas/Pet" } } };
  const post = {
    operationId: "addPet",
    parameters,
    requestBody: { required: true, content },
    responses: { 200: { content } },
  };
  const model = modelOf({ paths: { "/pets": { post } }, components: { schemas } });
  const cases = suiteOf(model).operations.flatMap((operation) => operation.cases);
  expect(new Set(cases.map(({ id }) => id)).size).toBe(cases.length);
  return new Map(cases.map((one) => [one.id, meaning(one)]));
}

/** What a case changes or breaks, its data apart. */
function meaning(one: ReturnType<typeof suiteOf>["operations"][number]["cases"][number]): string {
  const { kind, pointer } = one;
  return JSON.stringify([kind, pointer, "keyword" in one ? [one.keyword, one.detail] : ""]);
}

const ids = (cases: Map<string, string>): string[] => [...cases.keys()].sort();

const pet = (members: readonly string[]): JsonObject => ({
  Pet: {
    type: "object",
    properties: Object.fromEntries(
      members.map((name) => [
        name,
        { type: ["object", "null"], properties: { size: { type: "integer", minimum: 1 } } },
      ]),
    ),
  },
});

const alternatives = (names: readonly string[]): JsonObject => ({
  Pet: { oneOf: names.map((name) => ({ $ref: `#/components/schemas/Is-${name}` })) },
  ...Object.fromEntries(
    [...names].sort().map((name) => [
      `Is-${name}`,
      {
        type: "object",
        required: ["kind"],
        properties: { kind: { const: name }, size: { type: "integer", minimum: 1 } },
      },
    ]),
  ),
});

const listed = (values: readonly string[]): JsonObject => ({
  Pet: { type: "object", properties: { state: { enum: [...values] } } },
});

describe("names of cases", () => {
  it("are the same whatever the order of a component's members, and stay when one comes", () => {
    fc.assert(
      fc.property(words.chain(shuffled), word, ([all, other], newcomer) => {
        const before = ids(casesOf(pet(all)));
        expect(ids(casesOf(pet(other)))).toEqual(before);
        const after = casesOf(pet([...new Set([...all, newcomer])]));
        expect(before.filter((id) => !after.has(id))).toEqual([]);
      }),
      few,
    );
  });

  it("are the same whatever the order of parameters, and stay when one comes", () => {
    const parameters = (names: readonly string[]): JsonObject[] =>
      names.map((name) => ({ name, in: "query", schema: { enum: ["a", "b", "c"] } }));
    fc.assert(
      fc.property(words.chain(shuffled), word, ([all, other], newcomer) => {
        const before = ids(casesOf(pet(["age"]), parameters(all)));
        expect(ids(casesOf(pet(["age"]), parameters(other)))).toEqual(before);
        const after = casesOf(pet(["age"]), parameters([...new Set([...all, newcomer])]));
        expect(before.filter((id) => !after.has(id))).toEqual([]);
      }),
      few,
    );
  });

  it.each([
    ["alternatives", alternatives],
    ["listed values", listed],
  ] as const)("that stay mean the same, whatever the order of %s, or who comes", (_, of) => {
    fc.assert(
      fc.property(words.chain(shuffled), word, ([all, other], newcomer) => {
        const before = casesOf(of(all));
        const moved = casesOf(of(other));
        const grown = casesOf(of([...new Set([...all, newcomer])]));
        for (const [id, meant] of before) {
          expect(moved.get(id) ?? meant).toBe(meant);
          // What has the name now is the newcomer's, or it is what it was.
          const now = grown.get(id) ?? meant;
          if (!now.includes(`Is-${newcomer}`)) expect(now).toBe(meant);
        }
      }),
      few,
    );
  });

  it("say what a case shows", () => {
    const found = ids(casesOf(alternatives(["cat", "dog"])));
    expect(found).toContain("addPet/request/body~Is-cat-extra");
    expect(found.filter((id) => /~\d{1,3}(?:$|\/)/.test(id))).toEqual([]);
  });

  keepTheirNames(
    (all) =>
      Object.fromEntries(
        withOwnNames(
          all.map((text) => ({ id: "a", text })),
          ({ text }) => ({ text }),
        ).map(({ id, text }) => [text, [id.replace("~", "$")]]),
      ),
    { wishes: fc.string({ minLength: 1, maxLength: 4 }) },
  );
});
