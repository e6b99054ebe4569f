import type { Reporter } from "../diagnostics/reporter.js";
import type { Json, JsonObject } from "../model/json.js";
import { METHODS } from "../model/model.js";
import type { Pointer } from "../model/schema.js";
import { childOf, isObject, joinPointer, ROOT } from "../source/pointer.js";
import type { Origins } from "./origin.js";

/** Where path items keep the operations of methods that have no field of their own. */
export const ADDITIONAL = "additionalOperations";

/** An operation of a path item. */
export interface Method {
  /** As the model has it: lower case, or as `additionalOperations` writes it. */
  readonly method: string;
  readonly value: JsonObject;
  /** Where it stands in the path item. */
  readonly tokens: readonly string[];
}

/** A path item's operations, in the order of its members. @see https://spec.openapis.org/oas/v3.2.0#path-item-object */
export function methodsOf(item: Json): Method[] {
  if (!isObject(item)) return [];
  return Object.entries(item).flatMap(([name, value]) => {
    if (isFixed(name)) return isObject(value) ? [{ method: name, value, tokens: [name] }] : [];
    if (name !== ADDITIONAL || !isObject(value)) return [];
    return Object.entries(value).flatMap(([method, operation]) =>
      isObject(operation) ? [{ method, value: operation, tokens: [name, method] }] : [],
    );
  });
}

/** A path item whose operations are what `map` returns; undefined takes one away. */
export function mapMethods(
  item: JsonObject,
  map: (method: Method) => JsonObject | undefined,
): JsonObject {
  const mapped = new Map(
    methodsOf(item).map((method) => [joinPointer(ROOT, ...method.tokens), map(method)]),
  );
  const membersOf = (owner: JsonObject, at: Pointer): [string, Json][] =>
    Object.entries(owner).flatMap(([name, value]): [string, Json][] => {
      const place = joinPointer(at, name);
      if (name === ADDITIONAL && at === ROOT && isObject(value)) {
        const others = membersOf(value, place);
        return others.length === 0 ? [] : [[name, Object.fromEntries(others)]];
      }
      if (!mapped.has(place)) return [[name, value]];
      const operation = mapped.get(place);
      return operation === undefined ? [] : [[name, operation]];
    });
  return Object.fromEntries(membersOf(item, ROOT));
}

/** What the type of a path item has beside its methods. */
const PARAMETERS = "parameters";

/** @see https://fetch.spec.whatwg.org/#forbidden-method */
const FORBIDDEN = /^(?:connect|track)$/i;

function isFixed(name: string): boolean {
  return (METHODS as readonly string[]).includes(name);
}

/**
 * A path item without the additional operations that cannot be sent, or not be told apart: methods
 * are sent as they are spelt, but `fetch` capitalises some that have a field of their own.
 *
 * @see https://spec.openapis.org/oas/v3.2.0#path-item-object
 * @see https://fetch.spec.whatwg.org/#concept-method-normalize
 */
export function withSendableMethods(
  item: JsonObject,
  at: Pointer,
  origins: Origins,
  reporter: Reporter,
): JsonObject {
  const additional = childOf(item, ADDITIONAL);
  if (!isObject(additional)) return item;
  const kept = Object.entries(additional).filter(([method]) => {
    const location = origins.locate(joinPointer(at, ADDITIONAL, method));
    if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(method)) {
      reporter.report("path/method", location, { method, reason: "is no method of HTTP" });
      return false;
    }
    if (isFixed(method.toLowerCase())) {
      const reason = `has a field of its own in a path item: ${method.toLowerCase()}`;
      reporter.report("path/method", location, { method, reason });
      return false;
    }
    if (method !== PARAMETERS && !FORBIDDEN.test(method)) return true;
    const reason =
      method === PARAMETERS ? "is what types call a path's parameters" : "is sent by no `fetch`";
    reporter.report("path/method", location, { method, reason });
    return false;
  });
  return { ...item, [ADDITIONAL]: Object.fromEntries(kept) };
}
