import { isObject, type Json } from "../../model/json.js";

/**
 * openapi-typescript makes references of the names it meets and reads them again as URIs: `%` as an
 * escape, `#` as the end of what went before. Both are handed over as characters the document does
 * not have, and put back in what is printed.
 */
export interface Marked {
  readonly document: Json;
  readonly mark: (text: string) => string;
  readonly restore: (printed: string) => string;
}

/** A document whose names hold neither `%` nor `#`; itself where none does. */
export function markedForTypes(document: Json): Marked {
  const [percent, hash] = hasOddName(document) ? unused(JSON.stringify(document)) : [];
  if (percent === undefined || hash === undefined)
    return { document, mark: (text) => text, restore: (printed) => printed };
  const mark = (text: string): string => text.replaceAll("%", percent).replaceAll("#", hash);
  const restore = (printed: string): string =>
    printed.replace(printedAs(percent), "%").replace(printedAs(hash), "#");
  return { document: withMarks(document, mark), mark, restore };
}

/** Keys, and the members whose texts become keys. */
function hasOddName(value: Json): boolean {
  if (Array.isArray(value)) return value.some(hasOddName);
  if (!isObject(value)) return false;
  return Object.entries(value).some(([key, member]) => {
    const isName = key === "name" || key === "operationId";
    if (typeof member !== "string") return /[%#]/.test(key) || hasOddName(member);
    return /[%#]/.test(isName ? key + member : key);
  });
}

/** All texts, since all come back; a reference keeps the `#` it begins with. */
function withMarks(value: Json, mark: Marked["mark"]): Json {
  if (typeof value === "string") return mark(value);
  if (Array.isArray(value)) return (value as readonly Json[]).map((item) => withMarks(item, mark));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      mark(key),
      key === "$ref" && typeof member === "string"
        ? `#${mark(member.slice(1))}`
        : withMarks(member, mark),
    ]),
  );
}

/** TypeScript prints a private character as it is in comments and as an escape in literals. */
function printedAs(character: string): RegExp {
  return new RegExp(`${character}|\\\\u${character.charCodeAt(0).toString(16)}`, "gi");
}

/** Two private characters that a text does not hold. */
function unused(text: string): string[] {
  const found: string[] = [];
  for (let point = 0xe000; point <= 0xf8ff && found.length < 2; point += 1) {
    const character = String.fromCharCode(point);
    if (!text.includes(character)) found.push(character);
  }
  return found;
}
