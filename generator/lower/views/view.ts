import type { Pointer, SchemaId, View, Declaration } from "../../model/schema.js";
import { child, tokensOf } from "../../model/pointer.js";

/** In the order their components are written. */
export const VIEWS: readonly View[] = ["request", "response", "strict"];

const SCHEMAS: Pointer = "#/components/schemas";

/** The key of a component in a view: no author's key may contain a slash. */
export function viewKey(component: string, view: View): string {
  return `${component}/${view}`;
}

/** The component a view's key stands for, and the view; undefined for a key an author wrote. */
export function readViewKey(key: string): Declaration["reading"] {
  const slash = key.lastIndexOf("/");
  const view = VIEWS.find((name) => name === key.slice(slash + 1));
  return slash < 0 || view === undefined ? undefined : { of: key.slice(0, slash), view };
}

/** What the identifiers of a component's view are made of: `Connection`, `response`. */
export function viewWords(key: string): string {
  const read = readViewKey(key);
  if (read === undefined) return key;
  return `${read.of} ${read.view === "strict" ? "strict response" : read.view}`;
}

/** The key of the component a pointer leads to; undefined for a place inside one, or elsewhere. */
export function componentOf(id: SchemaId): string | undefined {
  const [components, schemas, key, ...inside] = tokensOf(id);
  return components === "components" && schemas === "schemas" && inside.length === 0
    ? key
    : undefined;
}

/** The place of the document that stands behind a place in one of its components' views. */
export function writtenAt(pointer: Pointer): Pointer {
  const [components, schemas, key = "", ...inside] = tokensOf(pointer);
  const read = readViewKey(key);
  const isInView = components === "components" && schemas === "schemas" && read !== undefined;
  return isInView ? child(componentId(read.of), ...inside) : pointer;
}

export function componentId(key: string): SchemaId {
  return child(SCHEMAS, key);
}
