import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { documentOf, generated, schemaText } from "../rooms/emitters/generated.js";

/** What README shows behind an `example` comment: component schemas, and what they come out as. */
interface Example {
  readonly title: string;
  readonly schemas: { readonly [key: string]: unknown };
  readonly code: string;
}

function examplesIn(text: string): Example[] {
  const pattern = /<!-- example: (.+) -->\s+```yaml\n([\s\S]+?)```\s+```ts\n([\s\S]+?)```/g;
  return [...text.matchAll(pattern)].map(([, title = "", schemas = "", code = ""]) => ({
    title,
    schemas: parse(schemas) as Example["schemas"],
    code: code.trim(),
  }));
}

describe("README shows what comes out", async () => {
  const examples = examplesIn(await readFile("README.md", "utf8"));

  test("three times", () => {
    expect(examples).toHaveLength(3);
  });

  test.each(examples)("$title", async ({ schemas, code }) => {
    const files = await generated(documentOf(schemas), ["zod"]);
    const printed = Object.keys(schemas).map((key) =>
      schemaText(files, `src/schemas/${key.toLowerCase()}.ts`),
    );
    expect(printed.join("\n")).toBe(code);
  });
});
