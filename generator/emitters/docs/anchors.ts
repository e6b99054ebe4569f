import { salt } from "../../model/salt.js";

/** Something on a page that links lead to. */
export interface Anchored {
  /** As the page shows it: `items[].id`. */
  readonly name: string;
  /** What tells it from others of its name. */
  readonly key: string;
}

/**
 * Ids of one page, each given once, even where browsers or file systems ignore case. Of those that
 * want one id, the one has it whose name it spells, then the one with the smallest name and key; the
 * others' have a suffix made of their own, so that neighbours that come or move change no link.
 */
export class Anchors {
  readonly #taken = new Set<string>();

  /** The ids of a table's rows, in their order: `property-items.id`. */
  of(kind: string, rows: readonly Anchored[]): string[] {
    const ids = new Map<Anchored, string>();
    const ordered = [...rows].sort(
      (a, b) =>
        Number(!isSpelled(a)) - Number(!isSpelled(b)) ||
        compare(a.name, b.name) ||
        compare(a.key, b.key),
    );
    for (const row of ordered) {
      const wish = `${kind}-${idOf(row.name)}`;
      const own = [wish, `${wish}-${salt(row.name)}`, `${wish}-${salt(`${row.name}\n${row.key}`)}`];
      const id = own.find((one) => !this.#taken.has(one.toLowerCase())) ?? `${own[2]}-${ids.size}`;
      this.#taken.add(id.toLowerCase());
      ids.set(row, id);
    }
    return rows.map((row) => ids.get(row) ?? "");
  }
}

/** A name in the alphabet of ids; lists are known by what is in them. */
function idOf(name: string): string {
  return name.replaceAll("[]", "").replace(/[^A-Za-z0-9_.-]+/g, "-");
}

function isSpelled({ name }: Anchored): boolean {
  return name.replaceAll("[]", "") === idOf(name);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
