import { actionOf } from "./actions.js";
import { isPlural, singular } from "./nouns.js";
import { camelCase, wordsOf } from "./words.js";

/** What names of an operation are made of: its operationId, and where it stands. */
export interface Located {
  readonly id: string;
  readonly method: string;
  readonly path: string;
}

/**
 * A name by what an operation does, where its operationId only repeats method and path, as ids do
 * that a framework or we ourselves made up: `get_files_id_versions` at `GET /files/{file_id}/versions`
 * is `listFileVersions`. It follows from method and path alone. Undefined for an id that somebody chose.
 */
export function derivedName({ id, method, path }: Located): string | undefined {
  const segments = segmentsOf(path);
  if (!isMechanical(id, method, segments)) return undefined;
  const named = segments.filter(({ words }) => words.length > 0);
  const last = named.at(-1);
  if (last === undefined) return undefined;
  const before = named.slice(0, -1).flatMap(({ words, isOne }) => (isOne ? one(words) : words));
  const action = last.isOne ? undefined : actionOf(last.words, method, last.mark);
  if (action !== undefined) return camelCase([...action.verb, ...before, ...action.part].join(" "));
  const isMany = !last.isOne && areMany(last.words) && !WHOLE.has(lowered(last.words));
  const by = keysOf(segments, lowered(wordsOf(id)));
  const said = verbOf(method, last.isOne && by.length === 0, isMany);
  if (said === undefined) return undefined;
  const object = last.isOne || said === "create" ? one(last.words) : last.words;
  return camelCase([said, ...before, ...object, ...by].join(" "));
}

interface Segment {
  /** Its words outside braces. */
  readonly words: readonly string[];
  /** What stands in braces in it. */
  readonly parameters: readonly string[];
  /** A parameter follows, in it or behind it: of its many, one is meant. */
  readonly isOne: boolean;
  /** What sets it off from what is before it in one segment of the path: `/files/{id}#append`. */
  readonly mark: ":" | "#" | undefined;
}

/** Of a path, what says something: not `/api/v2`. */
function segmentsOf(path: string): Segment[] {
  const parts = path.split("/").filter((part) => part !== "");
  const begin = parts.findIndex((part) => !/^(?:api|v\d+(?:\.\d+)*)$/i.test(part));
  const pieces = parts
    .slice(Math.max(begin, 0))
    .flatMap((part) => [...part.matchAll(/([:#]?)((?:\{[^{}]*\}|[^{}:#])+)/g)].map(pieceOf));
  return pieces.map(({ text, mark }, index) => {
    const parameters = [...text.matchAll(/\{([^{}]*)\}/g)].map(([, name = ""]) => name);
    const words = wordsOf(text.replace(/\{[^{}]*\}/g, " "));
    const isOne = parameters.length > 0 || (pieces[index + 1]?.text.startsWith("{") ?? false);
    return { words, parameters, isOne, mark };
  });
}

function pieceOf({ 1: mark, 2: text = "", index }: RegExpExecArray) {
  return { text, mark: index > 0 && (mark === ":" || mark === "#") ? mark : undefined } as const;
}

/**
 * `by scope and template key`: what one is told by, where it is not one of several by its id, and the
 * operation's id goes on about it. It tells `/metadata/{scope}/{key}` from `/metadata`.
 */
function keysOf(segments: readonly Segment[], said: string): string[] {
  const at = segments.findLastIndex(({ words }) => words.length > 0);
  const keys = segments.slice(at).flatMap(({ parameters }) => parameters);
  const isUsual = keys.length <= 1 && areMany(segments[at]?.words ?? []);
  const isWithin = segments[at]?.parameters.length !== 0;
  const last = lowered(wordsOf(keys.at(-1) ?? ""));
  const isTold = said.endsWith(" id") || said.endsWith(` ${last}`);
  if (keys.length === 0 || isUsual || isWithin || !isTold) return [];
  return ["by", ...keys.flatMap((key, index) => [...(index > 0 ? ["and"] : []), ...wordsOf(key)])];
}

/**
 * Whether an id is the method and the path's words, its parameters left out, called `id`, or by name.
 * `getPets` is what people write: of ids in camel case only those that go on about the path's
 * parameters, or its version, are no choice of anybody's.
 */
function isMechanical(id: string, method: string, segments: readonly Segment[]): boolean {
  const said = lowered(wordsOf(id));
  // Most ids begin otherwise: no expression of their own is made for them.
  if (!said.startsWith(method)) return false;
  const spelled = [method, ...segments.flatMap(({ words }) => words)];
  if (/^[A-Za-z0-9]+$/.test(id) && said === lowered(spelled)) return false;
  const inOrder = segments.map(({ words, parameters }) => {
    const named = parameters.map((name) => `(?: by)?(?: id| ${lowered(wordsOf(name))})?`);
    return `${words.length === 0 ? "" : ` ${lowered(words)}`}${named.join("")}`;
  });
  const prefix = "(?: api)?(?: v\\d+)*";
  return new RegExp(`^${method}${prefix}${inOrder.join("")}$`).test(said);
}

function lowered(words: readonly string[]): string {
  return words.join(" ").toLowerCase();
}

/** Many words for what is read as one. */
const WHOLE = new Set("settings stats statistics preferences details".split(" "));

function verbOf(method: string, isOne: boolean, isMany: boolean): string | undefined {
  switch (method) {
    case "get":
      return isMany ? "list" : "get";
    case "post":
      // What posting to one thing does, its path does not say.
      return isOne ? undefined : "create";
    // One word each, so that a path may have both and neither depends on the other.
    case "put":
      return "replace";
    case "patch":
      return "update";
    case "delete":
      return "delete";
    default:
      return undefined;
  }
}

function areMany(words: readonly string[]): boolean {
  return isPlural(words.at(-1) ?? "");
}

function one(words: readonly string[]): string[] {
  return [...words.slice(0, -1), ...words.slice(-1).map(singular)];
}
