import type { Json } from "../model/json.js";
import type { Pointer } from "../model/schema.js";
import { childOf, isObject, joinPointer, ROOT } from "../source/pointer.js";
import { limits } from "../source/limits.js";
import { methodsOf } from "./methods.js";
import { refOf } from "./resolve.js";

/**
 * The place from which on a document describes more operations than a package may have, those of
 * webhooks included; undefined where it does not. A path item in another file counts as one.
 */
export function beyondOperations(root: Json): Pointer | undefined {
  let count = 0;
  for (const field of ["paths", "webhooks"]) {
    const items = childOf(root, field);
    if (!isObject(items)) continue;
    for (const [name, item] of Object.entries(items)) {
      count += refOf(item) === undefined ? methodsOf(item).length : 1;
      if (count > limits.operations) return joinPointer(ROOT, field, name);
    }
  }
  return undefined;
}
