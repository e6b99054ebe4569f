import { onlyConstrains } from "../../model/literals.js";
import type { ApiModel } from "../../model/model.js";
import type { SchemaId } from "../../model/schema.js";
import { typeKeyOf } from "../../model/type-keys.js";

/**
 * The schemas that lead back to themselves without passing a member of an object, by their keys
 * under `components["schemas"]`, and a name for each. TypeScript resolves an indexed access at once
 * and a type alias when it is asked: such types need the latter.
 */
export function recursiveTypes(model: ApiModel): Map<string, string> {
  const names = new Map<string, string>();
  const targets = new Set<SchemaId | undefined>();
  for (const { assertions } of Object.values(model.schemas)) {
    targets.add(assertions.ref);
  }
  for (const schema of Object.values(model.schemas)) {
    const hasName = schema.declaration !== undefined || targets.has(schema.id);
    if (schema.cycle === undefined || !hasName || !reachesItself(schema.id, model)) continue;
    // `$` ends no name of a component.
    names.set(typeKeyOf(schema), `${schema.declaration?.name ?? `$${String(names.size)}`}$`);
  }
  return names;
}

function reachesItself(id: SchemaId, model: ApiModel): boolean {
  const seen = new Set<SchemaId>();
  const stack = atOnce(id, model);
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (next === id) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    for (const part of atOnce(next, model)) stack.push(part);
  }
  return false;
}

/** The schemas whose types a type consists of, members of objects left out. */
function atOnce(id: SchemaId, model: ApiModel): SchemaId[] {
  const { ref, allOf = [], anyOf = [], oneOf = [], array } = model.schemas[id]?.assertions ?? {};
  return [ref, ...allOf, ...anyOf, ...oneOf, ...(array?.prefixItems ?? []), array?.items]
    .filter((part) => part !== undefined)
    .filter(
      (part) => !onlyConstrains(model.schemas[part]?.assertions ?? {}) || part === array?.items,
    );
}
