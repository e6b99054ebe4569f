import * as fc from "fast-check";
import { expect, it } from "vitest";

/** Keys that want the same names: words in every spelling, and what languages and objects keep for themselves. */
export const key = fc.oneof(
  fc
    .tuple(
      fc.constantFrom("pet", "Pet", "PET", "x"),
      fc.constantFrom("", "-", "_", ".", " "),
      fc.constantFrom("toy", "Toy", "2"),
    )
    .map((parts) => parts.join("")),
  fc.constantFrom(
    "Error",
    "Record",
    "class",
    "delete",
    "then",
    "__proto__",
    "constructor",
    "toString",
    "名前",
    "名前2",
    "con",
    "index",
    "3D",
    "a".repeat(300),
    `${"a".repeat(299)}b`,
    "créme",
    "creme",
    "createClient",
  ),
  fc.string({ minLength: 1, maxLength: 5 }),
);

/** The same cases in every run. */
export const SETTINGS = { seed: 1 };

/** What something is called, and in which file: all that must not change. */
export type Names = Readonly<Record<string, readonly string[]>>;

export interface Wishes {
  /** What is named, instead of `keys`; it is in no file. */
  readonly wishes?: fc.Arbitrary<string>;
  /** Ids of a page instead of identifiers: case does not count, and words are joined otherwise. */
  readonly anchors?: boolean;
  /** What each name is made of, where it is no identifier; the last place is then no file either. */
  readonly alphabet?: RegExp;
}

/**
 * What names must keep to, whatever the neighbours: the same in any order, each one's own, and none
 * changed by a newcomer. The last name is that of a file, where case does not count.
 */
export function keepTheirNames(
  named: (all: readonly string[]) => Names | Promise<Names>,
  { wishes, anchors = false, alphabet }: Wishes = {},
): void {
  const one = wishes ?? key;
  const some = fc.uniqueArray(one, { minLength: 1, maxLength: 12 });
  it("are the same in any order", async () => {
    await fc.assert(
      fc.asyncProperty(
        some.chain((all) =>
          fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
        ),
        async ([all, shuffled]) => {
          expect(await named(shuffled)).toEqual(await named(all));
        },
      ),
      SETTINGS,
    );
  });

  it("are each one's own, in files too where case does not count", async () => {
    await fc.assert(
      fc.asyncProperty(some, async (all) => {
        const found = Object.values(await named(all));
        for (const place of found[0]?.keys() ?? []) {
          const column = found.map((names) => (names[place] ?? "").toLowerCase());
          const isFile = anchors || (wishes === undefined && place === (found[0]?.length ?? 0) - 1);
          const exact = found.map((names) => names[place] ?? "");
          expect(new Set(isFile ? column : exact).size).toBe(found.length);
          for (const name of exact) {
            expect(name).toMatch(
              alphabet ??
                (anchors
                  ? /^[A-Za-z0-9_.-]+$/
                  : isFile
                    ? /^[a-z0-9-]{1,100}$/
                    : /^[A-Za-z_$][A-Za-z0-9_$]{0,100}$/),
            );
          }
        }
      }),
      SETTINGS,
    );
  });

  it("change for a neighbour's coming only where that takes the plain name", async () => {
    await fc.assert(
      fc.asyncProperty(some, one, async (all, newcomer) => {
        const before = await named(all);
        const after = await named([...all, newcomer]);
        for (const [known, names] of Object.entries(before)) {
          for (const [place, name] of names.entries()) {
            const now = after[known]?.[place] ?? "";
            if (now === name || all.includes(newcomer)) continue;
            // Either it had the plain name, which the newcomer has now, or nothing may change.
            const taken = (after[newcomer]?.[place] ?? "").toLowerCase();
            expect(taken, `${known} was ${name} and is ${now}`).toBe(name.toLowerCase());
          }
        }
      }),
      SETTINGS,
    );
  });
}
