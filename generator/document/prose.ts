import type { Json } from "../model/json.js";
import { isPlainProse, type Placeholder } from "../model/prose.js";
import type { Pointer } from "../model/schema.js";
import { isList, isObject, parsePointer, valueAt } from "../source/pointer.js";
import type { Tell } from "./document.js";
import type { Slot } from "./grammar.js";
import { mapChildren } from "./walk.js";

/** A document's files as their structure, and the texts that stand in them. */
export interface Apart {
  /** The files as they were, by path. */
  readonly written: ReadonlyMap<string, Json>;
  /** The same with a placeholder in the place of each text. */
  readonly structure: ReadonlyMap<string, Json>;
  /** Where the texts stand in each file. */
  readonly places: ReadonlyMap<string, ReadonlyMap<Pointer, Placeholder>>;
  readonly texts: ReadonlyMap<string, string>;
}

/**
 * Tells the prose of a document from its structure: descriptions and summaries, which every room but
 * the emitters carries along unread. Texts in examples, extensions and whatever else OpenAPI gives no
 * meaning to are structure, and so is prose that is not plain.
 */
export function toldApart(...[parts, rootOf]: Parameters<Tell>): Apart {
  const written = new Map<string, Json>();
  const structure = new Map<string, Json>();
  const places = new Map<string, Map<Pointer, Placeholder>>();
  const texts = new Map<string, string>();
  for (const { file, pointer, slot } of parts) {
    const root = structure.get(file) ?? rootOf(file);
    const part = root === undefined ? undefined : valueAt(root, pointer);
    if (root === undefined || part === undefined) continue;
    if (!written.has(file)) written.set(file, root);
    const own = places.get(file) ?? new Map<Pointer, Placeholder>();
    places.set(file, own);
    const tell = (node: Json, nodeSlot: Slot, at: Pointer): Json => {
      if (nodeSlot !== "text") return mapChildren(node, nodeSlot, at, tell);
      // Parts may lie in one another.
      if (typeof node !== "string" || !isPlainProse(node) || texts.has(node)) return node;
      const placeholder: Placeholder = `\uf6e0${texts.size}\uf6e1`;
      own.set(at, placeholder);
      texts.set(placeholder, node);
      return placeholder;
    };
    structure.set(file, withPart(root, parsePointer(pointer) ?? [], tell(part, slot, pointer)));
  }
  return { written, structure, places, texts };
}

/** A value with another part where these tokens lead. */
function withPart(value: Json, [token, ...below]: readonly string[], part: Json): Json {
  if (token === undefined) return part;
  if (isList(value)) {
    return value.map((item, index) =>
      String(index) === token ? withPart(item, below, part) : item,
    );
  }
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key,
      key === token ? withPart(member, below, part) : member,
    ]),
  );
}
