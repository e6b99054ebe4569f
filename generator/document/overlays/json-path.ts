import { createRequire } from "node:module";
import type * as JsonPath from "jsonpath-rfc9535";
import type { Json } from "../../model/json.js";
import { childOf } from "../../source/pointer.js";

const require = createRequire(import.meta.url);

/** The way to a node: names and places, from the root. */
export type Path = readonly string[];

/**
 * The nodes that a query selects, each once. Throws a `SyntaxError` with the reason for a text that
 * is no query. @see https://www.rfc-editor.org/rfc/rfc9535
 */
export function select(root: Json, query: string): Path[] {
  // Few documents have overlays; the others need not wait for the package.
  const { exec } = require("jsonpath-rfc9535") as typeof JsonPath;
  const found = new Map<string, Path>();
  try {
    // The library's values are mutable ones of the same kind; it changes none.
    exec(root as never, query, (_, tokens) => {
      const path = settled(root, tokens.map(String));
      found.set(JSON.stringify(path), path);
    });
  } catch (error) {
    throw new SyntaxError(error instanceof Error ? error.message : String(error));
  }
  return [...found.values()];
}

/** Of a name in quotes the library gives the text between them, escapes and all. */
function settled(root: Json, tokens: readonly string[]): Path {
  let value: Json | undefined = root;
  return tokens.map((token) => {
    const own: Json | undefined = value === undefined ? undefined : childOf(value, token);
    const name = own === undefined ? unescaped(token) : token;
    value = own ?? (value === undefined ? undefined : childOf(value, name));
    return name;
  });
}

function unescaped(token: string): string {
  try {
    return JSON.parse(`"${token.replace(/\\'/g, "'").replace(/(?<!\\)"/g, '\\"')}"`) as string;
  } catch {
    return token;
  }
}
