import type { Reporter } from "../diagnostics/reporter.js";
import type { Json, JsonObject } from "../model/json.js";
import type { Pointer } from "../model/schema.js";
import { childOf, isObject, joinPointer, ROOT } from "../source/pointer.js";
import type { Origins } from "./origin.js";
import { salt } from "../model/salt.js";
import { mapChildren } from "./walk.js";
import type { Slot } from "./grammar.js";

/**
 * Gives every operation an operationId of its own. A missing one is made of method and path. Of those
 * that want one name the plainest path keeps it, wherever it stands, and the others get a suffix of
 * their own method and path, so that neighbours coming, going or moving rename nothing else.
 * @see https://spec.openapis.org/oas/v3.1.0#operation-object
 */
export function nameOperations(root: JsonObject, origins: Origins, reporter: Reporter): JsonObject {
  const found = collectOperations(root);
  const ids = allocateIds(found);
  const given = new Map(found.map((operation) => [operation.at, operation.given]));
  const name = (node: Json, slot: Slot, at: Pointer): Json => {
    const mapped = mapChildren(node, slot, at, name);
    const id = slot === "operation" ? ids.get(at) : undefined;
    if (id === undefined || !isObject(mapped)) return mapped;
    const declared = given.get(at);
    if (declared === id) return mapped;
    if (declared === undefined) reporter.report("operation/id-missing", origins.locate(at), { id });
    else {
      const location = origins.locate(joinPointer(at, "operationId"));
      reporter.report("operation/id-duplicate", location, { id: declared, chosen: id });
    }
    return { ...mapped, operationId: id };
  };
  return name(root, "document", ROOT) as JsonObject;
}

interface FoundOperation {
  readonly at: Pointer;
  /** The operationId it declares. */
  readonly given: string | undefined;
  /** What says which operation it is: `["/pets", "get"]`. */
  readonly path: readonly string[];
  /** What it is called where it declares nothing. */
  readonly derived: string;
}

/** Slots whose names say which operation it is: `paths./pets.get`, `callbacks.onEvent.{url}.post`. */
const NAMING: ReadonlySet<string> = new Set(["pathItem", "operation", "callback"]);

function collectOperations(root: JsonObject): FoundOperation[] {
  const found: FoundOperation[] = [];
  /** `owner`: what the operation or the callback is called in which something stands. */
  const look = (
    node: Json,
    slot: Slot,
    at: Pointer,
    path: readonly string[],
    owner?: string,
  ): Json => {
    let name = owner;
    if (slot === "operation" && isObject(node)) {
      const id = childOf(node, "operationId");
      const given = typeof id === "string" && id !== "" ? id : undefined;
      const derived = owner === undefined ? deriveId(path) : calledBackId(owner, path);
      found.push({ at, given, path, derived });
      name = given ?? derived;
    }
    return mapChildren(node, slot, at, (child, childSlot, childAt, token) => {
      // Path items stand where they are used; what is left of a component is no operation.
      if (childAt === "#/components/pathItems") return child;
      const below = NAMING.has(childSlot) ? [...path, token] : path;
      const called = childSlot === "callback" && name !== undefined;
      return look(child, childSlot, childAt, below, called ? name + pascal(token) : name);
    });
  };
  look(root, "document", ROOT, []);
  return found;
}

/** `createOrder` is called back by `shipped` as `createOrderShipped`: by POST, as nearly all are, or by the method beside. */
function calledBackId(owner: string, path: readonly string[]): string {
  const method = (path.at(-1) ?? "").toLowerCase();
  return method === "post" ? owner : owner + pascal(method);
}

function allocateIds(found: readonly FoundOperation[]): Map<Pointer, string> {
  const ids = new Map<Pointer, string>();
  const declared = new Set(found.flatMap(({ given }) => given ?? []));
  const taken = new Set<string>();
  const ordered = [...found].sort(
    (a, b) => plainness(a) - plainness(b) || (a.path.join("\n") < b.path.join("\n") ? -1 : 1),
  );
  const named = ordered.filter(({ given }) => given !== undefined);
  for (const { at, given, path, derived } of [
    ...named,
    ...ordered.filter((one) => !named.includes(one)),
  ]) {
    const own = salt(path.join("\n"));
    const free = declared.has(derived) ? `${derived}Operation` : derived;
    // What another declares is nobody else's, wherever that stands.
    const wishes =
      given === undefined
        ? [free, `${free}_${own}`]
        : [given, `${given}_${derived}`, `${given}_${own}`];
    const isFree = (id: string): boolean => !taken.has(id) && (id === given || !declared.has(id));
    const id = wishes.find(isFree) ?? `${wishes[0] ?? ""}_${own}_${derived}`;
    taken.add(id);
    ids.set(at, id);
  }
  return ids;
}

/** 0 for a path of words and parameters alone; of two with the same words it is the one meant first. */
function plainness({ path }: FoundOperation): number {
  return path.every((part) => /^(?:[\w]|\/|\{\w+\})*$/.test(part)) ? 0 : 1;
}

/** `["/pets/{petId}/toys", "get"]` → `getPetsByPetIdToys`. */
export function deriveId(path: readonly string[]): string {
  const method = (path.at(-1) ?? "").toLowerCase();
  const words = path
    .slice(0, -1)
    .flatMap((part) => part.split("/"))
    .flatMap((segment) => {
      const named = segment.replace(/\{([^{}]*)\}/g, " by $1 ");
      return named.split(/[^A-Za-z0-9]+/);
    });
  return method + words.map(pascal).join("");
}

function pascal(text: string): string {
  const words = text.split(/[^A-Za-z0-9]+/);
  return words.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join("");
}
