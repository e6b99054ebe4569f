import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { main } from "../../scripts/conformance.js";
import { differences, readLedger } from "../../scripts/conformance/ledger.js";
import { asDraft2020, documentOf30, expressible } from "../../scripts/conformance/openapi-30.js";
import { documentOf } from "../../scripts/conformance/openapi-31.js";
import { readSuite, type Group } from "../../scripts/conformance/suite.js";
import { typedGroups, withTypes } from "../../scripts/conformance/typed.js";

function group(schema: unknown, tests: readonly (readonly [unknown, boolean])[] = []): Group {
  const told = tests.map(([data, valid]) => ({ data, valid, description: JSON.stringify(data) }));
  return { file: "f", description: "g", schema, tests: told };
}

describe("the implied type", () => {
  test.each([
    [{ minimum: 1 }, { type: "number", minimum: 1 }],
    [
      { properties: { a: { minLength: 1 } } },
      { type: "object", properties: { a: { type: "string", minLength: 1 } } },
    ],
    [{ not: { required: ["a"] } }, { not: { type: "object", required: ["a"] } }],
    [
      { minimum: 1, minLength: 1 },
      { minimum: 1, minLength: 1 },
    ],
    [
      { type: "integer", minimum: 1 },
      { type: "integer", minimum: 1 },
    ],
    [
      { enum: [{ minimum: 1 }], minimum: 1 },
      { enum: [{ minimum: 1 }], minimum: 1 },
    ],
    [{ properties: { minimum: {} } }, { type: "object", properties: { minimum: {} } }],
    [true, true],
  ])("of %j", (given, want) => {
    expect(withTypes(given)).toEqual(want);
  });

  test("keeps the verdicts that it does not change", () => {
    const [typed] = typedGroups(
      [
        group({ minimum: 2 }, [
          [1, false],
          [3, true],
          ["x", true],
        ]),
      ],
      new Map(),
    );
    expect(typed?.schema).toEqual({ type: "number", minimum: 2 });
    expect(typed?.tests.map(({ data }) => data)).toEqual([1, 3]);
  });

  test("leaves out a group that loses all of them", () => {
    expect(typedGroups([group({ minimum: 2 }, [["x", true]])], new Map())).toEqual([]);
  });
});

describe("what OpenAPI 3.0 can say", () => {
  test.each([
    [{ type: ["string", "null"] }, { type: "string", nullable: true }],
    [{ type: ["string"] }, { type: "string" }],
    [{ type: "null" }, { enum: [null] }],
    [
      { definitions: { a: {} }, $ref: "#/definitions/a" },
      { definitions: { a: {} }, $ref: "#/definitions/a" },
    ],
  ])("%j", (given, want) => {
    expect(expressible([group(given)]).map(({ schema }) => schema)).toEqual([want]);
  });

  test.each([
    [{ type: ["string", "integer"] }],
    [{ items: [{}] }],
    [{ patternProperties: { a: {} } }],
    [{ $ref: "http://localhost:1234/integer.json" }],
    [{ id: "http://localhost:1234/x" }],
    [{ properties: { a: { definitions: {} } } }],
  ])("and cannot: %j", (given) => {
    expect(expressible([group(given)])).toEqual([]);
  });

  test("becomes components", () => {
    const schema = { definitions: { "a/b": { $ref: "#" } }, items: { $ref: "#/definitions/a~1b" } };
    expect(documentOf30(schema)).toMatchObject({
      components: {
        schemas: {
          Subject: { items: { $ref: "#/components/schemas/a~1b" } },
          "a/b": { $ref: "#/components/schemas/Subject" },
        },
      },
    });
  });

  test("can be said in draft 2020-12", () => {
    const schema = {
      items: { type: "number", nullable: true, minimum: 1, exclusiveMinimum: true },
      not: { $ref: "#/definitions/a", minLength: 1 },
    };
    expect(asDraft2020(schema)).toEqual({
      items: { type: ["number", "null"], exclusiveMinimum: 1 },
      not: { $ref: "#/definitions/a" },
    });
  });
});

describe("a compound document", () => {
  const known = new Map<string, unknown>([
    ["http://localhost:1234/a.json", { $ref: "b.json" }],
    ["http://localhost:1234/b.json", { $id: "http://localhost:1234/other.json", type: "string" }],
    ["http://localhost:1234/c.json", { type: "null" }],
  ]);

  test("holds the schemas that are referred to, by their URIs", () => {
    expect(documentOf({ items: { $ref: "http://localhost:1234/a.json#" } }, known)).toMatchObject({
      components: {
        schemas: {
          Subject: { items: { $ref: "http://localhost:1234/a.json#" } },
          Remote1: { $id: "http://localhost:1234/a.json", $ref: "b.json" },
          Remote2: {
            $id: "http://localhost:1234/b.json",
            allOf: [{ $id: "http://localhost:1234/other.json", type: "string" }],
          },
        },
      },
    });
  });

  test("says pointers from its root, unless identifiers do it", () => {
    const schemaOf = (schema: unknown): unknown =>
      (documentOf(schema, known) as { components: { schemas: { Subject: unknown } } }).components
        .schemas.Subject;
    expect(schemaOf({ items: { $ref: "#" }, enum: [{ $ref: "#" }] })).toEqual({
      items: { $ref: "#/components/schemas/Subject" },
      enum: [{ $ref: "#" }],
    });
    const inner = { items: { $id: "b", $ref: "#" } };
    expect(schemaOf(inner)).toEqual({ $id: "https://suite.example/subject", ...inner });
  });
});

describe("the ledger", () => {
  const text =
    "# One reason,\n# two lines.\n2 3.1 › ref › a › b\n1 3.0 › not › c\n\n# Another.\n1 3.1 › ref › d\n";

  test("is read with its reasons", () => {
    expect(readLedger(text)).toEqual([
      { run: "3.1", file: "ref", group: "a › b", wrong: 2, reason: "One reason, two lines." },
      { run: "3.0", file: "not", group: "c", wrong: 1, reason: "One reason, two lines." },
      { run: "3.1", file: "ref", group: "d", wrong: 1, reason: "Another." },
    ]);
  });

  test.each([["1 3.1 › ref › a\n"], ["# why\nref › a\n"], ["# why\n\n1 3.1 › ref › a"]])(
    "refuses %j",
    (given) => {
      expect(() => readLedger(given)).toThrow();
    },
  );

  test("parts from results both ways", () => {
    const ledger = readLedger(text);
    const [first, second] = ledger;
    const found = [first, { ...second, wrong: 2 }].flatMap((entry) => entry ?? []) as typeof ledger;
    const { unlisted, passing } = differences(found, ledger);
    expect(unlisted.map(({ group, wrong }) => [group, wrong])).toEqual([["c", 2]]);
    expect(passing.map(({ group }) => group)).toEqual(["c", "d"]);
  });
});

describe("the command", () => {
  let folder = "";
  const printed: string[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "suite-"));
    const tests = join(folder, "tests", "draft2020-12");
    await mkdir(tests, { recursive: true });
    await mkdir(join(folder, "tests", "draft4"));
    const right = group({ type: "string" }, [
      ["", true],
      [1, false],
    ]);
    const wrong = group({ type: "string" }, [
      ["", true],
      [1, true],
    ]);
    await writeFile(join(tests, "type.json"), JSON.stringify([right]));
    await writeFile(join(folder, "tests", "draft4", "type.json"), JSON.stringify([right]));
    await mkdir(join(folder, "bad", "tests", "draft4"), { recursive: true });
    await mkdir(join(folder, "bad", "tests", "draft2020-12"));
    await writeFile(join(folder, "bad", "tests", "draft2020-12", "type.json"), "[]");
    await writeFile(join(folder, "bad", "tests", "draft4", "type.json"), JSON.stringify([wrong]));
    for (const stream of [process.stdout, process.stderr]) {
      vi.spyOn(stream, "write").mockImplementation((text) => printed.push(String(text)) > 0);
    }
  });

  afterAll(async () => {
    vi.restoreAllMocks();
    await rm(folder, { recursive: true });
  });

  async function run(...args: string[]): Promise<{ code: number; text: string }> {
    printed.length = 0;
    const code = await main(args);
    return { code, text: printed.join("") };
  }

  test("is clean where all is right", async () => {
    const { code, text } = await run(folder, "--run", "3.0");
    expect(text).toMatch(/^ {2}type +2\/2$/m);
    expect(text).toMatch(/^ {2}all +2\/2 \(100\.0 %, 1 groups\)$/m);
    expect(code).toBe(0);
  });

  test("takes the folder of one draft", async () => {
    expect((await run(join(folder, "tests", "draft2020-12"), "--run", "3.0")).code).toBe(0);
  });

  test("fails where an unlisted verdict is missed, for machines too", async () => {
    const { code, text } = await run(join(folder, "bad"), "--run", "3.0", "--format", "json");
    expect(JSON.parse(text)).toMatchObject({
      runs: [{ run: "3.0", right: 1, total: 2, failures: [{ test: "1", fault: "wrong" }] }],
      unlisted: [{ run: "3.0", file: "type", group: "g", wrong: 1 }],
    });
    expect(code).toBe(1);
  });

  test("fails where a listed group is right", async () => {
    const { code, text } = await run(folder, "--run", "3.1");
    expect(text).toContain("Listed and right");
    expect(code).toBe(1);
  });

  test.each([[["/nowhere"]], [[]], [["/nowhere", "--run", "4.0"]], [["/nowhere", "--quiet"]]])(
    "refuses %j",
    async (args) => {
      expect((await run(...args)).code).toBe(2);
    },
  );

  test("helps", async () => {
    const { code, text } = await run("--help");
    expect(text).toContain("npm run conformance -- ");
    expect(code).toBe(0);
  });

  test("knows a folder that is no suite", async () => {
    expect(await readSuite(tmpdir())).toBeUndefined();
  });
});
