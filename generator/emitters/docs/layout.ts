/** Columns of a line of code, as prettier counts them. */
const WIDTH = 100;

/** Code that may stand on one line or on several: text that is never broken, or a list in brackets. */
export type Layout = string | List;

/** The items of an object or array, between its brackets. */
export interface List {
  readonly brackets: "{}" | "[]";
  readonly items: readonly Item[];
  /** Its items stand on lines of their own, whether or not they would fit on one. */
  readonly isOpen: boolean;
  /** The whole on one line; `undefined` where an open list is inside. */
  readonly line: string | undefined;
}

/** An item, with the key it stands under in an object. */
export interface Item {
  readonly key?: string;
  readonly value: Layout;
}

/** The syntax that a layout is written in. */
export interface Syntax {
  /** Behind the last item of a list that is broken: `,` in TypeScript, nothing in JSON. */
  readonly last: "" | ",";
  /** Objects are always broken, so that members stand below each other. */
  readonly opensObjects: boolean;
}

/** A list of the items; rows of a table, arrays in an array for instance, stand below each other. */
export function list(
  brackets: List["brackets"],
  items: readonly Item[],
  { opensObjects }: Syntax,
): List {
  const isObject = brackets === "{}";
  const isOpen = items.length > 0 && isObject ? opensObjects : isTable(items);
  return { brackets, items, isOpen, line: isOpen ? undefined : lineOf(brackets, items) };
}

/**
 * The text of a layout: each list on one line where it fits, else its items on lines of their own, as
 * prettier would leave it.
 *
 * @param from what stands before it on its line
 * @param behind what follows it on its last line
 */
export function laidOut(layout: Layout, syntax: Syntax, from = "", behind = ""): string {
  return broken(layout, from.length, behind.length, "");

  function broken(one: Layout, column: number, rest: number, indent: string): string {
    if (typeof one === "string") return one;
    const { line, items, brackets } = one;
    if (items.length === 0 || (line !== undefined && column + line.length + rest <= WIDTH))
      return line ?? brackets;
    const inner = `${indent}  `;
    const lines = items.map(({ key, value }, index) => {
      const comma = index === items.length - 1 ? syntax.last : ",";
      const name = key === undefined ? "" : `${key}:`;
      const start = inner.length + name.length + (name === "" ? 0 : 1);
      // A long text starts below its key, where the key is no shorter than what that would gain.
      if (typeof value === "string" && value.startsWith('"') && name.length > 5) {
        const fits = start + value.length + comma.length <= WIDTH;
        if (!fits && syntax.last !== "") return `${inner}${name}\n${inner}  ${value}${comma}`;
      }
      const text = broken(value, start, comma.length, inner);
      return `${inner}${name}${name === "" ? "" : " "}${text}${comma}`;
    });
    return `${brackets[0] ?? ""}\n${lines.join("\n")}\n${indent}${brackets[1] ?? ""}`;
  }
}

/** Several lists of several items each. */
function isTable(items: readonly Item[]): boolean {
  const [first] = items;
  if (items.length < 2 || first === undefined || typeof first.value === "string") return false;
  const { brackets } = first.value;
  return items.every(
    ({ value }) =>
      typeof value !== "string" && value.brackets === brackets && value.items.length > 1,
  );
}

function lineOf(brackets: List["brackets"], items: readonly Item[]): string | undefined {
  if (items.length === 0) return brackets;
  const texts: string[] = [];
  for (const { key, value } of items) {
    const text = typeof value === "string" ? value : value.line;
    if (text === undefined) return undefined;
    texts.push(key === undefined ? text : `${key}: ${text}`);
  }
  const line = texts.join(", ");
  // What is longer than a line is on no line.
  if (line.length > WIDTH) return undefined;
  return brackets === "{}" ? `{ ${line} }` : `[${line}]`;
}
