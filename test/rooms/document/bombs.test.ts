import { describe, expect, it } from "vitest";
import { readModel } from "../../../generator/index.js";

const head = "openapi: 3.1.0\ninfo: { title: t, version: '1' }\npaths: {}\n";

/** The codes of what is found in a document, each once. */
async function codesOf(text: string): Promise<string[]> {
  const load = () => Promise.resolve({ kind: "text", text } as const);
  const { diagnostics } = await readModel({ input: "bomb.yaml" }, { load, templates: {} });
  return [...new Set(diagnostics.map(({ code }) => code))];
}

const schemas = (count: number, body: (index: number) => string): string => {
  const lines = Array.from({ length: count }, (_, index) => `    S${index}: ${body(index)}\n`);
  return `${head}components:\n  schemas:\n${lines.join("")}`;
};

/** Each of these took time that grows with a power of its length, or faster, until it did not. */
describe("a small document that asks for much work", () => {
  it("in a circle of references is refused", async () => {
    const circle = schemas(
      5000,
      (index) => `{ $ref: '#/components/schemas/S${(index + 1) % 5000}' }`,
    );
    expect(await codesOf(circle)).toContain("ref/circular");
  });

  it("in parts that share parts is read, each part once", async () => {
    const ref = (index: number) => `{ $ref: '#/components/schemas/S${index - 1}' }`;
    const shared = schemas(40, (index) =>
      index === 0 ? "{ type: object }" : `{ allOf: [${ref(index)}, ${ref(index)}] }`,
    );
    expect(await codesOf(shared)).toEqual(["document/empty"]);
  });

  it("in merge keys that merge merge keys is refused", async () => {
    const merges = Array.from({ length: 3000 }, (_, index) =>
      index === 0
        ? "x-m0: &m0 { a: 1 }\n"
        : `x-m${index}: &m${index} { <<: *m${index - 1}, k${index}: 1 }\n`,
    );
    expect(await codesOf(head + merges.join(""))).toContain("source/aliases");
  });
});

describe("a document of very many operations", () => {
  const paths = Array.from({ length: 20_001 }, (_, index) => `  /p${index}: { get: *it }\n`);
  const text = `openapi: 3.1.0\ninfo: { title: t, version: '1' }\nx-it: &it { responses: { '200': { description: ok } } }\npaths:\n${paths.join("")}`;
  const found = async (includePaths: string[]) => {
    const load = () => Promise.resolve({ kind: "text", text } as const);
    const options = { input: "many.yaml", includePaths };
    const { diagnostics } = await readModel(options, { load, templates: {} });
    return diagnostics.map(({ code, location }) => `${code} ${location?.pointer ?? ""}`);
  };

  it("is refused at the first beyond the limit", async () => {
    expect(await found([])).toEqual(["document/too-many-operations #/paths/~1p20000"]);
  });

  it("may be narrowed to a part", async () => {
    expect(await found(["/p7"])).toEqual(["operation/id-missing #/paths/~1p7/get"]);
    expect(await found(["/p*"])).toEqual(["document/too-many-operations #/paths/~1p20000"]);
  });
});
