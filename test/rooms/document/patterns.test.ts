import { describe, expect, it } from "vitest";
import { readModel } from "../../../generator/index.js";

/** The codes and pointers found about patterns in a document of these schemas. */
async function found(schemas: Record<string, object>): Promise<string[]> {
  const document = {
    openapi: "3.1.0",
    info: { title: "t", version: "1" },
    paths: {},
    components: { schemas },
  };
  const load = () => Promise.resolve({ kind: "text", text: JSON.stringify(document) } as const);
  const { diagnostics } = await readModel({ input: "a.json" }, { load, templates: {} });
  return diagnostics
    .filter(({ code }) => code.startsWith("schema/pattern-"))
    .map(({ code, location }) => `${code} ${location?.pointer ?? ""}`);
}

const catastrophic = "schema/pattern-catastrophic #/components/schemas/A/pattern";
const of = (pattern: string) => found({ A: { type: "string", pattern } });

describe("a pattern that backtracks without end is reported", () => {
  it.each([
    "^(a|a)*$",
    "(x+x+)+y",
    "^(a+)+$",
    "^(a*)*$",
    "^([a-zA-Z0-9])(([\\-.]|[_]+)?([a-zA-Z0-9]+))*(@){1}[a-z0-9]+$",
    "^(\\w+\\s?)*$",
    "(a|b|ab)*c",
    "^(?:a?b?)*$",
    "^(?:(?:a*|b*)c)*$",
    "^(.*a){20}$",
    "^(?:a?){50}a{50}$",
    "^(?:(a|a)*b)*$",
    "^(?:[0-9]{1,3}){1,}$",
    "^(\\p{L}|é)+$",
    `^${"(".repeat(200)}a${")*".repeat(200)}$`,
  ])("%s", async (pattern) => {
    expect(await of(pattern)).toEqual([catastrophic]);
  });
});

describe("a pattern that does not is let be", () => {
  it.each([
    "^[a-z]+(-[a-z]+)*$",
    "^(?:[0-9]{1,3}\\.){3}[0-9]{1,3}$",
    "^([a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\\.)+[a-z]{2,}$",
    "^(a{64})*$",
    "^(?:ab|ac)*$",
    // Nothing after it can fail, so the first way is the last.
    "^(a|a)*",
    "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$",
    "^(\\[|\\(a\\))*$",
    "^(?:\\d{4}){2}(?:\\d\\d)?$",
    "^(not an expression)*(",
  ])("%s", async (pattern) => {
    expect(await of(pattern)).toEqual([]);
  });
});

it("a pattern is reported once, wherever patterns stand", async () => {
  const pattern = "^(a|a)*$";
  expect(
    await found({
      A: { propertyNames: { pattern } },
      B: { patternProperties: { "^(b|b)*$": true, [pattern]: true } },
    }),
  ).toEqual([
    "schema/pattern-catastrophic #/components/schemas/A/propertyNames/pattern",
    "schema/pattern-catastrophic #/components/schemas/B/patternProperties/^(b|b)*$",
  ]);
});

describe("what would take long to examine is told and left", () => {
  const unexamined = "schema/pattern-unexamined #/components/schemas/A/pattern";

  it.each([
    ["a long one", `^(${"a".repeat(1000)})*$`],
    ["bounds in bounds", "^(?:(?:a{0,1000}b){0,1000}c){0,1000}$"],
    ["bounds that are no number to count to", "^(?:[ab]{4000000000}c)*$"],
  ])("%s", async (_, pattern) => {
    expect(await of(pattern)).toEqual([unexamined]);
  });

  it("and many of them share what there is", async () => {
    const many = Array.from({ length: 30 }, (_, index) => [
      `S${String(index)}`,
      { pattern: `^(?:(?:a{0,${String(1000 + index)}}b){0,1000}c)*$` },
    ]);
    const last = { pattern: "^(a|a)*$" };
    const schemas = { ...(Object.fromEntries(many) as Record<string, object>), last };
    const codes = (await found(schemas)).map((text) => text.split(" ")[0]);
    expect(codes).toEqual(Array(31).fill("schema/pattern-unexamined"));
  });
});
