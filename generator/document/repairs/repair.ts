import type { Code, Params } from "../../diagnostics/catalog.js";
import type { Reporter } from "../../diagnostics/reporter.js";
import type { Json, JsonObject } from "../../model/json.js";
import type { Pointer } from "../../model/schema.js";
import type { Slot } from "../grammar.js";
import type { Origins } from "../origin.js";

/**
 * One kind of mistake that is read as what was plainly meant. Gets whatever stands at a place, parents
 * first, and returns what is to stand there; reports what it assumes.
 */
export type Repair = (value: Json, slot: Slot, at: Pointer, desk: Desk) => Json;

/** What a repair works with. */
export class Desk {
  /** The document before any repair, for references. */
  readonly root: JsonObject;
  /** A scalar as its author wrote it: `1.10`, which is 1.1 as a number. */
  readonly written: (at: Pointer) => string | undefined;
  readonly #origins: Origins;
  readonly #reporter: Reporter;

  constructor(
    root: JsonObject,
    origins: Origins,
    reporter: Reporter,
    literalOf: (location: ReturnType<Origins["locate"]>) => string | undefined,
  ) {
    this.root = root;
    this.#origins = origins;
    this.#reporter = reporter;
    this.written = (at) => literalOf(origins.locate(at));
  }

  report<C extends Code>(code: C, at: Pointer, params: Params<C>): void {
    this.#reporter.report(code, this.#origins.locate(at), params);
  }

  /** Says of places of the repaired document where they stood before. All are looked up before any is recorded. */
  move(places: readonly (readonly [to: Pointer, from: Pointer])[]): void {
    const found = places.map(([to, from]) => [to, this.#origins.locate(from)] as const);
    for (const [to, { file, pointer }] of found) this.#origins.record(to, file, pointer);
  }
}
