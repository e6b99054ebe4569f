import { createRequire } from "node:module";
import type * as Yaml from "yaml";
import type { CST, Document, Node, Pair, ParsedNode, YAMLMap } from "yaml";
import type { Json } from "../model/json.js";
import type { Fault } from "./json.js";
import { limits } from "./limits.js";
import { faultsOf, syntax, type Unclosed } from "./yaml-faults.js";

const require = createRequire(import.meta.url);
let loaded: typeof Yaml | undefined;

/** The package, which documents in JSON and in plain YAML need not wait for. */
function yaml(): typeof Yaml {
  return (loaded ??= require("yaml") as typeof Yaml);
}

/**
 * YAML text as plain JSON. Keys are taken as they are written (`200:` is `"200"`), merge keys are
 * applied, aliases share one value and are refused when they would multiply it.
 * @see https://yaml.org/spec/1.2.2/
 */
export function readYaml(text: string): { value: Json | undefined; faults: Fault[] } {
  const composed = composeYaml(text);
  if ("faults" in composed) return { value: undefined, faults: composed.faults };
  return new Conversion().run(composed.document);
}

/** The tree with positions, or what is wrong with the text. */
export function composeYaml(text: string): { document: Document.Parsed } | { faults: Fault[] } {
  const tokens: CST.Token[] = [];
  for (const token of new (yaml().Parser)().parse(text)) {
    const deep = tooDeep(token);
    if (deep !== undefined) {
      return {
        faults: [{ code: "source/too-deep", offset: deep, params: { limit: limits.depth } }],
      };
    }
    tokens.push(token);
  }
  const composer = new (yaml().Composer)<ParsedNode>({
    uniqueKeys: false,
    strict: true,
    logLevel: "silent",
  });
  const documents = [...composer.compose(tokens, true, text.length)];
  const [document, second] = documents;
  const errors = document?.errors ?? [];
  const faults = faultsOf(errors, errors.length === 0 ? [] : unclosed(tokens), text);
  if (second !== undefined) faults.push(syntax(second.range[0], "a second document begins here"));
  if (document === undefined || faults.length > 0) return { faults };
  return { document };
}

/** Offset of the first token below the permitted depth; iterative, because composing is not. */
function tooDeep(root: CST.Token): number | undefined {
  const stack: { token: CST.Token; depth: number }[] = [{ token: root, depth: 0 }];
  for (let entry = stack.pop(); entry !== undefined; entry = stack.pop()) {
    const { token, depth } = entry;
    if (depth >= limits.depth && "items" in token) return token.offset;
    if (token.type === "document" && token.value !== undefined) {
      stack.push({ token: token.value, depth });
    }
    if (!("items" in token)) continue;
    for (const item of token.items) {
      if (item.key) stack.push({ token: item.key, depth: depth + 1 });
      if (item.value) stack.push({ token: item.value, depth: depth + 1 });
    }
  }
  return undefined;
}

/** Brackets and quotes without an end; of brackets inside each other the innermost, which leaves the others open. */
function unclosed(tokens: readonly CST.Token[]): Unclosed[] {
  const found: Unclosed[] = [];
  const stack: { token: CST.Token; around: number }[] = tokens.map((token) => ({
    token,
    around: -1,
  }));
  const explained = new Set<number>();
  for (let entry = stack.pop(); entry !== undefined; entry = stack.pop()) {
    const { token } = entry;
    let { around } = entry;
    const opening = openingOf(token);
    if (opening !== undefined) {
      explained.add(around);
      around = found.push({ offset: token.offset, opening }) - 1;
    }
    if (token.type === "document" && token.value !== undefined)
      stack.push({ token: token.value, around });
    if (!("items" in token)) continue;
    for (const { key, value } of token.items) {
      if (key) stack.push({ token: key, around });
      if (value) stack.push({ token: value, around });
    }
  }
  return found.filter((_, index) => !explained.has(index)).sort((a, b) => a.offset - b.offset);
}

/** What a token opens and does not close. */
function openingOf(token: CST.Token): string | undefined {
  switch (token.type) {
    case "flow-collection": {
      const { source } = token.start;
      const end = source === "{" ? "flow-map-end" : "flow-seq-end";
      return token.end.some(({ type }) => type === end) ? undefined : source;
    }
    case "double-quoted-scalar":
      return /^"(?:[^"\\]|\\[^])*"$/.test(token.source) ? undefined : '"';
    case "single-quoted-scalar":
      return /^'(?:[^']|'')*'$/.test(token.source) ? undefined : '"';
    default:
      return undefined;
  }
}

class Conversion {
  readonly #faults: Fault[] = [];
  readonly #anchors = new Map<string, { value: Json; size: number } | "open">();
  #size = 0;
  #aliased = 0;

  run(document: Document.Parsed): { value: Json | undefined; faults: Fault[] } {
    const value = document.contents === null ? null : this.#convert(document.contents);
    return { value, faults: this.#faults };
  }

  #convert(node: Node): Json {
    if (yaml().isAlias(node)) return this.#alias(node.source, offsetOf(node));
    const anchor = "anchor" in node ? node.anchor : undefined;
    if (anchor === undefined) return this.#plain(node);
    this.#anchors.set(anchor, "open");
    const before = this.#size;
    const value = this.#plain(node);
    this.#anchors.set(anchor, { value, size: this.#size - before });
    return value;
  }

  #alias(name: string, offset: number): Json {
    const anchor = this.#anchors.get(name);
    if (anchor === undefined || anchor === "open") {
      const code = anchor === "open" ? "source/alias-circular" : "source/alias-unresolved";
      this.#faults.push({ code, offset, params: { name } });
      return null;
    }
    // Past the limit nothing is written out any more: merge keys would copy it all the same.
    if (this.#aliased > limits.aliasedValues) return null;
    this.#size += anchor.size;
    const before = this.#aliased;
    this.#aliased += anchor.size;
    if (this.#aliased > limits.aliasedValues && before <= limits.aliasedValues) {
      this.#faults.push({
        code: "source/aliases",
        offset,
        params: { limit: limits.aliasedValues },
      });
    }
    return anchor.value;
  }

  #plain(node: Node): Json {
    this.#size += 1;
    if (yaml().isSeq<Node>(node)) return node.items.map((item) => this.#convert(item));
    if (yaml().isMap<Node, Node | null>(node)) return this.#map(node.items);
    return yaml().isScalar(node) ? this.#scalar(node.value, offsetOf(node)) : null;
  }

  #map(pairs: readonly { key: Node; value: Node | null }[]): Json {
    const own = new Map<string, Json>();
    const merged: Json[] = [];
    for (const pair of pairs) {
      const key = this.#key(pair.key);
      const value = pair.value === null ? null : this.#convert(pair.value);
      if (key === "<<" && isPlain(pair.key)) merged.push(value);
      else if (own.has(key)) {
        const offset = offsetOf(pair.key);
        this.#faults.push({ code: "source/duplicate-key", offset, params: { key } });
      } else own.set(key, value);
    }
    for (const source of merged.flat()) {
      if (typeof source !== "object" || source === null) continue;
      for (const [key, value] of Object.entries(source)) if (!own.has(key)) own.set(key, value);
    }
    return Object.fromEntries(own);
  }

  #key(node: Node | null): string {
    if (yaml().isScalar(node)) {
      return typeof node.value === "string" ? node.value : (node.source ?? String(node.value));
    }
    if (node === null) return "";
    if (yaml().isAlias(node)) {
      const value = this.#alias(node.source, offsetOf(node));
      if (typeof value !== "object") return String(value);
    }
    const params = { what: "a key that is a list or an object" };
    this.#faults.push({ code: "source/not-json", offset: offsetOf(node), params });
    return "";
  }

  #scalar(value: unknown, offset: number): Json {
    if (value === null || typeof value === "string" || typeof value === "boolean") return value;
    if (typeof value === "number" && Number.isFinite(value)) return value;
    const what = typeof value === "number" ? "this number" : "a value with this tag";
    this.#faults.push({ code: "source/not-json", offset, params: { what } });
    return null;
  }
}

function isPlain(node: Node | null): boolean {
  return yaml().isScalar(node) && (node.type === "PLAIN" || node.type === undefined);
}

function offsetOf(node: Node): number {
  return node.range?.[0] ?? 0;
}

/** The positions of a composed tree, as far as tokens lead: key and value of the last place reached. */
export interface YamlPlace {
  readonly key?: readonly [start: number, end: number];
  readonly value?: readonly [start: number, end: number];
  readonly scalar: boolean;
}

/** Pairs of the maps visited so far by their keys, the first of those that are written alike. */
export type YamlIndex = Map<YAMLMap, ReadonlyMap<string, Pair>>;

/** Follows tokens through the tree; stops at the last place that exists. Aliases are not entered. */
export function placeInYaml(
  document: Document.Parsed,
  tokens: readonly string[],
  index: YamlIndex,
): YamlPlace {
  let node: unknown = document.contents;
  let place: YamlPlace = placeOf(undefined, node);
  for (const token of tokens) {
    if (yaml().isSeq(node)) {
      const item: unknown = node.items[Number(token)];
      if (item === undefined) return place;
      place = placeOf(undefined, item);
      node = item;
    } else if (yaml().isMap(node)) {
      const pairs = index.get(node) ?? pairsOf(node);
      index.set(node, pairs);
      const pair = pairs.get(token);
      if (pair === undefined) return place;
      place = placeOf(pair.key, pair.value);
      node = pair.value;
    } else return place;
  }
  return place;
}

function pairsOf(map: YAMLMap): ReadonlyMap<string, Pair> {
  const pairs = new Map<string, Pair>();
  for (const pair of map.items) {
    const key = keyText(pair.key);
    if (key !== undefined && !pairs.has(key)) pairs.set(key, pair);
  }
  return pairs;
}

function keyText(key: unknown): string | undefined {
  if (!yaml().isScalar(key)) return key === null ? "" : undefined;
  return typeof key.value === "string" ? key.value : (key.source ?? String(key.value));
}

function placeOf(key: unknown, value: unknown): YamlPlace {
  const keyRange = rangeOf(key);
  const valueRange = rangeOf(value);
  return {
    ...(keyRange === undefined ? {} : { key: keyRange }),
    ...(valueRange === undefined ? {} : { value: valueRange }),
    scalar: yaml().isScalar(value) || yaml().isAlias(value),
  };
}

function rangeOf(node: unknown): readonly [number, number] | undefined {
  const range = (node as Partial<Node> | null | undefined)?.range;
  return range ? [range[0], range[1]] : undefined;
}
