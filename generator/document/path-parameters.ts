import type { Reporter } from "../diagnostics/reporter.js";
import type { Json, JsonObject } from "../model/json.js";
import { childOf, isList, isObject, joinPointer } from "../source/pointer.js";
import type { Pointer } from "../model/schema.js";
import type { Origins } from "./origin.js";
import { mapMethods } from "./methods.js";
import { follow, textOf } from "./rules/rule.js";

/**
 * Leaves out path parameters that the path's template does not name: there is no place to send
 * them. Each is reported.
 * @see https://spec.openapis.org/oas/v3.1.0#path-templating
 */
export function dropParameters(root: JsonObject, origins: Origins, reporter: Reporter): JsonObject {
  const paths = childOf(root, "paths");
  if (!isObject(paths)) return root;

  const prune = (owner: JsonObject, at: Pointer, path: string): JsonObject => {
    const list = childOf(owner, "parameters");
    if (!isList(list)) return owner;
    const kept = [...list.entries()].filter(([index, value]) => {
      const place = joinPointer(at, "parameters", index);
      const parameter = follow(root, { value, at: place });
      const name = textOf(parameter, "name");
      if (textOf(parameter, "in") !== "path" || name === undefined) return true;
      if (path.includes(`{${name}}`)) return true;
      reporter.report("parameter/not-in-path", origins.locate(place), { name, path });
      return false;
    });
    if (kept.length === list.length) return owner;
    const places = kept.map(([index]) => origins.locate(joinPointer(at, "parameters", index)));
    for (const [index, origin] of places.entries()) {
      origins.record(joinPointer(at, "parameters", index), origin.file, origin.pointer);
    }
    return { ...owner, parameters: kept.map(([, value]) => value) };
  };

  const items = Object.entries(paths).map(([path, item]): [string, Json] => {
    if (!isObject(item) || path.startsWith("x-")) return [path, item];
    const at = joinPointer("#/paths", path);
    const pruned = mapMethods(prune(item, at, path), ({ value, tokens }) =>
      prune(value, joinPointer(at, ...tokens), path),
    );
    return [path, pruned];
  });
  return { ...root, paths: Object.fromEntries(items) };
}
