import type { JsonObject } from "../../model/json.js";
import { child, parentOf } from "../../model/pointer.js";
import type { Pointer, SchemaId, View } from "../../model/schema.js";
import { member, objectOf } from "../access.js";
import { directOperations } from "./directions.js";
import { componentOf, viewKey } from "./view.js";
import type { Refer, Viewer } from "./viewer.js";

/** A schema that is referred to, in a view. */
interface Reading {
  readonly target: SchemaId;
  readonly view: View;
}

/**
 * The schemas that say something else in a view, by themselves or by what they refer to. Most are
 * components; one that stands in a body is read there in the body's direction already, and says
 * something else to those that refer to it from the other.
 */
export class Differing {
  readonly #viewer: Viewer;
  /** In the order of their readings: components as the document has them, then what stands elsewhere. */
  readonly targets: readonly SchemaId[];
  /** Keys of readings, and places in bodies. */
  readonly #differing = new Set<string>();
  /** Who refers to what, by the same. */
  readonly #users = new Map<string, Set<string>>();
  readonly #pending: Reading[] = [];
  /** How the schemas of bodies are read where they stand. */
  readonly #places = new Map<Pointer, View>();

  constructor(root: JsonObject, viewer: Viewer) {
    this.#viewer = viewer;
    directOperations(root, viewer, this.#meeting(undefined), this.#places);
    const inside = new Set<SchemaId>();
    for (let next = this.#pending.pop(); next !== undefined; next = this.#pending.pop()) {
      if (componentOf(next.target) === undefined) inside.add(next.target);
      this.#look(next);
    }
    this.#spread();
    const components = objectOf(member(objectOf(member(root, "components")), "schemas"));
    const named = Object.keys(components).map((key) => child("#/components/schemas", key));
    this.targets = [...named, ...[...inside].sort()];
  }

  has(target: SchemaId, view: View): boolean {
    return this.#differing.has(viewKey(target, view));
  }

  #look({ target, view }: Reading): void {
    const place = this.#placeOf(target);
    if (place === view) return;
    const own = viewKey(target, view);
    if (this.#viewer.differs(target, view, this.#meeting(own))) this.#differing.add(own);
    if (place === undefined) return;
    if (this.#viewer.differs(target, place, this.#meeting(target))) this.#differing.add(target);
    this.#use(target, own);
  }

  #meeting(from: string | undefined): Refer {
    return (target, view) => {
      if (!this.#viewer.knows(target)) return target;
      const key = viewKey(target, view);
      if (!this.#users.has(key)) this.#pending.push({ target, view });
      this.#use(key, from);
      return target;
    };
  }

  #use(key: string, from: string | undefined): void {
    const users = this.#users.get(key) ?? new Set<string>();
    this.#users.set(key, from === undefined ? users : users.add(from));
  }

  #spread(): void {
    const spreading = [...this.#differing];
    for (let next = spreading.pop(); next !== undefined; next = spreading.pop()) {
      for (const user of this.#users.get(next) ?? []) {
        if (this.#differing.has(user)) continue;
        this.#differing.add(user);
        spreading.push(user);
      }
    }
  }

  /** How the body is read that a schema stands in; undefined where it stands in none. */
  #placeOf(target: SchemaId): View | undefined {
    if (componentOf(target) !== undefined) return undefined;
    for (let at: Pointer = target; at !== "#"; at = parentOf(at)) {
      const view = this.#places.get(at);
      if (view !== undefined) return view;
    }
    return undefined;
  }
}
