import * as fc from "fast-check";
import { expect, it } from "vitest";
import { SETTINGS } from "../lower/names-properties.js";
import { generated } from "./generated.js";

const word = fc.constantFrom("age", "born", "class", "state", "Tag", "x-y", "x_y", "名前");
const words = fc.uniqueArray(word, { minLength: 1, maxLength: 5 });

/** A component with inline objects, lists, enumerations, alternatives and a way back to itself, a member for each word. */
function documentOf(all: readonly string[]): object {
  const member = (name: string): object => ({
    type: "object",
    properties: {
      [name]: { enum: [...all] },
      list: { type: "array", items: { type: "object", properties: { [name]: {} } } },
      again: { $ref: "#/components/schemas/Pet" },
      either: { oneOf: all.map((one) => ({ type: "object", required: [one], minProperties: 2 })) },
    },
    dependentRequired: { list: ["again"] },
  });
  const properties = Object.fromEntries(all.map((name) => [name, member(name)]));
  const content = {
    "application/json": { schema: { type: "object", properties } },
    "application/x-www-form-urlencoded": { schema: { $ref: "#/components/schemas/Pet" } },
  };
  const operation = {
    operationId: "addPet",
    parameters: all.map((name) => ({ name, in: "query", schema: { enum: [...all] } })),
    requestBody: { content },
    responses: { 200: { description: "", content }, 404: { description: "", content } },
  };
  return {
    openapi: "3.1.0",
    info: { title: "Pets", version: "1" },
    paths: { "/pets": { post: operation } },
    components: { schemas: { Pet: { type: "object", properties } } },
  };
}

/** Every name that the generated sources declare, and where. */
async function declared(all: readonly string[]): Promise<Set<string>> {
  const files = await generated(documentOf(all), ["types", "models", "zod", "client"]);
  const names = new Set<string>();
  for (const [path, text] of files) {
    if (path.startsWith("src/runtime/") || !path.endsWith(".ts")) continue;
    for (const [, name] of text.matchAll(
      /^(?:export )?(?:const|type|interface|function) (\S+?)\b/gm,
    ))
      names.add(`${path} ${name ?? ""}`);
    for (const [, name] of text.matchAll(/\b\w+ as (\w\S*?)\b/g))
      names.add(`${path} as ${name ?? ""}`);
  }
  return names;
}

it("what is inside a component and an operation gives nothing a name by its place", async () => {
  await fc.assert(
    fc.asyncProperty(
      words.chain((all) =>
        fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }), word),
      ),
      async ([all, other, newcomer]) => {
        const before = await declared(all);
        expect(await declared(other)).toEqual(before);
        const after = await declared([...new Set([...all, newcomer])]);
        expect([...before].filter((name) => !after.has(name))).toEqual([]);
      },
    ),
    { ...SETTINGS, numRuns: 12 },
  );
});
