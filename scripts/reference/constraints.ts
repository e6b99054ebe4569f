import type { ApiModel, Schema, SchemaId } from "../../generator/index.js";
import { plain, type TableRow } from "./built-page.js";
import { demandsOf } from "./facts.js";
import type { Tally } from "./finding.js";

/** Where a schema is told: prose, and the rows of its members. */
export interface Scope {
  readonly text: string;
  readonly rows: readonly TableRow[];
}

/** Whose schema it is. */
export interface Told {
  readonly page: string;
  readonly name: string;
  /** The row it has itself; default none: it is what the page is about. */
  readonly row?: string;
  /** Which way it travels: members of the other way alone are not told. */
  readonly direction?: "request" | "response";
}

/** Ways to a schema beyond these are not gone: documents that repeat inline schemas in each other have very many. */
const MOST_WAYS = 20_000;

/** Where a schema's members stand, as rows name them: `config.hosts[]`. */
interface Ways {
  readonly paths: Set<string>;
  /** Whether instances have its members: not so of what is only compared with, below `not` or `if`. */
  holds: boolean;
}

/**
 * Looks for each member and each demand of a schema, and of those inside it that have no page of
 * their own, in the rows that name them; a member without a row is told by the row it is in.
 */
export function checkConstraints(
  model: ApiModel,
  root: SchemaId,
  scope: Scope,
  { page, name, row = "", direction }: Told,
  tally: Tally,
): void {
  const ways = new Map<SchemaId, Ways>();
  let count = 0;
  const foreign = direction === "request" ? "read" : direction === "response" ? "write" : undefined;
  const visit = (id: SchemaId, path: string, holds: boolean, open: readonly SchemaId[]): void => {
    const schema = model.schemas[id];
    if (schema === undefined || (foreign !== undefined && schema.access === foreign)) return;
    // A named one has a page; the root's own is where we are, an operation's body only links to it.
    if (schema.declaration !== undefined && (direction !== undefined || id !== root)) return;
    const known = ways.get(id) ?? { paths: new Set<string>(), holds: false };
    const isNew = !ways.has(id);
    ways.set(id, known);
    known.paths.add(path);
    known.holds ||= holds;
    count += 1;
    if (open.includes(id) || (!isNew && count > MOST_WAYS)) return;
    const within = [...open, id];
    for (const [inner, at, isHeld] of inside(schema, path))
      visit(inner, at, holds && isHeld, within);
  };
  visit(root, row, true, []);
  const whole = `${scope.text} ${scope.rows.map(({ cells }) => cells.join(" ")).join(" ")}`;
  for (const [id, { paths, holds }] of ways) {
    const schema = model.schemas[id];
    if (schema === undefined) continue;
    // What is only compared with, below `not` or `if`, is told by what it stands in.
    const told = [...paths].map((path) => (holds ? textAt(scope, path) : whole));
    const at = (path: string): string => `${name}${path === "" ? "" : `, ${path}`}`;
    const [first = ""] = paths;
    for (const { keyword, told: isTold } of demandsOf(schema)) {
      // A member that only is required here may be described by another part, and have its row there.
      const texts = keyword === "required" ? [whole] : told;
      const reason = texts.some(isTold) ? undefined : `${at(first)}: its ${keyword} is not told`;
      tally.add("constraints", { page }, reason);
    }
    if (!holds) continue;
    const { properties = {}, required = [] } = schema.assertions.object ?? {};
    for (const [key, member] of Object.entries(properties)) {
      const access = model.schemas[member]?.access;
      if (foreign !== undefined && access === foreign) continue;
      const rows = [...paths].flatMap((path) => rowsOf(scope, joined(path, key)));
      const isSaid = rows.some(({ cells: [cell = ""] }) => cell.endsWith("(required)"));
      tally.add(
        "properties",
        { page },
        rows.length === 0
          ? `${at(joined(first, key))} has no row`
          : required.includes(key) && !isSaid
            ? `${at(joined(first, key))} is not said to be required`
            : undefined,
      );
    }
  }
}

/** The schemas inside one, where their values stand, and whether values have what they say. */
function inside({ assertions }: Schema, path: string): [SchemaId, string, boolean][] {
  const { ref, allOf = [], anyOf = [], oneOf = [], not, conditional } = assertions;
  const { array, object, string } = assertions;
  const found: [SchemaId | undefined, string, boolean][] = [
    [ref, path, true],
    ...[...allOf, ...anyOf, ...oneOf].map((id): [SchemaId, string, boolean] => [id, path, true]),
    ...[not, conditional?.if, conditional?.then, conditional?.else, string?.contentSchema].map(
      (id): [SchemaId | undefined, string, boolean] => [id, path, false],
    ),
    [array?.items, `${path}[]`, true],
    [array?.contains?.schema, `${path}[]`, false],
    [array?.unevaluatedItems, `${path}[]`, false],
    ...(array?.prefixItems ?? []).map((id, index): [SchemaId, string, boolean] => [
      id,
      `${path}[${String(index)}]`,
      true,
    ]),
    ...Object.entries(object?.properties ?? {}).map(([key, id]): [SchemaId, string, boolean] => [
      id,
      joined(path, key),
      true,
    ]),
    [object?.additionalProperties, joined(path, "*"), true],
    [object?.unevaluatedProperties, joined(path, "*"), false],
    ...Object.values(object?.patternProperties ?? {}).map((id): [SchemaId, string, boolean] => [
      id,
      joined(path, "*"),
      false,
    ]),
    [object?.propertyNames, path, false],
    ...Object.values(object?.dependentSchemas ?? {}).map((id): [SchemaId, string, boolean] => [
      id,
      path,
      false,
    ]),
  ];
  return found.flatMap(([id, at, holds]) => (id === undefined ? [] : [[id, at, holds]]));
}

function joined(path: string, key: string): string {
  return path === "" ? key : `${path}.${key}`;
}

/** What is said of a place: its own rows and those of what it is an item of; without a row, what it stands in. */
function textAt(scope: Scope, path: string): string {
  for (let at = path; at !== ""; at = above(at)) {
    const own = [...new Set([at, ...items(at)])].flatMap((one) => rowsOf(scope, one));
    const outer = items(at).includes("") ? textOf(scope) : "";
    if (own.length > 0) return `${own.map(({ cells }) => cells.join(" ")).join(" ")} ${outer}`;
  }
  return textOf(scope);
}

/** What is said of the whole: prose, and the forms it may have. */
function textOf({ text, rows }: Scope): string {
  const forms = rows.filter(({ of }) => of === "Form").map(({ cells }) => cells.join(" "));
  return [text, ...forms].join(" ");
}

/** `a.b[].*` is told with `a.b[]` and `a.b` too. */
function items(path: string): string[] {
  const shorter = path.replace(/(?:\[\d*\]|(?:^|\.)\*)$/, "");
  return shorter === path ? [] : [shorter, ...items(shorter)];
}

function above(path: string): string {
  return path.replace(/(?:\[\d*\]|(?:^|\.)[^.[\]]*)$/, "") === path
    ? ""
    : path.replace(/(?:\[\d*\]|(?:^|\.)[^.[\]]*)$/, "");
}

function rowsOf({ rows }: Scope, name: string): TableRow[] {
  const wanted = plain(name);
  return rows.filter(({ cells: [first = ""] }) => first.replace(/ \(required\)$/, "") === wanted);
}
