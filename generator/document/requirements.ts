import type { Json, JsonObject } from "../model/json.js";
import { childOf, isList, isObject } from "../source/pointer.js";
import type { Slot } from "./grammar.js";
import { isUriReference } from "./mapping.js";

/** The keys of a document's or an operation's requirements that refer to schemes instead of naming them, with where they stand. */
export function schemeReferences(
  node: Json,
  slot: Slot,
  named: ReadonlySet<string>,
): { readonly ref: string; readonly tokens: readonly (string | number)[] }[] {
  return requirementsOf(node, slot).flatMap((requirement, index) =>
    Object.keys(isObject(requirement) ? requirement : {})
      .filter((key) => refersToScheme(key, named))
      .map((ref) => ({ ref, tokens: ["security", index, ref] })),
  );
}

/** The node with every such key replaced by the name it leads to; one that leads nowhere stays. */
export function withNamedSchemes(
  node: JsonObject,
  slot: Slot,
  named: ReadonlySet<string>,
  nameOf: (ref: string) => string | undefined,
): JsonObject {
  const requirements = requirementsOf(node, slot);
  if (schemeReferences(node, slot, named).length === 0) return node;
  const security = requirements.map((requirement) => {
    if (!isObject(requirement)) return requirement;
    const members = Object.entries(requirement).map(([key, scopes]): [string, Json] => [
      refersToScheme(key, named) ? (nameOf(key) ?? key) : key,
      scopes,
    ]);
    return Object.fromEntries(members);
  });
  return { ...node, security };
}

/** The security schemes that a document names. */
export function schemesNamed(root: Json | undefined): ReadonlySet<string> {
  const components = root === undefined ? undefined : childOf(root, "components");
  const schemes = components === undefined ? undefined : childOf(components, "securitySchemes");
  return new Set(isObject(schemes) ? Object.keys(schemes) : []);
}

function requirementsOf(node: Json, slot: Slot): readonly Json[] {
  if (slot !== "document" && slot !== "operation") return [];
  const security = childOf(node, "security");
  return isList(security) ? security : [];
}

/** A name wins over a reference that is spelt like it. @see https://spec.openapis.org/oas/v3.2.0#security-requirement-object */
function refersToScheme(key: string, named: ReadonlySet<string>): boolean {
  return isUriReference(key) && !named.has(key);
}
