import { posix } from "node:path";
import { expect, test } from "vitest";
import { generate } from "../../../generator/index.js";
import { ownTemplates } from "../../../scripts/disk.js";

const operation = { responses: { "200": { description: "Done" } } };

const upload = {
  requestBody: {
    content: { "multipart/form-data": { schema: { type: "object", properties: { a: {} } } } },
  },
  ...operation,
};

async function filesOf(
  paths: object,
  hooks: Readonly<Record<string, string>> = {},
): Promise<ReadonlyMap<string, string>> {
  const document = { openapi: "3.1.0", info: { title: "Test", version: "1.0.0" }, paths };
  const { files, diagnostics } = await generate(
    { input: "openapi.json", hooks },
    {
      load: async () => ({ kind: "text", text: JSON.stringify(document) }),
      templates: await ownTemplates(),
    },
  );
  if (files === undefined) throw new Error(JSON.stringify(diagnostics));
  return files;
}

const MULTIPART = "src/runtime/multipart.ts";

test("a package has the modules of the runtime that its document asks for, and no others", async () => {
  const plain = await filesOf({ "/pets": { get: operation } });
  expect(plain.has("src/runtime/sender.ts")).toBe(true);
  expect(plain.has(MULTIPART)).toBe(false);
  const uploading = await filesOf({ "/pets": { post: upload } });
  expect(uploading.has(MULTIPART)).toBe(true);
});

test("files of the user's ask for modules too, and stay", async () => {
  const files = await filesOf(
    { "/pets": { get: operation } },
    {
      "src/own.ts": 'export * from "./runtime/multipart.js";\n',
      "src/runtime/own.ts": 'export * from "./idempotency-key.js";\n',
    },
  );
  expect(files.has(MULTIPART)).toBe(true);
  expect(files.has("src/runtime/own.ts")).toBe(true);
  expect(files.has("src/runtime/idempotency-key.ts")).toBe(true);
});

test.each([
  ["plain", { get: operation }],
  ["uploading", { post: upload }],
])("all that is imported is there, and all of the runtime is imported: %s", async (_, item) => {
  const files = await filesOf({ "/pets": item });
  const imported = new Set<string>();
  for (const [path, text] of files) {
    if (!path.endsWith(".ts")) continue;
    for (const [, name = ""] of text.matchAll(
      /^(?:import|export)\b[^;]*? from "(\.[^"]+)\.js";$/gm,
    ))
      imported.add(posix.join(posix.dirname(path), `${name}.ts`));
  }
  expect([...imported].filter((path) => !files.has(path))).toEqual([]);
  const runtime = [...files.keys()].filter((path) => path.startsWith("src/runtime/"));
  expect(runtime.filter((path) => !imported.has(path))).toEqual([]);
});
