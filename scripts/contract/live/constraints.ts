import { valueAt, type ApiModel, type Json } from "../../../generator/index.js";
import type { Explain, Finding } from "../package.js";
import type { Amendment } from "./amendment.js";
import type { Drift } from "./drift.js";
import { isWord, placeOf, typeOf } from "./values.js";

/** Keywords that are dropped where they are broken; what others would have to be is not plain. */
const DROPPED: ReadonlySet<string> = new Set([
  "minLength",
  "maxLength",
  "pattern",
  "format",
  "minimum",
  "maximum",
  "multipleOf",
  "minItems",
  "maxItems",
  "uniqueItems",
  "minProperties",
  "maxProperties",
]);

/** What the client's validators find wrong with a body, each constraint once, by the members that break it. */
export function brokenConstraints(
  { schemas }: ApiModel,
  schema: string,
  body: Json,
  explain: Explain,
): Drift[] {
  return explain(body).map((finding): Drift => {
    const { keyword, schema: at } = finding;
    const amendment = amendmentOf(finding, body, schemas);
    return {
      kind: keyword === "type" ? "type" : "constraint",
      pointer: at === "#" ? schema : at,
      words: wordsFor(finding, body, placeOf),
      ...(amendment === undefined ? {} : { amendment }),
    };
  });
}

/** What is wrong, by the name of its place, and of what type it is where it should be of another. */
export function wordsFor(
  { keyword, pointer, message }: Finding,
  body: Json,
  nameOf: (pointer: string) => string,
): string {
  const type = keyword === "type" ? `, and is ${typeAt(body, pointer)}` : "";
  return `${nameOf(pointer)} ${message}${type}`;
}

function typeAt(body: Json, pointer: string): string {
  const value = valueAt(body, `#${pointer}`);
  return value === undefined ? "absent" : typeOf(value);
}

/** What would make the document say it; undefined where that is not plain. Of a secret no value is told. */
export function amendmentOf(
  { keyword, pointer, schema: at, message }: Finding,
  body: Json,
  schemas: ApiModel["schemas"],
  isSecret = false,
): Amendment | undefined {
  // A schema that is refused by another's keyword has none of its own to amend.
  if (!at.endsWith(`/${keyword}`)) return undefined;
  const owner = at.slice(0, -keyword.length - 1);
  const value = valueAt(body, `#${pointer}`);
  const secret = isSecret || schemas[owner as `#${string}`]?.secret === true;
  switch (keyword) {
    case "type":
      return value === undefined ? undefined : { of: "type", at: owner, type: typeOf(value) };
    case "required": {
      const name = /^must have ("(?:[^"\\]|\\.)*")/.exec(message)?.[1];
      return name === undefined
        ? undefined
        : { of: "optional", at: owner, name: JSON.parse(name) as string };
    }
    case "enum":
    case "const":
      return !secret && isWord(value) ? { of: "value", at: owner, value } : undefined;
    default:
      return DROPPED.has(keyword) ? { of: "dropped", at: owner, keyword } : undefined;
  }
}
