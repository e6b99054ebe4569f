import { quote, type Code, type SymbolRef } from "../code/code.js";
import { jsdoc } from "../code/jsdoc.js";
import { salt } from "../model/salt.js";
import type { Statement } from "../emitters/emitter.js";

/**
 * Writes a file from its statements. Imports are derived from the symbols the statements mention;
 * a symbol whose name the file declares itself, or that two modules export, is imported under an alias.
 */
export function renderTypescript(path: string, statements: readonly Statement[]): string {
  const symbols = symbolsOf(statements, path);
  const plain = statements.map(({ code }) => textOf(code, ({ name }) => name));
  const aliases = aliasesOf(symbols, declaredIn(plain));
  const imports = importsOf(path, symbols, aliases);
  const isRenamed = symbols.some((symbol) => aliases.get(keyOf(symbol)) !== symbol.name);
  const texts = statements.map(({ docs, code }, index) => {
    const comment = docs === undefined ? "" : jsdoc(docs);
    const text = isRenamed
      ? textOf(code, (symbol) => aliases.get(keyOf(symbol)) ?? symbol.name)
      : (plain[index] ?? "");
    return comment === "" ? `\n${text}` : `\n${comment}\n${text}`;
  });
  return [...imports, ...texts].join("\n");
}

function symbolsOf(statements: readonly Statement[], path: string): SymbolRef[] {
  const symbols = new Map<string, SymbolRef>();
  const seen = new Set<SymbolRef>();
  for (const { code } of statements) {
    for (const part of code.parts) {
      if (typeof part === "string" || part.module === path || seen.has(part)) continue;
      seen.add(part);
      const known = symbols.get(keyOf(part));
      // A symbol used as a value anywhere is imported as one.
      if (known === undefined || known.typeOnly) symbols.set(keyOf(part), part);
    }
  }
  return [...symbols.values()];
}

function keyOf({ name, module, namespace }: SymbolRef): string {
  return `${module}\n${namespace ? "*" : ""}${name}`;
}

const DECLARATION =
  /(?:^|\n)(?:export )?(?:declare )?(?:async )?(?:const|let|function\*?|class|interface|type|enum) ([A-Za-z_$][\w$]*)/g;

function declaredIn(texts: readonly string[]): Set<string> {
  const names = new Set<string>();
  for (const text of texts) {
    for (const [, name] of text.matchAll(DECLARATION)) if (name !== undefined) names.add(name);
  }
  return names;
}

function aliasesOf(
  symbols: readonly SymbolRef[],
  declared: ReadonlySet<string>,
): Map<string, string> {
  const taken = new Set(declared);
  const aliases = new Map<string, string>();
  // Of several that are called alike the one of the smallest module keeps the name, whatever comes first.
  for (const symbol of [...symbols].sort((a, b) => compare(keyOf(a), keyOf(b)))) {
    const alias = taken.has(symbol.name) ? aliasFor(symbol) : symbol.name;
    taken.add(alias);
    aliases.set(keyOf(symbol), alias);
  }
  return aliases;
}

/** `PetSchema$schemas$pet_store` of `src/schemas/pet-store.ts`: no other module's, so that none moves another. */
function aliasFor({ name, module }: SymbolRef): string {
  const path = module.replace(/^src\//, "").replace(/\.ts$/, "");
  const words = path.replaceAll("/", "$").replace(/[^A-Za-z0-9$]/g, "_");
  return `${name}$${words}${/^[A-Za-z0-9/-]+$/.test(path) ? "" : `$${salt(module)}`}`;
}

function importsOf(
  path: string,
  symbols: readonly SymbolRef[],
  aliases: ReadonlyMap<string, string>,
): string[] {
  const modules = new Map<string, SymbolRef[]>();
  for (const symbol of symbols) {
    const known = modules.get(symbol.module);
    if (known === undefined) modules.set(symbol.module, [symbol]);
    else known.push(symbol);
  }
  const ordered = [...modules].map(([module, names]) => ({
    specifier: quote(specifierOf(path, module)),
    order: orderOf(specifierOf(path, module)),
    names,
  }));
  ordered.sort((a, b) => compare(a.order, b.order));
  return ordered.flatMap(({ specifier, names }) => {
    const sorted = [...names].sort((a, b) => compare(a.name, b.name));
    const named = sorted.filter(({ namespace }) => !namespace);
    const typeOnly = named.every((symbol) => symbol.typeOnly);
    const aliasOf = (symbol: SymbolRef): string => aliases.get(keyOf(symbol)) ?? symbol.name;
    const imports = sorted
      .filter(({ namespace }) => namespace)
      .map((symbol) => `import * as ${aliasOf(symbol)} from ${specifier};`);
    if (named.length === 0) return imports;
    const specifiers = named.map((symbol) => {
      const [alias, { name }] = [aliasOf(symbol), symbol];
      const type = symbol.typeOnly && !typeOnly ? "type " : "";
      return `${type}${name}${alias === name ? "" : ` as ${alias}`}`;
    });
    const keyword = typeOnly ? "import type" : "import";
    return [...imports, `${keyword} { ${specifiers.join(", ")} } from ${specifier};`];
  });
}

/** Packages before files of our own. */
function orderOf(specifier: string): string {
  return `${specifier.startsWith(".") ? "1" : "0"}${specifier}`;
}

/** `src/client/pets.ts` → `src/types.ts` is `../types.js`; a package's name stays as it is. */
function specifierOf(from: string, module: string): string {
  if (!module.endsWith(".ts")) return module;
  const folders = from.split("/").slice(0, -1);
  const target = module.split("/");
  let shared = 0;
  while (shared < folders.length && folders[shared] === target[shared]) shared += 1;
  const up = folders.length - shared;
  const prefix = up === 0 ? "./" : "../".repeat(up);
  return `${prefix}${target.slice(shared).join("/").replace(/\.ts$/, ".js")}`;
}

function textOf(code: Code, nameOf: (symbol: SymbolRef) => string): string {
  return code.parts.map((part) => (typeof part === "string" ? part : nameOf(part))).join("");
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
