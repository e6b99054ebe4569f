/** A document that is too much in one way; its files are made on demand, for some are of 100 MB. */
export interface Excess {
  readonly name: string;
  /** What must come of it: a refusal within the bounds, or either, a refusal bounded and a generation not. */
  readonly expected: "refused" | "either";
  /** The code that must be told of it, where one must. */
  readonly reports?: string;
  /** Files by name; the first is the document. */
  readonly files: () => Iterable<readonly [name: string, text: string]>;
}

const LEVELS = 10_000;
const SIZE = 100 * 1024 * 1024;
const FILES = 1_000;
const MANY = 100_000;

const yamlHead = 'openapi: 3.1.0\ninfo: {title: Excess, version: "1"}\npaths: {}\n';
const jsonHead = '"openapi":"3.1.0","info":{"title":"Excess","version":"1"}';

/** What is refused for no excess at all: the cost of starting, and of saying so. */
export const ordinary: Excess = refused("ordinary refusal", "openapi.yaml", () =>
  yamlHead.replace("3.1.0", "9.9.9"),
);

export const excesses: readonly Excess[] = [
  refused("aliases, YAML", "openapi.yaml", aliasBomb),
  refused(
    "10,000 levels, JSON",
    "openapi.json",
    () => `{${jsonHead},"paths":{},"x-deep":${nested("[", "]")}}`,
  ),
  refused(
    "10,000 levels, YAML flow",
    "openapi.yaml",
    () => `${yamlHead}x-deep: ${nested("[", "]")}\n`,
  ),
  refused(
    "10,000 levels, YAML flow maps",
    "openapi.yaml",
    () => `${yamlHead}x-deep: ${nested("{a: ", "}")}\n`,
  ),
  refused("10,000 levels, YAML block", "openapi.yaml", () => `${yamlHead}x-deep:\n${blocks()}`),
  refused(
    "10,000 levels, YAML sequences",
    "openapi.yaml",
    () => `${yamlHead}x-deep:\n  ${"- ".repeat(LEVELS)}1\n`,
  ),
  refused("circle of $ref alone", "openapi.json", () =>
    withSchemas({
      A: { $ref: "#/components/schemas/B" },
      B: { $ref: "#/components/schemas/C" },
      C: { $ref: "#/components/schemas/A" },
    }),
  ),
  refused(
    "100 MB, JSON, one string",
    "openapi.json",
    () => `{${jsonHead},"paths":{},"x-long":"${"a".repeat(SIZE)}"}`,
  ),
  refused(
    "100 MB, JSON, many members",
    "openapi.json",
    () => `{${jsonHead},"paths":{},"x-many":[${"1,".repeat(SIZE / 2)}1]}`,
  ),
  refused(
    "100 MB, YAML, one string",
    "openapi.yaml",
    () => `${yamlHead}x-long: ${"a".repeat(SIZE)}\n`,
  ),
  refused(
    "100 MB, YAML, many members",
    "openapi.yaml",
    () => `${yamlHead}x-many:\n${"  - member\n".repeat(SIZE / 11)}`,
  ),
  either("allOf diamonds, 30 deep", "openapi.json", diamonds),
  { name: "1,000 files in a ring", expected: "either", files: ring },
  {
    ...either("pattern (a+)+$", "openapi.json", () =>
      withSchemas({ A: { type: "string", pattern: "(a+)+$" } }),
    ),
    reports: "schema/pattern-catastrophic",
  },
  {
    ...refused("100,000 paths", "openapi.json", manyPaths),
    reports: "document/too-many-operations",
  },
  either("100,000 properties", "openapi.json", manyProperties),
];

function refused(name: string, file: string, text: () => string): Excess {
  return { ...either(name, file, text), expected: "refused" };
}

function either(name: string, file: string, text: () => string): Excess {
  return { name, expected: "either", files: () => [[file, text()]] };
}

function nested(open: string, close: string): string {
  return `${open.repeat(LEVELS)}1${close.repeat(LEVELS)}`;
}

function blocks(): string {
  const lines = Array.from({ length: LEVELS }, (_, level) => `${" ".repeat(level + 1)}a:`);
  return `${lines.join("\n")} 1\n`;
}

/** Nine aliases of nine aliases, nine times: 9⁹ values when written out. */
function aliasBomb(): string {
  const lines = Array.from({ length: 9 }, (_, level) => {
    const values = Array.from({ length: 9 }, () =>
      level === 0 ? "lol" : `*a${String(level - 1)}`,
    );
    return `x-${String(level)}: &a${String(level)} [${values.join(", ")}]`;
  });
  return `${yamlHead}${lines.join("\n")}\n`;
}

function withSchemas(schemas: object, uses = "A"): string {
  const schema = { $ref: `#/components/schemas/${uses}` };
  return JSON.stringify({
    openapi: "3.1.0",
    info: { title: "Excess", version: "1" },
    servers: [{ url: "https://api.example.com" }],
    paths: { "/a": { get: answering(schema) } },
    components: { schemas },
  });
}

function answering(schema: object): object {
  const content = { "application/json": { schema } };
  return { operationId: "readA", responses: { 200: { description: "It.", content } } };
}

/** Each schema is twice the one below, so that paths through them double at every level. */
function diamonds(): string {
  const schemas: Record<string, object> = {
    S0: { type: "object", properties: { a: { type: "string" } } },
  };
  for (let level = 1; level <= 30; level += 1) {
    const below = { $ref: `#/components/schemas/S${String(level - 1)}` };
    schemas[`S${String(level)}`] = { allOf: [below, below] };
  }
  return withSchemas(schemas, "S30");
}

function* ring(): Generator<readonly [string, string]> {
  yield ["openapi.json", withSchemas({ A: { $ref: "file0.json" } })];
  for (let index = 0; index < FILES; index += 1) {
    const next = { $ref: `file${String((index + 1) % FILES)}.json` };
    const schema = { type: "object", properties: { next } };
    yield [`file${String(index)}.json`, JSON.stringify(schema)];
  }
}

function manyPaths(): string {
  const paths = Object.fromEntries(
    Array.from({ length: MANY }, (_, index) => [
      `/p${String(index)}`,
      { get: { operationId: `read${String(index)}`, responses: { 200: { description: "It." } } } },
    ]),
  );
  return `{${jsonHead},"paths":${JSON.stringify(paths)}}`;
}

function manyProperties(): string {
  const properties = Object.fromEntries(
    Array.from({ length: MANY }, (_, index) => [`p${String(index)}`, { type: "string" }]),
  );
  return withSchemas({ A: { type: "object", properties } });
}
