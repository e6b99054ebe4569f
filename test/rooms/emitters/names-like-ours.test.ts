import { expect, it } from "vitest";
import { generated } from "./generated.js";

/** A document with an operation for each name. */
function documentOf(operations: readonly string[]): object {
  const content = { "application/json": { schema: { type: "object" } } };
  const responses = { 200: { description: "", content }, default: { description: "", content } };
  return {
    openapi: "3.1.0",
    info: { title: "Pets", version: "1" },
    paths: Object.fromEntries(
      operations.map((operationId) => [
        `/${operationId}`,
        { post: { operationId, requestBody: { content }, responses } },
      ]),
    ),
  };
}

/** What `src/index.ts` exports by name, in its order. */
async function exportsOf(operations: readonly string[]): Promise<string[]> {
  const files = await generated(documentOf(operations), ["types", "models", "zod", "client"]);
  const lists = (files.get("src/index.ts") ?? "").matchAll(/^export (?:type )?\{([^}]*)\}/gm);
  return [...lists].flatMap(([, list = ""]) =>
    list
      .split(",")
      .map(
        (one) =>
          one
            .trim()
            .replace(/^type /, "")
            .split(" as ")
            .at(-1) ?? "",
      )
      .filter((name) => name !== ""),
  );
}

/** What would be called so, or have a type of that name: `token` has `TokenError`. */
function operationsLike(names: readonly string[]): string[] {
  const lowered = (name: string): string => `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
  const owners = names.map((name) => name.replace(/[A-Z][a-z]+$/, ""));
  return [...new Set([...names, ...owners].filter((name) => name !== "").map(lowered))];
}

it("operations that are called like what the package exports hide none of it", async () => {
  const ours = await exportsOf([]);
  const operations = operationsLike(ours);
  expect(operations).toEqual(expect.arrayContaining(["token", "api", "createClient", "client"]));
  const names = await exportsOf(operations);
  expect(names).toEqual(expect.arrayContaining(ours));
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toStrictEqual([]);
  expect(names).toEqual(expect.arrayContaining(["TokenError", "token", "Token$Error"]));
});
