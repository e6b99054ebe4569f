import type { Json } from "../../model/json.js";
import { isObject, joinPointer } from "../../source/pointer.js";
import type { Repair } from "./repair.js";

/**
 * Commas in the names of media types: several that share one description, as `Accept` lists them, and
 * parameters that should stand behind a semicolon.
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-8.3.1
 */
export const mediaTypeNames: Repair = (value, _, at, desk) => {
  if (!isObject(value) || at === "#/components/mediaTypes") return value;
  if (!Object.keys(value).some((name) => name.includes(","))) return value;
  const members = Object.entries(value).flatMap(([name, content]): [string, Json][] => {
    const read = namesIn(name).filter((each) => !Object.hasOwn(value, each));
    if (read.length === 0) return [[name, content]];
    const words = read.map((each) => JSON.stringify(each)).join(" and ");
    desk.report("repair/media-type", joinPointer(at, name), { found: name, read: words });
    desk.move(read.map((each) => [joinPointer(at, each), joinPointer(at, name)]));
    return read.map((each) => [each, content]);
  });
  return Object.fromEntries(members);
};

/** The media types that a name with commas lists; none where it is no such list. */
function namesIn(name: string): string[] {
  if (!name.includes(",") || name.includes('"')) return [];
  const names: string[] = [];
  for (const part of name.split(",").map((each) => each.trim())) {
    if (/^[^\s=/]+\/[^\s/]+(?:\s*;.*)?$/.test(part)) names.push(part);
    else if (/^[^\s;=/]+=[^\s;=]+$/.test(part) && names.length > 0) {
      names.push(`${names.pop() ?? ""}; ${part}`);
    } else return [];
  }
  return names;
}
