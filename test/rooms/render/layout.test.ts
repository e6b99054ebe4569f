import fc from "fast-check";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { format } from "prettier";
import { describe, expect, it } from "vitest";
import { laidOut } from "../../../generator/render/layout/layout.js";

/** What prettier makes of it: the layout's whole specification. */
function wanted(text: string): Promise<string> {
  return format(text, { filepath: "a.ts", printWidth: 100 });
}

const long = (start: string, count = 12): string[] =>
  Array.from({ length: count }, (_, index) => `${start}${String(index)}`);

const STATEMENTS: readonly (readonly [string, string])[] = [
  ["nothing", ""],
  [
    "imports",
    `import * as z from "zod";\nimport type { A } from "./a.js";\n\n\n\nimport { type B, C as D } from './b.js';`,
  ],
  [
    "imports of many names",
    `import { ${long("someRatherLongName").join(", ")} } from "./names.js";`,
  ],
  ["an import of one long name", `import { ${"name".repeat(30)} } from "./names.js";`],
  [
    "exports",
    `export { a, type B } from "./a.js";\nexport * from "./b.js";\nexport * as c from "./c.js";\nexport type { C };\nexport {};`,
  ],
  ["a constant", `export const name = "value";`],
  ["a string too long for its line", `export const aNameOfSomeLength = "${"word ".repeat(20)}";`],
  ["a number beside a long name", `export const ${"name".repeat(24)} = 12;`],
  ["a name too long for its line", `export const ${"name".repeat(12)} = ${"other".repeat(12)};`],
  [
    "type parameters",
    ["f", "aFunctionOfALongName".repeat(2), "aFunctionOfALongName".repeat(3)]
      .map(
        (name) =>
          `export function ${name}<Type extends AcceptedTypeOfOne = never>(a: A, options?: Options<Type>): Result<Type> { return call(a); }`,
      )
      .join("\n"),
  ],
  [
    "a type parameter of an alias",
    ["A", "AnAliasOfALongName".repeat(2), "AnAliasOfALongName".repeat(3)]
      .map((name) => `export type ${name}<Type extends string> = OptionsOf<Type, Auth>;`)
      .join("\n"),
  ],
  [
    "type parameters of methods",
    `export interface Client { ${[
      "f",
      "aMethodOfALongName".repeat(2),
      "aMethodOfALongName".repeat(4),
    ]
      .map(
        (name) =>
          `${name}<Type extends AcceptedTypeOfOne = never>(a: A, options?: Options<Type>): Result<Data<operations["some/operation"], Type>, Headers>;`,
      )
      .join(" ")} }`,
  ],
  [
    "an annotated constant",
    `const a: Map<Array<Some>, Array<Other>> = call({ ${long("member").join(", ")} });`,
  ],
  [
    "a declared constant",
    `export declare const NameOfAComponentSchema: ObjectOf<components["schemas"]["name-of-a-component"]>;`,
  ],
  ["an object that was opened", `const a = {\n a: 1,\n\n b: { c: 2 } };`],
  ["an object that fits", `const a = {a: 1, "b": 2, "c-d": 3, ...rest, ["__proto__"]: 4, e};`],
  [
    "an object that does not",
    `const a = { ${long("aMemberOfSomeLength")
      .map((name) => `${name}: ${name}Value`)
      .join(", ")} };`,
  ],
  ["short keys", `const a = { ab: "${"x".repeat(95)}", abcdefg: "${"x".repeat(95)}" };`],
  [
    "lists",
    `const a = [${long("name", 30).join(", ")}];\nconst b = [[1, 2], [3, 4]];\nconst c = [{ a: 1, b: 2 }, { a: 1, b: 2 }];\nconst d = [];`,
  ],
  ["lists of numbers", `const a = [${long("", 60).join(", ")}, -1];`],
  ["quotes", `const a = ['it', "it's", 'say "it"', "say \\"it\\"", "\\"'", 'a\\'b'];`],
  ["numbers", `const a = [1e21, 1E+21, 1.50, -0, 0.5, 1e-7];`],
  ["keys in quotes", `const a = { 'a': 1, "b c": 2, "200": 3, 'c\\'d': 4 };`],
  [
    "a call that hugs its last argument",
    `locate(SomeSchema, "#/components/schemas/Some", { "/properties/a": "/properties/b", "/properties/c": "/d" });`,
  ],
  [
    "a call that does not",
    `locate(${"SomeRatherLongSchemaName".repeat(2)}, "#/paths/~1a~1rather~1long~1path/get/responses");`,
  ],
  [
    "chains",
    `const a = z.string().min(1).max(2).regex(/^a$/u).exactOptional();\nconst b = z.object({ ${long(
      "someName",
    )
      .map((name) => `${name}: z.string()`)
      .join(", ")} }).exactOptional();`,
  ],
  [
    "a chain that is broken for what it holds",
    `const a = z.union([z.string(), z.int()]).check(f(g(h(1)))).nullable().optional();`,
  ],
  [
    "a chain on a factory",
    `const a = Schema.extend({ ${long("someName")
      .map((name) => `${name}: 1`)
      .join(", ")} }).check(a);`,
  ],
  [
    "chains of little worth",
    `const ${"name".repeat(20)} = some.other.call(argument);\nconst ${"name".repeat(20)} = some.other.${"member".repeat(5)};`,
  ],
  [
    "functions as arguments",
    `const a = lazy(() => SomeSchema);\nconst b = js.assert((value) => check(value, ${long("argument").join(", ")}), "message");\nconst c = compose((a) => f(a), (b) => g(b));`,
  ],
  [
    "functions of objects",
    `const a = { list: (input, options) => list(transport, input, options, ${long("more").join(", ")}), get: (id) => ({ id }) };`,
  ],
  ["new", `const a = new Map<string, Some>([["a", 1]]);`],
  ["operators that fit", `const a = b === 1 && c instanceof D && !e;`],
  [
    "a function",
    `export function name<T extends keyof U = V>(a: A, b?: B, c: C = {}): D<T> {\n  const d = e(a);\n\n  return f(d, { a, b });\n}`,
  ],
  [
    "a function of many parameters",
    `export function name(${long("parameter")
      .map((name) => `${name}: Type`)
      .join(", ")}): Result { return a; }`,
  ],
  [
    "a predicate",
    `function isName(error: unknown): error is Name { return error instanceof Name; }`,
  ],
  [
    "an interface",
    `export interface A extends Omit<B, "c" | "d"> {\n/** One. */\nreadonly a?: string\n\n\n/**\n   * Two,\n * lines.  \n */\n"b-c": number,\nlist(input: A, options?: B): C;\n[key: string]: unknown; }\ninterface Empty {}`,
  ],
  [
    "a method of many parameters",
    `interface A { ${"name".repeat(8)}(${long("parameter", 6)
      .map((name) => `${name}: Type`)
      .join(", ")}): Result<Some> }`,
  ],
  [
    "types",
    `type A = string | null;\ntype B = (A | undefined)[];\ntype C = [a?: string];`.replace(
      "a?: string",
      "string?, ...(A | B)[]",
    ),
  ],
  [
    "a union too long for its line",
    `type A = ${long('"some value of some length"')
      .map((text, index) => text.replace(/"\d+$/, `${String(index)}"`))
      .join(" | ")};`,
  ],
  [
    "unions in members",
    `interface A { a: ${long("SomeRatherLongName").join(" | ")}; b?: (${long("SomeRatherLongName").join(" | ")})[] | null; c: Some<${long("SomeRatherLongName").join(" | ")}>; d: { a: 1 } | null }`,
  ],
  [
    "intersections",
    `interface A { a: { b: 1;\n} & { c: 1;\n} & ({ d: 2;\n} | { e: 3;\n}) & Some; f: ${long("SomeRatherLongName").join(" & ")}; g: Some & {\nh: 1 } & {\ni: 2 } }`,
  ],
  [
    "indexed access",
    `type A = components["schemas"]["A"][];\ntype B = (typeof a)["b"];\ntype C = keyof A["b"];`.replace(
      "(typeof a)",
      "A",
    ),
  ],
  [
    "a tuple too long for its line",
    `type A = [${long("SomeRatherLongName").join(", ")}, ...Rest[]];`,
  ],
  [
    "characters that are wide",
    `const a = call("${"漢字".repeat(20)}", "${"é".repeat(10)}");\nconst b = call("${"e\u0301".repeat(30)}", "abcdefghijklmnopqrstuvwxyz");`,
  ],
  ["comments", `// Banner.\n\n/** One. */\nconst a = 1;\n/**\n * Two.\n */\nconst b = 2;`],
];

describe("the layout is prettier's", () => {
  it.each(STATEMENTS)("%s", async (_, text) => {
    expect(laidOut(text)).toBe(await wanted(text));
  });
});

/** What is generated of our own document; the runtime is copied as it was written. */
const own = readdirSync("generated/src", { recursive: true, encoding: "utf8" }).filter(
  (path) => path.endsWith(".ts") && !path.startsWith("runtime"),
);

describe("what is generated", () => {
  it("is known, all of it, and laid out already", () => {
    expect(own.length).toBeGreaterThan(100);
    const wrong = own.filter((path) => {
      const text = readFileSync(join("generated/src", path), "utf8");
      return laidOut(text) !== text;
    });
    expect(wrong).toEqual([]);
  });
});

describe("what it does not know it leaves alone", () => {
  it.each([
    "class A {}",
    "const a = b ? c : d;",
    "const a = `b`;",
    "const a = b as C;",
    "const { a } = b;",
    "const a = { b() {} };",
    "type A<T, U> = T;",
    "type A = B extends C ? D : E;",
    "if (a) b();",
    "const a = [1, /* two */ 2];",
    "const a = 1; // one",
    'const a = "👍🏽";',
    "const a = (b);",
    "const a = b && c || d;",
    "const a = b?.c;",
    "const a =",
    'const a = "',
  ])("%s", (text) => {
    expect(laidOut(text)).toBeUndefined();
  });
});

/** Expressions and types as emitters print them: on one line. */
const { expression, type } = fc.letrec<{ expression: string; type: string }>((tie) => {
  const name = fc.constantFrom("z", "js", "Schema", "aName", "someRatherLongName", "$");
  const text = fc.constantFrom('"a"', '"it\'s"', '"some words that take a while"', "'a'");
  const key = fc.constantFrom("a", "name", '"a-b"', "aRatherLongKey", '"200"');
  const list = (items: fc.Arbitrary<string>): fc.Arbitrary<string> =>
    fc.array(items, { maxLength: 5 }).map((parts) => parts.join(", "));
  const inner = tie("expression");
  const innerType = tie("type");
  const call = fc
    .tuple(
      name,
      fc.array(fc.tuple(fc.constantFrom(".call", ".min", ".exactOptional"), list(inner)), {
        maxLength: 4,
      }),
    )
    .map(([root, links]) => root + links.map(([member, args]) => `${member}(${args})`).join(""));
  const property = fc.tuple(key, inner).map(([left, right]) => `${left}: ${right}`);
  const member = fc.tuple(key, innerType).map(([left, right]) => `${left}?: ${right}`);
  return {
    expression: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      fc.oneof(name, text, fc.constantFrom("1", "-1", "true", "null", "/^a+$/u")),
      call,
      list(inner).map((items) => `[${items}]`),
      list(property).map((items) => `{ ${items} }`),
      fc.tuple(name, list(inner)).map(([callee, args]) => `${callee}(${args})`),
      inner.map((body) => `(value) => ${body.startsWith("{") ? `(${body})` : body}`),
    ),
    type: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      fc.constantFrom("string", "null", "Some", '"a"', 'components["schemas"]["Name"]', "1"),
      fc
        .array(innerType, { minLength: 2, maxLength: 4 })
        .map((types) => types.map((part) => `(${part})`).join(" | ")),
      fc
        .array(innerType, { minLength: 2, maxLength: 4 })
        .map((types) => types.map((part) => `(${part})`).join(" & ")),
      innerType.map((element) => `(${element})[]`),
      list(innerType).map((items) => `[${items}]`),
      fc
        .array(innerType, { minLength: 1, maxLength: 3 })
        .map((types) => `Some<${types.join(", ")}>`),
      fc
        .tuple(fc.boolean(), fc.array(member, { maxLength: 4 }))
        .map(([opened, members]) => `{${opened ? "\n" : " "}${members.join("; ")} }`),
    ),
  };
});

describe("drawn texts", () => {
  it("are laid out as prettier does, or left alone", async () => {
    let known = 0;
    const statement = fc.oneof(
      fc.tuple(fc.constantFrom("const a =", "export const someRatherLongName ="), expression),
      fc.tuple(fc.constantFrom("type A ="), type),
      type.map((text) => ["const a:", `${text} = call(1)`]),
      expression.map((text) => ["someCall", `(${text}, { a: 1 })`]),
    );
    await fc.assert(
      fc.asyncProperty(statement, async ([start, text]) => {
        const own = laidOut(`${start ?? ""} ${text ?? ""};`);
        if (own === undefined) return;
        known += 1;
        expect(own).toBe(await wanted(`${start ?? ""} ${text ?? ""};`));
      }),
      { seed: 1, numRuns: 300 },
    );
    expect(known).toBeGreaterThan(200);
  });
});
