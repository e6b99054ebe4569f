import { build, type BuildOptions } from "esbuild";
import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { readSuite } from "../../../scripts/conformance/suite.js";
import { evaluateValidators } from "../../../scripts/validators.js";
import { fakeServer } from "../../runtime/fake-server.js";
import { compile, compilers, documentOf, generated, inFolder, schemaText } from "./generated.js";

const int64 = { type: "integer", format: "int64" };
const decimal = { type: "number", format: "decimal" };
const exact = { numbers: "exact" } as const;

const cases: readonly (readonly [title: string, given: object, want: string, type: string])[] = [
  ["int64", int64, "exact.int64()", "number | bigint"],
  ["uint64", { type: "integer", format: "uint64" }, "exact.uint64()", "number | bigint"],
  ["a number of 64 bits", { type: "number", format: "int64" }, "exact.int64()", "number | bigint"],
  ["decimals", decimal, "exact.decimal()", "number | bigint | ExactNumber"],
  [
    "decimal128",
    { type: "number", format: "decimal128" },
    "exact.decimal128()",
    "number | bigint | ExactNumber",
  ],
  [
    "an integer that is a decimal",
    { type: "integer", format: "decimal128" },
    "exact.integer()",
    "number | bigint",
  ],
  [
    "bounds",
    { ...int64, minimum: 1, exclusiveMaximum: 100, multipleOf: 3 },
    "exact.int64().check(exact.minimum(1), exact.exclusiveMaximum(100), exact.multipleOf(3))",
    "number | bigint",
  ],
  [
    "nullable",
    { ...int64, type: ["integer", "null"] },
    "exact.int64().nullable()",
    "(number | bigint) | null",
  ],
  [
    "several types",
    { ...decimal, type: ["number", "string"] },
    "z.union([exact.decimal(), z.string()])",
    "(number | bigint | ExactNumber) | string",
  ],
  ["plain integers", { type: "integer", minimum: 1 }, "z.int().min(1)", "number"],
  ["int32", { type: "integer", format: "int32" }, "z.int32()", "number"],
  ["double", { type: "number", format: "double" }, "z.number()", "number"],
  ["texts of a numeric format", { type: "string", format: "decimal" }, "z.string()", "string"],
  [
    "literals",
    { ...int64, enum: [1, 2] },
    "z.literal([1, 2]).check(exact.ifNumber(exact.int64()))",
    "1 | 2",
  ],
  [
    "keywords without type",
    { minimum: 5 },
    "z.unknown().check(exact.ifNumber(exact.decimal().check(exact.minimum(5))))",
    "unknown",
  ],
  [
    "items",
    { type: "array", items: int64, uniqueItems: true },
    "z.array(exact.int64()).check(exact.uniqueItems())",
    "(number | bigint)[]",
  ],
];

describe("with exact numbers", () => {
  test.each(cases)("%s", async (_, given, want, type) => {
    const files = await generated(documentOf({ Subject: given }), ["types", "zod"], exact);
    const schema = schemaText(files, "src/schemas/subject.ts").replaceAll(
      /\s+(?=\.)|(?<=\()\s+|,?\s+(?=\))/g,
      "",
    );
    expect(schema.replaceAll(/\s+/g, " ")).toBe(`export const SubjectSchema = ${want};`);
    expect(files.get("src/types.ts")).toContain(`Subject: ${type};`);
  });

  test("formats that are annotations widen types, and set no range", async () => {
    const files = await generated(
      documentOf({ A: int64, B: { type: "number", format: "int64" } }),
      ["types", "zod"],
      { ...exact, formats: "annotate" },
    );
    expect(schemaText(files, "src/schemas/a.ts")).toBe("export const ASchema = exact.integer();");
    expect(schemaText(files, "src/schemas/b.ts")).toBe("export const BSchema = exact.decimal();");
    expect(files.get("src/types.ts")).toContain("B: number | bigint | ExactNumber;");
  });

  test("bounds are those of the document, digit by digit", async () => {
    const bounded = `{"type":"integer","format":"int64","minimum":-999999999999999999,"maximum":999999999999999999,"multipleOf":9007199254740992}`;
    const text = JSON.stringify(documentOf({ A: "A", B: { ...decimal, minimum: 0.1 } }))
      .replace('"A":"A"', `"A":${bounded}`)
      .replace("0.1", "0.10000000000000000001");
    const files = await generated(text, ["zod"], exact);
    expect(schemaText(files, "src/schemas/a.ts")).toContain(`exact.minimum("-999999999999999999"),
    exact.maximum("999999999999999999"),
    exact.multipleOf(9007199254740992),`);
    expect(schemaText(files, "src/schemas/b.ts")).toContain(
      'exact.minimum("0.10000000000000000001")',
    );
  });
});

const suite = join("..", "shared", "json-schema-test-suite");
const files = "minimum maximum exclusiveMinimum exclusiveMaximum multipleOf uniqueItems".split(" ");
const types = ["number", "string", "boolean", "array", "object", "null"];

test.skipIf(!existsSync(suite))("bounds decide the suite's numbers rightly", async () => {
  const read = await readSuite(suite);
  const groups = ((await read?.groups("draft2020-12")) ?? [])
    .filter(({ file }) => files.includes(file))
    .map((group) => ({
      ...group,
      schema: { ...(group.schema as object), type: types, format: "decimal" },
    }));
  const evaluated = await evaluateValidators(
    groups.map(({ schema }) => documentOf({ Subject: schema })),
    exact,
  );
  const verdicts = groups.flatMap(({ tests }, index) => {
    const found = evaluated[index];
    const subject = found !== undefined && "schemas" in found ? found.schemas.Subject : undefined;
    return tests.map(({ data, valid }) => subject?.safeParse(data).success === valid);
  });
  expect(verdicts.length).toBeGreaterThan(30);
  expect(verdicts).not.toContain(false);
});

test("without the option nothing mentions them", async () => {
  const document = documentOf(
    Object.fromEntries(cases.map(([, given], index) => [`S${String(index)}`, given])),
  );
  const files = await generated(document, ["types", "models", "zod"]);
  for (const [path, content] of files) {
    if (!path.startsWith("src/runtime/"))
      expect(content, path).not.toMatch(/exact\.|ExactNumber|bigint/);
  }
});

test.each(compilers)(
  "types and validators agree, says %s",
  { timeout: 120_000 },
  async (compiler) => {
    const schemas = Object.fromEntries(
      cases.map(([, given], index) => [`S${String(index)}`, given]),
    );
    const composed = {
      Account: {
        type: "object",
        required: ["id", "balance"],
        properties: { id: int64, balance: decimal, limit: { $ref: "#/components/schemas/S3" } },
      },
      Both: { allOf: [int64, { minimum: 1 }] },
      Either: { oneOf: [int64, { type: "string" }] },
    };
    const keys = Object.keys({ ...schemas, ...composed });
    const agreement = [
      'import type * as z from "zod";',
      'import type { componentSchemas } from "./schemas/registry.js";',
      'import type { components } from "./types.js";',
      "type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;",
      "declare function agree<T extends true>(): T;",
      ...keys.map(
        (key) =>
          `agree<Same<z.output<(typeof componentSchemas)["${key}"]>, components["schemas"]["${key}"]>>();`,
      ),
      'agree<Same<components["schemas"]["Account"]["id"], number | bigint>>();',
    ];
    const files = await generated(
      documentOf({ ...schemas, ...composed }),
      ["types", "zod", "models"],
      exact,
    );
    files.set("src/agreement.ts", agreement.join("\n"));
    expect(await inFolder(files, (folder) => compile(folder, compiler))).toEqual([]);
  },
);

const account = {
  type: "object",
  required: ["id", "balance"],
  properties: { id: int64, balance: decimal },
  additionalProperties: false,
};
const content = { "application/json": { schema: account } };
const paths = {
  "/accounts/{id}": {
    put: {
      operationId: "putAccount",
      tags: ["Accounts"],
      parameters: [{ name: "id", in: "path", required: true, schema: int64 }],
      requestBody: { required: true, content },
      responses: { "200": { description: "Stored.", content } },
    },
  },
};

interface Account {
  readonly id: unknown;
  readonly balance: unknown;
}

interface Package {
  createClient(options: object): {
    accounts: { put(input: { path: object; body: Account }): Promise<Account> };
  };
  validators: object;
  parseExact(text: string): Account;
}

test("a client sends and receives them as they are written", { timeout: 60_000 }, async () => {
  const files = await generated(documentOf({}, paths), ["types", "models", "zod", "client"], exact);
  const text = '{"id":9223372036854775807,"balance":79228162514264337593543950335.5}';
  const answers = [text, text.replace("807", "808")];
  const server = fakeServer(
    (_, index) =>
      new Response(answers[index] ?? "", { headers: { "content-type": "application/json" } }),
  );
  await inFolder(files, async (folder) => {
    const entry = join(folder, "entry.ts");
    await writeFile(
      entry,
      'export * from "./src/index.js"; export { validators } from "./src/schemas/index.js";',
    );
    const outfile = join(folder, "package.mjs");
    const options: BuildOptions = {
      entryPoints: [entry],
      absWorkingDir: folder,
      outfile,
      logLevel: "error",
    };
    await build({ ...options, bundle: true, format: "esm", platform: "node" });
    const { createClient, validators, parseExact } = (await import(
      pathToFileURL(outfile).href
    )) as Package;
    const client = createClient({
      fetch: server.fetch,
      baseUrl: "https://bank.test",
      validation: { validators },
    });
    const sent = parseExact(text);
    const put = () => client.accounts.put({ path: { id: sent.id as bigint }, body: sent });
    const received = await put();
    expect(server.seen[0]?.url).toBe("https://bank.test/accounts/9223372036854775807");
    expect(server.seen[0]?.body).toBe(text);
    expect(received.id).toBe(2n ** 63n - 1n);
    expect(String(received.balance)).toBe("79228162514264337593543950335.5");
    await expect(put()).rejects.toThrow(/\/id must be at most 9223372036854775807/);
  });
});
