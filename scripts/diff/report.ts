import {
  bumpOf,
  locateIn,
  type Bump,
  type LocatedChange,
  type Result,
} from "../../generator/index.js";

type Location = NonNullable<LocatedChange["before"]>;

/** A place as people and programs are told it. */
export interface PlaceRecord {
  readonly file: string;
  readonly pointer: string;
  readonly line?: number;
  readonly column?: number;
}

export interface ChangeRecord extends Omit<LocatedChange, "before" | "after"> {
  readonly before?: PlaceRecord;
  readonly after?: PlaceRecord;
  /** Why it does not count, where an ignore file says so. */
  readonly ignored?: string;
}

/** Everything that the formats print. */
export interface Report {
  readonly before: string;
  readonly after: string;
  readonly bump: Bump | undefined;
  readonly changes: readonly ChangeRecord[];
}

/** A change and why it is let pass, if it is. */
export type Judged = LocatedChange & { readonly ignored?: string };

/** Changes with lines and columns; what is ignored has no say in the version. */
export function reportOf(
  names: { readonly before: string; readonly after: string },
  changes: readonly Judged[],
  sources: { readonly before: Result["sources"]; readonly after: Result["sources"] },
): Report {
  const [old, young] = [placeOf(sources.before), placeOf(sources.after)];
  const records = changes.map(({ before, after, ...change }): ChangeRecord => ({
    ...change,
    ...(before === undefined ? {} : { before: old(before) }),
    ...(after === undefined ? {} : { after: young(after) }),
  }));
  const counting = changes.filter(({ ignored }) => ignored === undefined);
  return { ...names, bump: bumpOf(counting), changes: records };
}

function placeOf(sources: Result["sources"]): (location: Location) => PlaceRecord {
  const locate = locateIn(sources);
  return (location) => {
    const { file, pointer = "#" } = location;
    const place = locate(location);
    return place === undefined
      ? { file, pointer }
      : { file, pointer, line: place.line, column: place.column };
  };
}

/** The place to show first: where the new document says it, or the old one did. */
export function mainPlace({ before, after }: ChangeRecord): PlaceRecord | undefined {
  return after ?? before;
}

/** `spec/openapi.yaml:12:3` */
export function positionOf({ file, line, column }: PlaceRecord): string {
  return line === undefined ? file : `${file}:${String(line)}:${String(column)}`;
}

/** `2 errors, 1 note` */
export function countsOf(changes: readonly ChangeRecord[]): string {
  const nouns = { error: "error", warning: "warning", info: "note" } as const;
  const counted = (["error", "warning", "info"] as const).flatMap((severity) => {
    const count = changes.filter(
      (change) => change.ignored === undefined && change.severity === severity,
    ).length;
    return count === 0 ? [] : [`${String(count)} ${nouns[severity]}${count === 1 ? "" : "s"}`];
  });
  const ignored = changes.filter((change) => change.ignored !== undefined).length;
  return [...counted, ...(ignored === 0 ? [] : [`${String(ignored)} ignored`])].join(", ");
}
