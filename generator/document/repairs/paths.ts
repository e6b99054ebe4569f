import type { Json } from "../../model/json.js";
import { isObject, joinPointer } from "../../source/pointer.js";
import type { Repair } from "./repair.js";

/** Paths that lack their slash. @see https://spec.openapis.org/oas/v3.1.0#paths-object */
export const paths: Repair = (value, slot, at, desk) => {
  if (slot !== "paths" || !isObject(value)) return value;
  const lacks = (path: string): boolean =>
    !path.startsWith("/") && !path.startsWith("x-") && !Object.hasOwn(value, `/${path}`);
  if (!Object.keys(value).some(lacks)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([path, item]): [string, Json] => {
      // An address of its own is no path that lacks a slash.
      if (!lacks(path) || /^[a-z][a-z0-9+.-]*:/i.test(path)) return [path, item];
      desk.report("repair/path-slash", joinPointer(at, path), { path });
      desk.move([[joinPointer(at, `/${path}`), joinPointer(at, path)]]);
      return [`/${path}`, item];
    }),
  );
};
