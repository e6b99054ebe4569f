import * as fc from "fast-check";
import { runInNewContext } from "node:vm";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import {
  code,
  identifier,
  join,
  key,
  literal,
  member,
  namespace,
  quote,
  type,
  value,
} from "../../../generator/code/code.js";
import { jsdoc } from "../../../generator/code/jsdoc.js";
import { renderTypescript } from "../../../generator/render/typescript.js";
import { keepTheirNames } from "../lower/names-properties.js";

it("prints a list of very many parts", () => {
  const list = join(Array.from({ length: 200_000 }, () => identifier("a")));
  expect(code`[${list}]`.parts.length).toBe(400_001);
});

describe("imports are derived from the symbols a file mentions", () => {
  const z = namespace("z", "zod");
  const pet = value("PetSchema", "src/schemas/pet.ts");

  it("packages first, relative specifiers with .js, types apart", () => {
    const text = renderTypescript("src/client/pets.ts", [
      { code: code`export const a: ${type("Pet", "src/models.ts")} = ${z}.parse(${pet});` },
    ]);
    expect(text.split("\n").filter((line) => line.startsWith("import"))).toEqual([
      'import * as z from "zod";',
      'import type { Pet } from "../models.js";',
      'import { PetSchema } from "../schemas/pet.js";',
    ]);
  });

  it("a symbol of the file itself is not imported; a name the file declares is imported under an alias", () => {
    const text = renderTypescript("src/schemas/pet.ts", [
      { code: code`export const PetSchema = ${value("PetSchema", "src/other.ts")}.and(${pet});` },
    ]);
    expect(text).toContain('import { PetSchema as PetSchema$other } from "../other.js";');
    expect(text).toContain("export const PetSchema = PetSchema$other.and(PetSchema);");
  });

  it("documentation stands above its statement", () => {
    const text = renderTypescript("a.ts", [
      { docs: "First.\n\nSecond.", code: code`export const a = 1;` },
    ]);
    expect(text.trim()).toBe("/**\n * First.\n *\n * Second.\n */\nexport const a = 1;");
  });
});

/** What a printed expression is worth to the language itself. */
function evaluated(expression: string): unknown {
  return runInNewContext(`JSON.stringify(${expression})`);
}

describe("text of a document enters code only as literal or comment", () => {
  const hostile = ['"', "`$" + "{x}`", "\\", "\u2028", "*/", "</script>", "\u0000", "\u202e"];

  it.each(hostile)("literal %j evaluates to itself", (text) => {
    const printed = literal({ [text]: [text] }).parts.join("");
    expect(evaluated(printed)).toBe(JSON.stringify({ [text]: [text] }));
    for (const character of ["\u0000", "\u2028", "\u202e"])
      expect(printed).not.toContain(character);
  });

  it("__proto__ stays a key", () => {
    const printed = literal(JSON.parse('{"__proto__": 1}') as { [key: string]: number }).parts.join(
      "",
    );
    expect(evaluated(printed)).toBe('{"__proto__":1}');
  });

  it("a comment cannot be closed, nor re-formed by removing what closes it", () => {
    for (const text of ["*/ evil()", "**// evil()", "*\\/ evil", "*\u200b/", "a\u2028*/b"]) {
      const comment = jsdoc(text);
      expect(comment.indexOf("*/")).toBe(comment.length - 2);
      expect(comment).not.toMatch(/[\u2028\u2029]/);
    }
  });

  it("a comment is no directive to the compiler", () => {
    for (const text of ["@ts-ignore", " @ts-expect-error x", "/// @ts-nocheck", "* @ts-ignore"]) {
      const source = `${jsdoc(text)}\nexport const a: number = "text";`;
      const file = ts.createSourceFile("a.ts", source, ts.ScriptTarget.ES2022);
      expect(Object.hasOwn(file, "commentDirectives")).toBe(true);
      expect(Reflect.get(file, "commentDirectives"), text).toBeUndefined();
    }
  });

  it("plain strings are refused by the tag, and anything but an identifier by names", () => {
    expect(() => code`${"evil()" as never}`).toThrow(TypeError);
    expect(() => identifier("a.b")).toThrow(TypeError);
    expect(() => value("a b", "zod")).toThrow(TypeError);
  });

  it("keys and members are bare only where they are identifiers", () => {
    expect(key("a-b").parts).toEqual(['"a-b"']);
    expect(member("a").parts).toEqual([".a"]);
    expect(member("a-b").parts).toEqual(['["a-b"]']);
    expect(quote("é\u00ad")).toBe('"é\\u00ad"');
  });
});

describe("aliases of imports", () => {
  // Each module exports the same name; the file declares it too, or does not.
  const named = (declares: boolean) => (modules: readonly string[]) => {
    const symbols = modules.map((module) => value("Pet", `src/${module}.ts`));
    const own = declares ? [{ code: code`export const Pet = 1;` }] : [];
    const text = renderTypescript("src/file.ts", [...own, { code: code`f(${join(symbols)});` }]);
    const found = [...text.matchAll(/import \{ Pet(?: as (\S+))? \} from "\.\/(.*)\.js";/g)];
    return Object.fromEntries(
      found.map(([, alias, module = ""]) => [module, [alias ?? "Pet"]] as const),
    );
  };
  const wishes = fc.constantFrom("a", "b", "a/b", "b/b", "c/b", "a-b", "a_b", "x/pet-store", "zod");
  keepTheirNames(named(true), { wishes });
  keepTheirNames(named(false), { wishes });
});
