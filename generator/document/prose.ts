import type { Json } from "../model/json.js";
import { isPlainProse, type Placeholder } from "../model/prose.js";
import type { Pointer } from "../model/schema.js";
import { ROOT } from "../source/pointer.js";
import type { Slot } from "./grammar.js";
import { mapChildren } from "./walk.js";

/** A document as its structure, and the texts that stand in it. */
export interface Apart {
  /** The document with a placeholder in the place of each text. */
  readonly structure: Json;
  /** Where the texts stand, in the document's order. */
  readonly places: ReadonlyMap<Pointer, Placeholder>;
  readonly texts: ReadonlyMap<string, string>;
}

/**
 * Tells the prose of a document from its structure: descriptions and summaries, which every room but
 * the emitters carries along unread. Texts in examples, extensions and whatever else OpenAPI gives no
 * meaning to are structure, and so is prose that is not plain.
 */
export function toldApart(root: Json): Apart {
  const places = new Map<Pointer, Placeholder>();
  const texts = new Map<string, string>();
  const tell = (node: Json, slot: Slot, at: Pointer): Json => {
    if (slot !== "text") return mapChildren(node, slot, at, tell);
    if (typeof node !== "string" || !isPlainProse(node)) return node;
    const placeholder: Placeholder = `\uf6e0${places.size}\uf6e1`;
    places.set(at, placeholder);
    texts.set(placeholder, node);
    return placeholder;
  };
  return { structure: tell(root, "document", ROOT), places, texts };
}
