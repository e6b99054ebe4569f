import type { Json } from "../../model/json.js";
import type { Pointer } from "../../model/schema.js";
import { childOf, isObject, joinPointer, ROOT } from "../../source/pointer.js";
import { refOf } from "../resolve.js";
import { visit } from "../walk.js";
import type { Desk, Repair } from "./repair.js";

/**
 * Components that are no parameters of a request and that nothing refers to, such as those that
 * Azure's documents describe clients with: what nobody uses is no reason to refuse the rest.
 */
export const unusedParameters: Repair = (value, _, at, desk) => {
  if (!isObject(value) || at !== joinPointer(ROOT, "components", "parameters")) return value;
  const lacking = Object.entries(value).flatMap(([name, parameter]) => {
    const field = missingField(parameter);
    return field === undefined ? [] : [[name, field] as const];
  });
  if (lacking.length === 0) return value;
  const referred = referredTo(desk);
  const idle = new Map(lacking.filter(([name]) => !referred.has(joinPointer(at, name))));
  for (const [name, field] of idle)
    desk.report("repair/parameter-unused", joinPointer(at, name), { name, field });
  return Object.fromEntries(Object.entries(value).filter(([name]) => !idle.has(name)));
};

/** What OpenAPI demands of a parameter. @see https://spec.openapis.org/oas/v3.1.0#fixed-fields-9 */
function missingField(parameter: Json): string | undefined {
  if (!isObject(parameter) || refOf(parameter) !== undefined) return undefined;
  return ["name", "in"].find((field) => typeof childOf(parameter, field) !== "string");
}

/** Components that are referred to, themselves or what is in them. */
function referredTo({ root }: Desk): ReadonlySet<Pointer> {
  const found = new Set<Pointer>();
  visit(root, "document", ROOT, (node) => {
    const [, component] = /^(#\/components\/[^/]+\/[^/]+)/.exec(refOf(node) ?? "") ?? [];
    if (component !== undefined) found.add(component as Pointer);
  });
  return found;
}
