/** What a member of a scenario file has to be, in words, and whether a value is it. */
export interface Kind {
  readonly words: string;
  is(value: unknown): boolean;
}

export type Members = Readonly<Record<string, unknown>>;

export const TEXT: Kind = { words: "a text", is: (value) => typeof value === "string" };
export const LIST: Kind = { words: "a list", is: (value) => Array.isArray(value) };
export const FLAG: Kind = {
  words: "true or false",
  is: (value) => typeof value === "boolean",
};
export const OBJECT: Kind = { words: "an object", is: isMembers };
export const COUNT: Kind = {
  words: "a whole number from 1",
  is: (value) => Number.isInteger(value) && Number(value) >= 1,
};
export const SECONDS: Kind = {
  words: "a number of seconds",
  is: (value) => typeof value === "number" && value >= 0,
};
export const STATUS: Kind = {
  words: "a number from 100 to 599",
  is: (value) => Number.isInteger(value) && Number(value) >= 100 && Number(value) <= 599,
};
/** @see https://www.rfc-editor.org/rfc/rfc6901 */
const POINTER = /^(?:\/(?:[^~/]|~[01])*)*$/;
export const BY_POINTER: Kind = {
  words: "an object whose keys are JSON pointers, as `/id` is",
  is: (value) => isMembers(value) && Object.keys(value).every((key) => POINTER.test(key)),
};
export const POINTERS: Kind = {
  words: "an object whose values are JSON pointers, as `/id` is",
  is: (value) =>
    isMembers(value) &&
    Object.values(value).every((one) => typeof one === "string" && POINTER.test(one)),
};
export const HEADERS: Kind = {
  words: "an object of texts, or of null for any",
  is: (value) =>
    isMembers(value) &&
    Object.values(value).every((one) => one === null || typeof one === "string"),
};

/** @throws TypeError where a member is none of those known, or not what it has to be: misspelt, it would expect nothing */
export function requireMembers(
  members: Members,
  kinds: Readonly<Record<string, Kind>>,
  place: string,
): void {
  for (const [name, value] of Object.entries(members)) {
    const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined;
    if (kind === undefined)
      throw new TypeError(
        `${place} has a member ${JSON.stringify(name)}, which is none of ${Object.keys(kinds).join(", ")}`,
      );
    if (!kind.is(value)) throw new TypeError(`${place}: ${name} is not ${kind.words}`);
  }
}

/** @throws TypeError where the value is no object */
export function membersOf(value: unknown, place: string): Members {
  if (!isMembers(value)) throw new TypeError(`${place} is no object`);
  return value;
}

function isMembers(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
