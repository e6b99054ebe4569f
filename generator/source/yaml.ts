import {
  Composer,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Parser,
  type CST,
  type Document,
  type ErrorCode,
  type Node,
  type Pair,
  type ParsedNode,
  type YAMLMap,
  type YAMLParseError,
} from "yaml";
import type { Json } from "../model/json.js";
import type { Fault } from "./json.js";
import { limits } from "./limits.js";

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
  for (const token of new Parser().parse(text)) {
    const deep = tooDeep(token);
    if (deep !== undefined) {
      return {
        faults: [{ code: "source/too-deep", offset: deep, params: { limit: limits.depth } }],
      };
    }
    tokens.push(token);
  }
  const composer = new Composer<ParsedNode>({
    uniqueKeys: false,
    strict: true,
    logLevel: "silent",
  });
  const documents = [...composer.compose(tokens, true, text.length)];
  const [document, second] = documents;
  const faults: Fault[] = [];
  for (const error of document?.errors ?? []) {
    // What follows from an error at the same place says nothing new.
    if (faults.some((fault) => fault.offset === error.pos[0])) continue;
    faults.push(syntax(error.pos[0], problemOf(error)));
  }
  if (second !== undefined) faults.push(syntax(second.range[0], "a second document begins here"));
  if (document === undefined || faults.length > 0) return { faults };
  return { document };
}

function syntax(offset: number, problem: string): Fault {
  return { code: "source/syntax", offset, params: { language: "YAML", problem } };
}

/** What is wrong, in words of our own where the library's depend on its version or explain little. */
function problemOf(error: YAMLParseError): string {
  const known = PROBLEMS[error.code];
  if (known !== undefined) return known;
  const [line = ""] = error.message.split("\n");
  const sentence = line.replace(/ at line \d+, column \d+:?$/, "").replace(/[.:]$/, "");
  if (/quote$/.test(sentence)) return "a closing quote is missing";
  return sentence.slice(0, 1).toLowerCase() + sentence.slice(1);
}

const PROBLEMS: { readonly [code in ErrorCode]?: string } = {
  ALIAS_PROPS: "an alias can have neither anchor nor tag",
  BAD_DQ_ESCAPE: "this escape does not exist in double quotes",
  BAD_INDENT: "the indentation fits nothing above",
  BAD_SCALAR_START: "plain text cannot begin with this character; put it in quotes",
  BLOCK_AS_IMPLICIT_KEY: "a nested mapping must begin on a line of its own",
  BLOCK_IN_FLOW: "a block cannot stand inside brackets",
  KEY_OVER_1024_CHARS: "a key may have 1024 characters",
  MULTILINE_IMPLICIT_KEY: "a key must stand on one line; a quote or a colon may be missing above",
  MULTIPLE_ANCHORS: "a value can have one anchor",
  MULTIPLE_TAGS: "a value can have one tag",
  TAB_AS_INDENT: "tabs cannot indent",
};

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
    if (isAlias(node)) return this.#alias(node.source, offsetOf(node));
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
    if (isSeq<Node>(node)) return node.items.map((item) => this.#convert(item));
    if (isMap<Node, Node | null>(node)) return this.#map(node.items);
    return isScalar(node) ? this.#scalar(node.value, offsetOf(node)) : null;
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
    if (isScalar(node)) {
      return typeof node.value === "string" ? node.value : (node.source ?? String(node.value));
    }
    if (node === null) return "";
    if (isAlias(node)) {
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
  return isScalar(node) && (node.type === "PLAIN" || node.type === undefined);
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
    if (isSeq(node)) {
      const item: unknown = node.items[Number(token)];
      if (item === undefined) return place;
      place = placeOf(undefined, item);
      node = item;
    } else if (isMap(node)) {
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
  if (!isScalar(key)) return key === null ? "" : undefined;
  return typeof key.value === "string" ? key.value : (key.source ?? String(key.value));
}

function placeOf(key: unknown, value: unknown): YamlPlace {
  const keyRange = rangeOf(key);
  const valueRange = rangeOf(value);
  return {
    ...(keyRange === undefined ? {} : { key: keyRange }),
    ...(valueRange === undefined ? {} : { value: valueRange }),
    scalar: isScalar(value) || isAlias(value),
  };
}

function rangeOf(node: unknown): readonly [number, number] | undefined {
  const range = (node as Partial<Node> | null | undefined)?.range;
  return range ? [range[0], range[1]] : undefined;
}
