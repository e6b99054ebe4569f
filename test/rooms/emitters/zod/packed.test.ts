import { describe, expect, test } from "vitest";
import * as z from "zod";
import { evaluateValidators } from "../../../../scripts/validators.js";
import { compile, compilers, documentOf, generated, inFolder } from "../generated.js";
import { fixtures } from "../types/agreement.fixtures.js";

const body = (schema: object): object => ({ content: { "application/json": { schema } } });

/** Every construct as a component, and an operation whose parts are components or their own. */
const document = documentOf(fixtures, {
  "/plain/{id}": {
    post: {
      operationId: "sendPlain",
      parameters: [
        { name: "id", in: "path", required: true, schema: { type: "integer" } },
        { name: "q", in: "query", schema: { type: "string" } },
      ],
      requestBody: body({ $ref: "#/components/schemas/Plain" }),
      responses: {
        "200": {
          ...body({ type: "object", required: ["a"], properties: { a: { type: "string" } } }),
          headers: {
            "X-Count": { required: true, schema: { type: "integer" } },
            "X-Kinds": { schema: { type: "array", items: { enum: ["cat", "dog"] } } },
            "X-Json": { content: { "application/json": { schema: { type: "boolean" } } } },
          },
        },
        "4XX": body({ type: "array", items: { $ref: "#/components/schemas/Text" } }),
        default: body({ type: "string" }),
      },
    },
  },
});

const files = await generated(document, ["types", "zod"]);
const packed = files.get("src/schemas/packed.d.ts") ?? "";

/** Errors are at the lines of what does not hold. */
const PROGRAM = [
  'import * as z from "zod";',
  'import type * as source from "./schemas/index.js";',
  'import type * as packed from "./schemas/packed.js";',
  'import type { components, operations } from "./types.js";',
  "type Agree<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;",
  "declare function agree<T extends true>(): T;",
  "agree<Agree<keyof typeof source, keyof typeof packed>>();",
  ...Object.keys(fixtures).map((key) => {
    const name = JSON.stringify(key);
    return `agree<Agree<z.output<(typeof packed.componentSchemas)[${name}]>, components["schemas"][${name}]>>();`;
  }),
  'agree<Agree<z.output<typeof packed.SendPlainBodySchema>, components["schemas"]["Plain"]>>();',
  "agree<Agree<z.output<typeof packed.SendPlainPathSchema>, z.output<typeof source.SendPlainPathSchema>>>();",
  "agree<Agree<z.output<typeof packed.SendPlainQuerySchema>, z.output<typeof source.SendPlainQuerySchema>>>();",
  "agree<Agree<z.output<typeof packed.SendPlainResponse200Schema>, z.output<typeof source.SendPlainResponse200Schema>>>();",
  "agree<Agree<z.output<typeof packed.SendPlainResponse200HeadersSchema>, z.output<typeof source.SendPlainResponse200HeadersSchema>>>();",
  'agree<Agree<z.output<typeof packed.SendPlainResponse200HeadersSchema>, { "X-Count": number; "X-Kinds"?: ("cat" | "dog")[]; "X-Json"?: boolean; [key: string]: unknown }>>();',
  "agree<Agree<typeof packed.validators.sendPlain.headers, typeof source.validators.sendPlain.headers>>();",
  "agree<Agree<z.output<typeof packed.SendPlainResponse4XXSchema>, string[]>>();",
  'agree<Agree<z.output<typeof packed.validators.sendPlain.responses.default["application/json"]>, string>>();',
  "export const extend = (plain: typeof packed.PlainSchema) => {",
  "  const extended = plain.pick({ id: true, note: true }).extend({ more: z.boolean() });",
  "  agree<Agree<z.output<typeof extended>, { id: number; note?: string; more: boolean; [key: string]: unknown }>>();",
  "  return plain.shape.id.parse(1) + 1;",
  "};",
  "",
].join("\n");

describe("packed.d.ts", () => {
  test.each(compilers)(
    "states what the sources come to, says %s",
    { timeout: 120_000 },
    async (compiler) => {
      const all = new Map([...files, ["src/program.ts", PROGRAM] as const]);
      expect(await inFolder(all, (folder) => compile(folder, compiler))).toEqual([]);
    },
  );

  test("promises the methods of objects where the schema has them", async () => {
    const [evaluated] = await evaluateValidators([document]);
    const schemas = evaluated !== undefined && "schemas" in evaluated ? evaluated.schemas : {};
    const objects = Object.keys(schemas).filter((key) => schemas[key] instanceof z.ZodObject);
    const promised = [...packed.matchAll(/ObjectOf<\s*components\["schemas"\]\["([^"]+)"\]/g)];
    const names = promised
      .map(([, key]) => key ?? "")
      .filter((key) => Object.hasOwn(fixtures, key));
    expect(names.length).toBeGreaterThan(10);
    expect(names.filter((key) => !objects.includes(key))).toEqual([]);
    expect(objects.filter((key) => !names.includes(key)).sort()).toEqual(OTHERWISE);
  });
});

/** Objects of which a list of members does not say all: other keys have a type, or a check judges. */
const OTHERWISE = ["AnyOfConstraint", "ClosedEmpty", "ConstObject", "Inherited"];
