import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Report } from "../../scripts/bench/report.js";
import { script } from "../cli/command.js";

const DOCUMENT = `openapi: 3.1.0
info: { title: Pets, version: 1.0.0 }
paths:
  /pets/{id}:
    get:
      operationId: getPet
      description: Finds the one pet that is asked for.
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses:
        "200":
          description: A pet.
          content: { application/json: { schema: { $ref: "#/components/schemas/Pet" } } }
components:
  schemas:
    Pet:
      type: object
      required: [name]
      properties: { name: { type: string, minLength: 1 }, born: { type: string, format: date } }
`;

async function reportOf(...args: string[]): Promise<Report> {
  const folder = await mkdtemp(join(tmpdir(), "bench-"));
  try {
    const path = join(folder, "pets.yaml");
    await writeFile(path, DOCUMENT);
    const options = ["--documents", path, "--no-peers", "--rounds", "1", "--format", "json"];
    const { code, stdout, stderr } = await script("bench", [...args, ...options]);
    expect(code, stderr).toBe(0);
    return JSON.parse(stdout) as Report;
  } finally {
    await rm(folder, { recursive: true });
  }
}

describe("npm run bench", () => {
  test("tells what it measures", async () => {
    const { code, stdout } = await script("bench", ["--help"]);
    expect(code).toBe(0);
    for (const name of [
      "validators",
      "typecheck",
      "site",
      "bundle",
      "import",
      "--documents",
      "--no-peers",
    ])
      expect(stdout).toContain(name);
  });

  test.each([
    [[]],
    [["speed"]],
    [["validators", "--rounds", "none"]],
    [["validators", "--documents", "no-such.yaml"]],
    [["validators", "--format", "xml"]],
    [["validators", "--fast"]],
  ])("exits 2 on %j", async (args) => {
    const { code, stdout, stderr } = await script("bench", args);
    expect(code).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toMatch(/option\/|argument/);
  });

  test("measures validators where no peer is, and says so", async () => {
    const { tables, notes } = await reportOf("validators");
    const [valid] = tables;
    expect(valid?.rows.map(([document, components]) => [document, components])).toEqual([
      ["pets", 1],
    ]);
    const column = valid?.columns.indexOf("ours ÷ Ajv") ?? -1;
    expect(valid?.rows[0]?.[column]).toBeGreaterThan(0);
    expect(notes).toContain("pets: hey-api was not asked for");
    expect(notes).toContain("pets: orval was not asked for");
  });

  test.runIf(process.platform === "linux")("measures what a site takes, all told", async () => {
    const { tables } = await reportOf("site");
    const { columns = [], rows = [] } = tables[0] ?? {};
    const cell = (name: string): number => Number(rows[0]?.[columns.indexOf(name)]);
    // The index, authentication, validation, an operation and a schema.
    expect(cell("pages")).toBe(5);
    for (const name of columns.slice(2)) expect(cell(name), name).toBeGreaterThan(0);
  });

  test("bundles no more than a program needs", async () => {
    const { tables } = await reportOf("bundle");
    const ours = tables[0]?.rows.filter(([, , generator]) => generator === "ours");
    const sizes = new Map(ours?.map(([, program, , size]) => [program, Number(size)]));
    expect([...sizes.keys()]).toEqual(["a GET", "a GET, validated", "a component's validator"]);
    // zod alone is some 70 kB: a call without validators has none of it.
    expect(sizes.get("a GET")).toBeLessThan(50);
    expect(sizes.get("a GET, validated")).toBeLessThan(200);
    const growth = tables[1]?.rows ?? [];
    expect(growth.map(([times, operations]) => [times, operations])).toEqual(
      [1, 2, 4, 8].map((times) => [times, times]),
    );
    // A minifier's names differ by some bytes.
    const grown = growth.map(([, , size]) => Number(size) - Number(growth[0]?.[2]));
    expect(Math.max(...grown.map(Math.abs))).toBeLessThan(0.02);
  });

  test("edits a description, which few files show", async () => {
    const { tables, notes } = await reportOf("change");
    expect(notes).toEqual([]);
    const [title = "", ...cells] = tables[0]?.rows[0] ?? [];
    expect(title).toBe("pets");
    const files = Number(cells.at(-1));
    expect(files).toBeGreaterThan(2);
    expect(files).toBeLessThan(12);
  });

  test("imports what we generate", async () => {
    const { tables } = await reportOf("import");
    expect(tables[0]?.rows.map(([, name, schemas]) => [name, schemas])).toEqual([
      ["ours", 2],
      ["ours, components", 1],
    ]);
  });
});
