import type { Json } from "../../model/json.js";
import { childOf, isObject, joinPointer, ROOT } from "../../source/pointer.js";
import { follow } from "../rules/rule.js";
import { JSON_TYPE } from "./bodies.js";
import type { Desk, Repair } from "./repair.js";

/**
 * Names of media types that list several, as `Accept` does, that have their parameters behind a comma
 * instead of a semicolon, or that are empty.
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-8.3.1
 */
export const mediaTypeNames: Repair = (value, _, at, desk) => {
  if (!isObject(value) || at === "#/components/mediaTypes") return value;
  if (!Object.keys(value).some((name) => name.includes(",") || name === "")) return value;
  const members = Object.entries(value).flatMap(([name, content]): [string, Json][] => {
    const meant = name === "" ? [typeOf(content, desk)] : namesIn(name);
    const read = meant.filter((each) => !Object.hasOwn(value, each));
    if (read.length === 0) return [[name, content]];
    const words = read.map((each) => JSON.stringify(each)).join(" and ");
    desk.report("repair/media-type", joinPointer(at, name), { found: name, read: words });
    desk.move(read.map((each) => [joinPointer(at, each), joinPointer(at, name)]));
    return read.map((each) => [each, content]);
  });
  return Object.fromEntries(members);
};

/** What is carried where nothing says by what type: objects and lists are JSON, a text may be anything. */
function typeOf(content: Json, { root }: Desk): string {
  const written = childOf(content, "schema");
  const schema = written === undefined ? undefined : follow(root, { value: written, at: ROOT });
  const members = Object.entries(schema?.value ?? {});
  const isStructure = members.some(
    ([keyword, said]) =>
      STRUCTURAL.has(keyword) ||
      (keyword === "type" && [said].flat().some((type) => type === "object" || type === "array")),
  );
  return isStructure ? JSON_TYPE : "*/*";
}

const STRUCTURAL: ReadonlySet<string> = new Set([
  "properties",
  "additionalProperties",
  "items",
  "allOf",
  "anyOf",
  "oneOf",
]);

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
