import { samePath, type Difference } from "./differences.js";

/** What became of a member of an object. */
export type Presence =
  | "added"
  | "required-added"
  | "removed"
  | "required-removed"
  | "became-required"
  | "became-optional";

export interface PresenceDifference extends Difference {
  readonly key: string;
  readonly presence: Presence;
  /** The object that lost or won the member takes no others. */
  readonly closed: boolean;
}

/**
 * Whether members came, went or became required: `property` says that one is described on one side
 * only, `required` that it must be there, and both together are one change.
 */
export function presenceOf(differences: readonly Difference[]): {
  readonly presence: readonly PresenceDifference[];
  readonly rest: readonly Difference[];
} {
  const isOfMember = ({ fact }: Difference): boolean => fact === "property" || fact === "required";
  const groups: Difference[][] = [];
  for (const one of differences.filter(isOfMember)) {
    const group = groups.find(
      ([first]) => first !== undefined && first.key === one.key && samePath(first.path, one.path),
    );
    if (group === undefined) groups.push([one]);
    else group.push(one);
  }
  return {
    presence: groups.flatMap((group) => presenceIn(group) ?? []),
    rest: differences.filter((one) => !isOfMember(one)),
  };
}

function presenceIn(group: readonly Difference[]): PresenceDifference | undefined {
  const property = group.find(({ fact }) => fact === "property");
  const required = group.find(({ fact }) => fact === "required");
  const place = property ?? required;
  if (place === undefined) return undefined;
  const closed = property?.closed === true;
  const { key = "" } = place;
  const told = (presence: Presence): PresenceDifference => ({ ...place, key, presence, closed });
  if (property !== undefined) {
    // Open: what was anything is described now. Closed: what was refused is described now.
    const isAdded = closed ? property.wider : property.narrower;
    if (isAdded) return told(required?.narrower === true ? "required-added" : "added");
    return told(required?.wider === true ? "required-removed" : "removed");
  }
  if (required?.described === false)
    return told(required.narrower ? "required-added" : "required-removed");
  return told(required?.narrower === true ? "became-required" : "became-optional");
}
