import { isObject, type Json } from "../../model/json.js";
import type { ApiModel } from "../../model/model.js";
import { tokensOf } from "../../model/pointer.js";
import { salt } from "../../model/salt.js";
import type { Pointer } from "../../model/schema.js";
import { featureKey, type Feature } from "./features.js";

/** Longer ones are cut and salted. */
const LONGEST = 60;

/**
 * What a case is called behind its place, by what it shows: `status-value-sold`, `age-null`. Of several
 * features the one with the smallest key speaks, so that neighbours that move rename nothing.
 */
export function shownName(model: ApiModel, features: readonly Feature[]): string {
  const [first] = [...features].sort((a, b) => compare(featureKey(a), featureKey(b)));
  if (first === undefined) return "";
  const { schema, kind, detail } = first;
  const said = kind === "branch" ? alternativeName(model, first) : detail;
  return worded([placeName(schema), kind, said]);
}

/** The last name on the way to a place: a member's, a component's. Places in a list are no names. */
export function placeName(pointer: Pointer): string {
  const isName = (token: string): boolean => !/^(?:[0-9]+|allOf|anyOf|oneOf|schema)$/.test(token);
  return tokensOf(pointer).findLast(isName) ?? "";
}

/** Words that make a name, told apart by their text where letters and digits do not tell all of it. */
export function worded(texts: readonly string[]): string {
  const written = texts.filter((text) => text !== "").join(" ");
  const name = written.replace(/[^A-Za-z0-9_]+/g, "-").replace(/^-|-$/g, "");
  const isPlain = /^[A-Za-z0-9 _"-]*$/.test(written) && name !== "" && name.length <= LONGEST;
  return isPlain ? name : `${name.slice(0, LONGEST)}-${salt(written)}`.replace(/^-/, "");
}

/** An alternative by the component it is, or its title; by its place where it has no name of its own. */
function alternativeName({ schemas }: ApiModel, { schema, detail }: Feature): string {
  const [keyword, index] = detail.split("/");
  const { oneOf, anyOf } = schemas[schema]?.assertions ?? {};
  const id = (keyword === "oneOf" ? oneOf : anyOf)?.[Number(index)];
  const alternative = id === undefined ? undefined : schemas[id];
  const target = alternative?.assertions.ref;
  return target === undefined ? (alternative?.docs.title ?? detail) : placeName(target);
}

/**
 * Names for what has one already, each its own: of several that want one name, the one whose own text
 * is the smallest has it, and the others are told apart by theirs.
 */
export function withOwnNames<Item extends { readonly id: string }>(
  items: readonly Item[],
  own: (item: Item) => object,
): Item[] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(item.id);
    if (group === undefined) groups.set(item.id, [item]);
    else group.push(item);
  }
  const renamed = new Map<Item, string>();
  for (const [id, group] of groups) {
    if (group.length === 1) continue;
    const claims = group.map((item) => ({ item, text: orderedText(own(item)) }));
    claims.sort((a, b) => compare(a.text, b.text));
    const repeated = new Map<string, number>();
    for (const { item, text } of claims.slice(1)) {
      const name = `${id}~${salt(text)}`;
      const count = (repeated.get(name) ?? 0) + 1;
      repeated.set(name, count);
      // What is the same in all it says can only be counted.
      renamed.set(item, count === 1 ? name : `${name}-${String(count)}`);
    }
  }
  return items.map((item) => {
    const id = renamed.get(item);
    return id === undefined ? item : { ...item, id };
  });
}

/** The JSON of a value, in which the order of members does not show. */
function orderedText(value: object): string {
  return JSON.stringify(value, (_, member: unknown) =>
    isObject(member as Json)
      ? Object.fromEntries(Object.entries(member as object).sort(([a], [b]) => compare(a, b)))
      : member,
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
