import * as fc from "fast-check";
import { expect, it } from "vitest";
import { SETTINGS } from "../lower/names-properties.js";
import { generated } from "./generated.js";

/** An operation of which everything has a name, and components that are called as its parts are. */
function documentOf(components: readonly string[]): object {
  const schema = {
    type: "object",
    properties: { id: { type: "string", readOnly: true }, size: { enum: ["s", "l"] } },
  };
  const content = {
    "application/json": { schema: { ...schema, allOf: [{ minProperties: 1 }] } },
    "multipart/form-data": { schema },
  };
  const links = { again: { operationId: "listPets", parameters: { id: "$response.body#/id" } } };
  const operation = {
    operationId: "listPets",
    tags: ["pets"],
    parameters: [
      { name: "id", in: "path", required: true, schema: { type: "string" } },
      { name: "size", in: "query", schema: { enum: ["s", "l"] } },
      { name: "X-Id", in: "header", schema: { type: "integer" } },
    ],
    requestBody: { content },
    responses: {
      200: {
        description: "",
        content,
        links,
        headers: { "X-Id": { schema: { type: "integer" } } },
      },
      default: { description: "", content },
    },
  };
  return {
    openapi: "3.1.0",
    info: { title: "Pets", version: "1" },
    paths: { "/pets/{id}": { post: operation } },
    webhooks: { petAdded: { post: { operationId: "petAdded", requestBody: { content } } } },
    components: { schemas: Object.fromEntries(components.map((name) => [name, schema])) },
  };
}

const EMITTERS = ["types", "models", "zod", "client", "docs", "postman", "contract"] as const;

/** What a package has: names by file, and files. */
async function namesOf(components: readonly string[]) {
  const files = await generated(documentOf(components), EMITTERS);
  const sources = [...files].filter(
    ([path]) => path.endsWith(".ts") && !path.startsWith("src/runtime/"),
  );
  return { files: [...files.keys()], sources };
}

const DECLARED = /^(?:export )?(?:declare )?(const|type|interface|function) ([\w$]+)/gm;

/** Names that a file has twice, as values or as types; what is imported may be either. */
function repeatedIn(text: string): string[] {
  const imported = [...text.matchAll(/^import (?:type )?\{([^}]*)\}/gm)].flatMap(([, list = ""]) =>
    list.split(",").flatMap((one) => {
      const name = one
        .trim()
        .replace(/^type /, "")
        .split(" as ")
        .at(-1);
      return name === undefined || name === "" ? [] : [name];
    }),
  );
  const declared = [...text.matchAll(DECLARED)];
  const of = (kinds: RegExp): string[] =>
    declared.filter(([, kind = ""]) => kinds.test(kind)).map(([, , name = ""]) => name);
  return [of(/const|function/), of(/type|interface/)].flatMap((names) => {
    const all = [...new Set(names), ...imported];
    return all.filter((name, index) => all.indexOf(name) !== index);
  });
}

function declaredIn(text: string): string[] {
  return [...text.matchAll(DECLARED)].map(([, , name = ""]) => name);
}

/** What a file hands on by name. */
function exportedBy(text: string): string[] {
  return [...text.matchAll(/^export (?:type )?\{([^}]*)\}/gm)].flatMap(([, list = ""]) =>
    list.split(",").flatMap(
      (one) =>
        one
          .trim()
          .replace(/^type /, "")
          .split(" as ")
          .at(-1) || [],
    ),
  );
}

const alone = await namesOf([]);

/** Every name that the package declares without components, in the spellings that lead to it. */
const parts = alone.sources
  .flatMap(([, text]) => declaredIn(text))
  .filter((name) => /list-?pets|pet-?added/i.test(name));
const component = fc
  .tuple(fc.constantFrom(...new Set(parts)), fc.constantFrom("", "Schema", "Response", "Request"))
  .map(([name, end]) => (end === "" ? name : name.replace(/Schema$/, "") + end));

it("has parts that components could be called like", () => {
  expect(new Set(parts).size).toBeGreaterThan(10);
});

/** The types of an operation are marked where a component has the name of one: all of them, so that they stay a family. */
function marked(name: string): string {
  return name.replace(/^(ListPets|PetAdded)(?=[A-Z])/, "$1$$");
}

it("components called as parts of an operation rename its types at most, and have names of their own", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(component, { minLength: 1, maxLength: 6 }),
      async (components) => {
        const { files, sources } = await namesOf(components);
        expect(new Set(files.map((path) => path.toLowerCase())).size).toBe(files.length);
        expect(alone.files.filter((path) => !files.includes(path))).toEqual([]);
        const texts = new Map(sources);
        const isTaken = components.some((name) => parts.includes(name));
        const stays = (names: readonly string[], found: readonly string[], path: string): void => {
          const lost = names.filter((name) => !found.includes(name));
          const renamed = isTaken ? lost.filter((name) => found.includes(marked(name))) : [];
          expect(lost, path).toEqual(renamed);
        };
        for (const [path, text] of alone.sources) {
          const now = texts.get(path) ?? "";
          stays(declaredIn(text), declaredIn(now), path);
          stays(exportedBy(text), exportedBy(now), path);
        }
        for (const [path, text] of sources) {
          expect(repeatedIn(text), path).toEqual([]);
          const handed = exportedBy(text);
          expect(
            handed.filter((name, index) => handed.indexOf(name) !== index),
            path,
          ).toEqual([]);
        }
      },
    ),
    { ...SETTINGS, numRuns: 25 },
  );
});
