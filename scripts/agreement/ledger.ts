import type { Judgement } from "./judge.js";

/** A construct whose validator and type differ, why that cannot be helped, and where it occurs. */
export interface Excuse {
  readonly construct: string;
  readonly reason: string;
  readonly places: readonly {
    /** The end of the document's path: `corpus/github.json`. */
    readonly document: string;
    /** Pointers of pairs, as the run prints them. */
    readonly pointers: readonly string[];
  }[];
}

/** What is known to differ. An entry whose pair agrees fails the run like a difference that has no entry. */
export const ledger: readonly Excuse[] = [
  {
    construct: "a member called like one that every object inherits, `constructor` for one",
    reason:
      "zod reads a member by its name and finds the inherited one; such keys are checked as own members behind the shape, where no type shows them",
    places: [
      { document: "types-agreement.fixtures", pointers: ["#/components/schemas/Inherited"] },
    ],
  },
];

/** What a run finds against the ledger. */
export interface Assessment {
  /** Pointers that differ without an entry. */
  readonly unexplained: readonly string[];
  /** Pointers with an entry that agree. */
  readonly needless: readonly string[];
}

/** Holds what a compiler says of a document against the ledger. */
export function assess(
  document: string,
  { disagreements }: Judgement,
  excuses: readonly Excuse[] = ledger,
): Assessment {
  const excused = new Set(
    excuses.flatMap(({ places }) =>
      places
        .filter((place) => document.endsWith(place.document))
        .flatMap(({ pointers }) => pointers),
    ),
  );
  const found = new Set(disagreements.map(({ pair }) => pair.pointer));
  return {
    unexplained: [...found].filter((pointer) => !excused.has(pointer)),
    needless: [...excused].filter((pointer) => !found.has(pointer)),
  };
}
