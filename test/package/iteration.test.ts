import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import ts from "typescript";
import { afterAll, describe, expect, it } from "vitest";
import { textsByIndex } from "../../scripts/build/iteration.js";

const place = mkdtempSync(join(tmpdir(), "iteration-"));
afterAll(() => {
  rmSync(place, { recursive: true, force: true });
});

/** Statements that end in one that returns what to look at; each stands in a function of its own. */
const SAMPLES = {
  "a loop": `const sum: number[] = []; for (const x of [1, 2, 3]) sum.push(x * 2); return sum;`,
  "a loop over what grows": `
    const todo = [3]; const seen: number[] = [];
    for (const n of todo) { seen.push(n); if (n > 0) todo.push(n - 1); }
    return seen;`,
  "ways out of a loop": `
    const seen: string[] = [];
    outer: for (const a of ["x", "y", "z"]) {
      for (const b of [1, 2, 3]) {
        if (b === 2) continue;
        if (a === "y") continue outer;
        if (a === "z") break outer;
        seen.push(a + String(b));
      }
    }
    return seen;`,
  "what a loop's functions see": `
    const seen: (() => string)[] = [];
    for (const [index, x] of ["a", "b"].entries()) seen.push(() => x + String(index));
    return seen.map((see) => see());`,
  "a variable of a loop that is assigned to": `
    const seen: number[] = []; for (let x of [1, 2]) { x += 1; seen.push(x); } return seen;`,
  "an array that is made once": `
    let made = 0; const make = () => { made += 1; return [1, 2]; };
    for (const x of make()) made += x - x;
    return made;`,
  "pairs of what is no array": `
    const seen: string[] = [];
    for (const [name, value] of new Map([["a", 1], ["b", 2]])) seen.push(name + String(value));
    return seen;`,
  "indices alone, and items alone": `
    const seen: unknown[] = [];
    for (const [index] of ["a", "b"].entries()) seen.push(index);
    for (const [, item] of ["a", "b"].entries()) seen.push(item);
    return seen;`,
  "items that there are not": `
    const seen: unknown[] = [];
    for (const [a = "none", b] of [["x"], [], ["y", "z"]]) seen.push([a, b ?? null]);
    return seen;`,
  "other things that can be iterated": `
    function* some() { yield 1; yield 2; }
    const seen: unknown[] = [];
    for (const x of "a\\u{1f600}b") seen.push(x);
    for (const x of new Set([1, 1])) seen.push(x);
    for (const x of some()) seen.push(x);
    const [first, second] = some(); const [letter] = "\\u{1f600}"; const [one] = new Set([5]);
    return [seen, first, second, letter, one, [...some(), ...new Set([1]), ..."ab"]];`,
  "one or the other": `
    const either = (x: string | string[]) => { const seen: string[] = []; for (const y of x) seen.push(y); return seen; };
    return [either("\\u{1f600}"), either(["\\u{1f600}"])];`,
  patterns: `
    const [a, , c = 7, d = "none"] = [1, 2] as number[] as [number, number, number?, string?];
    const [scheme, rest] = "a:b".split(":");
    const [, found] = /(b+)/.exec("abb") ?? [];
    return [a, c, d, scheme, rest, found];`,
  "patterns that say more": `
    const [[a], { b }, ...more] = [[1], { b: 2 }, 3, 4] as [number[], { b: number }, ...number[]];
    const [c = [...more, 9].length] = [] as number[];
    return [a, b, more, c];`,
  "patterns of parameters": `
    const swapped = Object.entries({ a: 1, b: 2 }).map(([name, value]) => [value, name]);
    const made = Object.entries({ a: 1 }).map(([name, value], index) => ({ [name]: [value, index] }));
    const told = [["x", 1]].map(([name]) => { return name; });
    const nested = [["x", ["y"]]] as [string, string[]][];
    return [swapped, made, told, nested.flatMap(([a, [b]]) => [a, b]), nested.flatMap(([a, list]) => list.map((b) => [a, b]))];`,
  "lists of several": `
    const some = [1, 2]; const none: number[] = []; const pairs: [string, number][] = [["a", 1]];
    return [[...some, ...none, 3], [0, ...some], [some, ...some], [...pairs, ["b", 2]], [...some], [...some, ...[...some, 4],]];`,
  "lists that are assigned to": `
    let a = 0; let rest: number[] = [];
    [a, ...rest] = [1, 2, 3];
    for ([a, ...rest] of [[a, ...rest]]) rest.push(a);
    return [a, rest];`,
  tags: `
    const tag = (strings: TemplateStringsArray, ...values: number[]) => {
      let text = ""; let at = 0;
      for (const part of strings) text += part + String(values[at++] ?? "");
      return text;
    };
    return tag\`a\${1}b\${2}\`;`,
};

const names = Object.keys(SAMPLES) as (keyof typeof SAMPLES)[];
const own = names.map(
  (name, index) => `function of${String(index)}(): unknown { ${SAMPLES[name]} }`,
);

/** What the functions return. */
function outcomes(texts: readonly string[]): unknown[] {
  const list = own.map((_, index) => `of${String(index)}()`).join(", ");
  const { outputText } = ts.transpileModule(`${texts.join("\n")}\nreturn [${list}];`, {
    compilerOptions: { target: ts.ScriptTarget.ES2022 },
  });

  return new Function(outputText)() as unknown[];
}

let count = 0;

function byIndex(text: string): string {
  count += 1;
  const folder = join(place, String(count));
  mkdirSync(folder);
  const file = join(folder, "samples.ts");
  writeFileSync(file, text);
  const config = join(folder, "tsconfig.json");
  const compilerOptions = {
    target: "es2022",
    lib: ["es2023"],
    types: [],
    strict: true,
    noEmit: true,
  };
  writeFileSync(config, JSON.stringify({ compilerOptions, files: ["samples.ts"] }));
  return textsByIndex(config).get(file) ?? text;
}

describe("sources read by index", () => {
  const text = byIndex(own.join("\n"));
  const [expected, found] = [own, [text]].map(outcomes);

  it.each(names.map((name, index) => [name, index] as const))(
    "keep what is returned: %s",
    (_, index) => {
      expect(expected?.[index]).toBeDefined();
      expect(found?.[index]).toEqual(expected?.[index]);
    },
  );

  it("iterate no array", () => {
    const text = byIndex(`
export function all(pairs: readonly (readonly [string, number])[], more: Map<string, number>): unknown {
  for (const [name, value] of pairs) more.set(name, value);
  for (const [index, pair] of pairs.entries()) more.set(pair[0], index);
  for (const [name, value] of more) console.log(name, value);
  const [first] = pairs;
  return [first, ...pairs.map(([name]) => name), ...more.keys()];
}`);
    expect(text).toMatchInlineSnapshot(`
      "
      export function all(pairs: readonly (readonly [string, number])[], more: Map<string, number>): unknown {
        for (let $2 = 0, $1 = (pairs); $2 < $1.length; $2++) { const $3 = $1[$2], name = $3[0], value = $3[1]; more.set(name, value); }
        for (let $5 = 0, $4 = (pairs); $5 < $4.length; $5++) { const index = $5, pair = $4[$5]; more.set(pair[0], index); }
        for (const $6 of more) { const name = $6[0], value = $6[1]; console.log(name, value); }
        const $7 = pairs, first = $7[0];
        return [first, ...pairs.map(($8) => { let name = $8[0]; return (name); }), ...more.keys()];
      }"
    `);
  });
});
