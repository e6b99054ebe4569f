import type { Reporter } from "../diagnostics/reporter.js";
import type { Json, JsonObject } from "../model/json.js";
import type { Pointer } from "../model/schema.js";
import { childOf, isObject, joinPointer, ROOT } from "../source/pointer.js";
import type { Origins } from "./origin.js";
import { mapChildren } from "./walk.js";
import type { Slot } from "./grammar.js";

/**
 * Gives every operation an operationId of its own. A missing one is made of method and path, a
 * repeated one is salted with the same, so that neighbours coming and going rename nothing.
 * @see https://spec.openapis.org/oas/v3.1.0#operation-object
 */
export function nameOperations(root: JsonObject, origins: Origins, reporter: Reporter): JsonObject {
  const taken = new Set<string>();
  const declared = collectIds(root);
  const unique = (candidate: string): string => {
    let id = candidate;
    for (let salt = 2; taken.has(id); salt += 1) id = `${candidate}${salt}`;
    return id;
  };
  const walk = (node: Json, slot: Slot, at: Pointer, path: readonly string[]): Json => {
    const mapped = mapChildren(node, slot, at, (child, childSlot, childAt, token) =>
      // Path items stand where they are used; what is left of a component is no operation.
      childAt === "#/components/pathItems"
        ? child
        : walk(child, childSlot, childAt, NAMING.has(childSlot) ? [...path, token] : path),
    );
    if (slot !== "operation" || !isObject(mapped)) return mapped;
    const given = childOf(mapped, "operationId");
    const derived = deriveId(path);
    if (typeof given !== "string" || given === "") {
      const id = unique(declared.has(derived) ? `${derived}Operation` : derived);
      taken.add(id);
      reporter.report("operation/id-missing", origins.locate(at), { id });
      return { ...mapped, operationId: id };
    }
    if (!taken.has(given)) {
      taken.add(given);
      return mapped;
    }
    const chosen = unique(`${given}_${derived}`);
    taken.add(chosen);
    const location = origins.locate(joinPointer(at, "operationId"));
    reporter.report("operation/id-duplicate", location, { id: given, chosen });
    return { ...mapped, operationId: chosen };
  };
  return walk(root, "document", ROOT, []) as JsonObject;
}

/** Slots whose names say which operation it is: `paths./pets.get`, `callbacks.onEvent.{url}.post`. */
const NAMING: ReadonlySet<string> = new Set(["pathItem", "operation", "callback"]);

function collectIds(root: JsonObject): Set<string> {
  const ids = new Set<string>();
  const look = (node: Json, slot: Slot, at: Pointer): Json => {
    const id = slot === "operation" ? childOf(node, "operationId") : undefined;
    if (typeof id === "string") ids.add(id);
    return mapChildren(node, slot, at, look);
  };
  look(root, "document", ROOT);
  return ids;
}

/** `["/pets/{petId}/toys", "get"]` → `getPetsByPetIdToys`. */
export function deriveId(path: readonly string[]): string {
  const method = (path.at(-1) ?? "").toLowerCase();
  const words = path
    .slice(0, -1)
    .flatMap((part) => part.split("/"))
    .flatMap((segment) => {
      const named = segment.replace(/\{([^{}]*)\}/g, " by $1 ");
      return named.split(/[^A-Za-z0-9]+/).filter((word) => word !== "");
    });
  return method + words.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join("");
}
