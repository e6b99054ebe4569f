import type { MediaType } from "../model/model.js";

/** Media types of both sides that belong together, and those that stand alone. */
export interface ContentPairs {
  readonly pairs: readonly (readonly [before: MediaType, after: MediaType])[];
  readonly removed: readonly MediaType[];
  readonly added: readonly MediaType[];
}

/** Pairs media types by name; one that is left over with the range that covers it, or that it covers. */
export function pairContent(
  before: readonly MediaType[],
  after: readonly MediaType[],
): ContentPairs {
  const pairs: (readonly [MediaType, MediaType])[] = [];
  let [removed, added] = [[...before], [...after]];
  for (const isPair of [sameType, (a: string, b: string) => covers(a, b) || covers(b, a)]) {
    for (const one of removed) {
      const other = added.find(({ type }) => isPair(one.type, type));
      if (other === undefined) continue;
      pairs.push([one, other]);
      added = added.filter((each) => each !== other);
    }
    removed = removed.filter((one) => !pairs.some(([paired]) => paired === one));
  }
  return { pairs, removed, added };
}

/** Case and spaces around parameters make no difference. @see https://www.rfc-editor.org/rfc/rfc9110#section-8.3.1 */
export function sameType(a: string, b: string): boolean {
  return normal(a) === normal(b);
}

/** Whether a range such as `application/*` has the media type in it. */
export function covers(range: string, type: string): boolean {
  const [wide, narrow] = [normal(range).split(";")[0] ?? "", normal(type).split(";")[0] ?? ""];
  if (wide === narrow) return normal(range) === wide;
  return wide === "*/*" || (wide.endsWith("/*") && narrow.startsWith(wide.slice(0, -1)));
}

function normal(type: string): string {
  return type
    .toLowerCase()
    .replace(/\s*([;=])\s*/g, "$1")
    .trim();
}
