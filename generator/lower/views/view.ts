import type { Pointer, SchemaId, View, Declaration } from "../../model/schema.js";
import { child, tokensOf } from "../../model/pointer.js";

/** In the order their components are written. */
export const VIEWS: readonly View[] = ["request", "response", "strict"];

const SCHEMAS: Pointer = "#/components/schemas";

/**
 * The key of the component that a schema in a view becomes: `Connection/response`, and where the
 * schema is no component but referred to where it stands, `components/schemas/Tag/allOf/0/request`.
 * No author's key may contain a slash.
 */
export function viewKey(id: SchemaId, view: View): string {
  return `${componentOf(id) ?? id.slice("#/".length)}/${view}`;
}

/** The schema a view's key stands for, and the view; undefined for a key an author wrote. */
export function readViewKey(key: string): Declaration["reading"] {
  const slash = key.lastIndexOf("/");
  const view = VIEWS.find((name) => name === key.slice(slash + 1));
  if (slash < 0 || view === undefined) return undefined;
  const of = key.slice(0, slash);
  return { of: of.includes("/") ? `#/${of}` : componentId(of), view };
}

/** What the identifiers of a view are made of: `Connection response`, `Tag allOf 0 request`. */
export function viewWords(key: string): string {
  const read = readViewKey(key);
  if (read === undefined) return key;
  const tokens = tokensOf(read.of);
  const name = tokens.slice(tokens[0] === "components" ? 2 : 0).join(" ");
  return `${name} ${read.view === "strict" ? "strict response" : read.view}`;
}

/** The key of the component a pointer leads to; undefined for a place inside one, or elsewhere. */
export function componentOf(id: SchemaId): string | undefined {
  const [components, schemas, key, ...inside] = tokensOf(id);
  return components === "components" && schemas === "schemas" && inside.length === 0
    ? key
    : undefined;
}

/** The place of the document that stands behind a place in one of its schemas' views. */
export function writtenAt(pointer: Pointer): Pointer {
  const [components, schemas, key = "", ...inside] = tokensOf(pointer);
  const read = readViewKey(key);
  const isInView = components === "components" && schemas === "schemas" && read !== undefined;
  return isInView ? child(read.of, ...inside) : pointer;
}

/** Where a schema in a view stands, when it is a component. */
export function viewId(id: SchemaId, view: View): SchemaId {
  return componentId(viewKey(id, view));
}

function componentId(key: string): SchemaId {
  return child(SCHEMAS, key);
}
