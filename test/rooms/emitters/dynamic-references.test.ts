import { describe, expect, test } from "vitest";
import { compile, compilers, documentOf, generated, inFolder } from "./generated.js";

/** A page of anything, the same page of two kinds, and a tree that is extended by recursion. */
const schemas = {
  Page: {
    $id: "https://e.example/page",
    type: "object",
    required: ["items"],
    properties: {
      items: { type: "array", items: { $dynamicRef: "#item" } },
      next: { $ref: "page" },
    },
    $defs: { item: { $dynamicAnchor: "item" } },
  },
  Pets: {
    $id: "https://e.example/pets",
    $ref: "page",
    $defs: { item: { $dynamicAnchor: "item", $ref: "pet" } },
  },
  Counts: {
    $id: "https://e.example/counts",
    type: "object",
    allOf: [{ $ref: "page" }],
    properties: { sum: { type: "integer" } },
    $defs: { item: { $dynamicAnchor: "item", type: "integer" } },
  },
  Pet: {
    $id: "https://e.example/pet",
    type: "object",
    required: ["name"],
    properties: { name: { $ref: "#word" }, friend: { $ref: "#" } },
    $defs: { word: { $anchor: "word", type: "string" } },
  },
  Tree: {
    $id: "https://e.example/tree",
    $dynamicAnchor: "node",
    type: "object",
    properties: {
      data: { type: "string" },
      children: { type: "array", items: { $dynamicRef: "#node" } },
    },
  },
  Orchard: {
    $id: "https://e.example/orchard",
    $dynamicAnchor: "node",
    $ref: "tree",
    type: "object",
    properties: { fruit: { type: "integer" } },
  },
};

const body = {
  $id: "https://e.example/sent",
  $ref: "page",
  $defs: { item: { $dynamicAnchor: "item", type: "boolean" } },
};

const paths = {
  "/pages": {
    post: {
      operationId: "sendPage",
      requestBody: { content: { "application/json": { schema: body } } },
      responses: { "204": { description: "Kept." } },
    },
  },
};

/** Values of one type that the other must take, and some that it must not. */
const use = `
import type * as z from "zod";
import type { componentSchemas } from "./schemas/registry.js";
import type { components, operations } from "./types.js";
type Schemas = components["schemas"];
type Values = { [K in keyof typeof componentSchemas]: z.output<(typeof componentSchemas)[K]> };
type Agree<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
export const agreed: { [K in keyof Schemas & keyof Values]: Agree<Schemas[K], Values[K]> }[keyof Schemas & keyof Values] = true;
export const pets: Schemas["Pets"] = { items: [{ name: "Rex", friend: { name: "Tom" } }] };
export const counts: Values["Counts"] = { items: [1], sum: 1 };
export const orchard: Schemas["Orchard"] = { fruit: 1, children: [{ fruit: 2, data: "" }] };
export const sent: NonNullable<operations["sendPage"]["requestBody"]>["content"]["application/json"] = { items: [true] };
// @ts-expect-error: an item of this page is a pet.
export const noPets: Schemas["Pets"] = { items: [1] };
// @ts-expect-error: an item of this page is a number.
export const noCounts: Values["Counts"] = { items: [""] };
// @ts-expect-error: a child of an orchard is one.
export const noOrchard: Values["Orchard"] = { children: [{ fruit: "" }] };
// @ts-expect-error: what is sent holds booleans.
export const notSent: typeof sent = { items: [1] };
`;

describe.each(compilers)("dynamic references, says %s", (compiler) => {
  const title = "make types of their own for each scope, and validators that agree";
  test(title, { timeout: 120_000 }, async () => {
    const files = await generated(documentOf(schemas, paths), ["types", "zod"]);
    const all = new Map([...files, ["src/use.ts", use] as const]);
    expect(await inFolder(all, (folder) => compile(folder, compiler))).toEqual([]);
  });
});
