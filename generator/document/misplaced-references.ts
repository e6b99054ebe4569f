import { childOf, parsePointer } from "../source/pointer.js";
import { slotAt } from "./grammar.js";
import type { Address } from "./resolve.js";
import type { Resources } from "./resources.js";

/** A place by the tokens that lead to it from a file's root. */
export interface Meant {
  readonly file: string;
  readonly tokens: readonly string[];
}

/**
 * Where a reference may have been meant to lead that leads nowhere as it is written, the likeliest
 * first. Whether something stands there is for the asker to see.
 */
export function placesMeant(resources: Resources, from: Address, ref: string): Meant[] {
  const { file } = from;
  const tokens = tokensOf(ref);
  if (tokens === undefined) return [];
  const around = ref.startsWith("#/") ? schemasAround(resources, from) : [];
  const fromSchema = around.map((schema) => [...schema, ...tokens]);
  // What other tools write for schemas, and Swagger 2.0 for all it keeps by name.
  const [section, name, ...rest] = tokens;
  const home = SECTIONS.get(section ?? "");
  const named =
    home === undefined || name === undefined ? [] : [["components", home, name, ...rest]];
  const inComponents = section === "components" ? [tokens] : [];
  const inFile = [...fromSchema, ...inComponents, ...named].map((each) => ({ file, tokens: each }));
  if (file === resources.entry) return inFile;
  const inEntry = [...inComponents, ...named].map((each) => ({
    file: resources.entry,
    tokens: each,
  }));
  return [...inFile, ...inEntry];
}

/** What `"#"` means to a schema that was written to stand alone: itself, and not the document. */
export function schemaItself(resources: Resources, from: Address, ref: string): Meant | undefined {
  const tokens = ref === "#" ? schemasAround(resources, from)[0] : undefined;
  return tokens === undefined ? undefined : { file: from.file, tokens };
}

/** `#/a/b`, and with the slash or the hash left out where only a component can be meant. */
function tokensOf(ref: string): string[] | undefined {
  const [, path] = /^(?:#|\/(?=components\/)|#(?=components\/))\/?(.+)$/.exec(ref) ?? [];
  if (path === undefined) return undefined;
  try {
    return parsePointer(`#/${decodeURIComponent(path)}`);
  } catch {
    return undefined;
  }
}

/** The tokens of the schemas around a place, the outermost first, in files that are OpenAPI documents. */
function schemasAround({ files }: Resources, { file, pointer }: Address): string[][] {
  const root = files.root(file);
  if (root === undefined || childOf(root, "openapi") === undefined) return [];
  const tokens = parsePointer(pointer) ?? [];
  return tokens
    .map((_, index) => tokens.slice(0, index + 1))
    .filter((prefix) => slotAt(prefix) === "schema");
}

const SECTIONS: ReadonlyMap<string, string> = new Map([
  ["definitions", "schemas"],
  ["$defs", "schemas"],
  ["schemas", "schemas"],
  ["parameters", "parameters"],
  ["responses", "responses"],
]);
