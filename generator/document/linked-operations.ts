import type { Reporter } from "../diagnostics/reporter.js";
import type { JsonObject } from "../model/json.js";
import type { Pointer } from "../model/schema.js";
import { childOf, joinPointer, ROOT } from "../source/pointer.js";
import type { Slot } from "./grammar.js";
import type { Origins } from "./origin.js";
import { resolve } from "./resolve.js";
import type { Resources } from "./resources.js";
import { splitFragment } from "./uri.js";
import { rewrite, visit } from "./walk.js";

/**
 * Lets each link name its operation by `operationId`, be it told by that or by `operationRef`, which
 * may lead into any file that was read. A reference to what is no operation of the document stays.
 *
 * @see https://spec.openapis.org/oas/v3.1.0#link-object
 */
export function nameLinkedOperations(
  root: JsonObject,
  resources: Resources,
  entry: string,
  origins: Origins,
  reporter: Reporter,
): JsonObject {
  let operations: Operations | undefined;
  const change = (node: JsonObject, slot: Slot, at: Pointer): JsonObject => {
    const ref = slot === "link" ? childOf(node, "operationRef") : undefined;
    if (typeof ref !== "string") return node;
    operations ??= new Operations(root, resources, entry, origins);
    const { operationRef: _, ...rest } = node;
    const named = childOf(node, "operationId");
    const referred = operations.referredTo(ref, at);
    if (typeof named === "string") {
      const taken =
        referred === undefined || operations.has(named) ? "operationId" : "operationRef";
      reporter.report("link/both", origins.locate(joinPointer(at, "operationRef")), { taken });
      if (taken === "operationId") return rest;
    }
    if (referred === undefined) return node;
    const { file, pointer } = origins.locate(joinPointer(at, "operationRef"));
    origins.record(joinPointer(at, "operationId"), file, pointer);
    return { ...rest, operationId: referred };
  };
  return rewrite(root, "document", ROOT, change) as JsonObject;
}

/** The operations of a document, by where they stand and by where they were written. */
class Operations {
  readonly #resources: Resources;
  readonly #entry: string;
  readonly #origins: Origins;
  readonly #byPlace = new Map<Pointer, string>();
  /** Of a path item that several paths have, none is the one meant. */
  readonly #byOrigin = new Map<string, string | undefined>();
  readonly #files: ReadonlyMap<string, string>;

  constructor(root: JsonObject, resources: Resources, entry: string, origins: Origins) {
    this.#resources = resources;
    this.#entry = entry;
    this.#origins = origins;
    const { files } = resources;
    this.#files = new Map(files.paths.map((path) => [files.shown(path), path]));
    visit(root, "document", ROOT, (node, slot, at) => {
      const id = slot === "operation" ? childOf(node, "operationId") : undefined;
      if (typeof id !== "string" || at.startsWith("#/components/pathItems/")) return;
      this.#byPlace.set(at, id);
      const { file, pointer } = origins.locate(at);
      const key = `${file}${pointer}`;
      this.#byOrigin.set(key, this.#byOrigin.has(key) ? undefined : id);
    });
  }

  has(id: string): boolean {
    return [...this.#byPlace.values()].includes(id);
  }

  /** The operation that a reference at a place leads to. */
  referredTo(ref: string, at: Pointer): string | undefined {
    const { file: shown, pointer } = this.#origins.locate(at);
    const file = this.#files.get(shown);
    if (file === undefined) return undefined;
    const resolution = resolve(this.#resources, { file, pointer }, ref);
    if (resolution.kind !== "found") return undefined;
    const { target } = resolution;
    const own = `${this.#resources.files.shown(target.file)}${target.pointer}`;
    return this.#inEntry(ref, file, pointer) ?? this.#byOrigin.get(own);
  }

  /** What the entry's own path items refer to stands at their places, so that it is known which is meant. */
  #inEntry(ref: string, file: string, pointer: Pointer): string | undefined {
    const [uri, fragment = ""] = splitFragment(ref);
    const document = resolve(this.#resources, { file, pointer }, `${uri}#`);
    if (document.kind !== "found") return undefined;
    const { file: inside, pointer: root } = document.target;
    return inside === this.#entry && root === ROOT
      ? this.#byPlace.get(`#${decoded(fragment)}` as Pointer)
      : undefined;
  }
}

function decoded(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}
