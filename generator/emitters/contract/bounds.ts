import type { Assertions } from "../../model/schema.js";
import { repeatsGroups } from "./scalars.js";

/** A length beyond so many characters is not tried: the request would be a heap. */
export const MOST_CHARACTERS = 2 ** 24;

/** A bound beyond so many items is not tried, either. */
export const MOST_ITEMS = 1_000;

/** A list that must have more items is not made. */
export const LONGEST_LIST = 100_000;

/** More than any string or list of a program holds: V8's have fewer than 2^29. */
const UNHEARD = 2 ** 29;

/** The reason of a bound that no program's value can be beyond, as `maxLength: 2147483647`. */
export const UNREACHED = "no string and no list of a program holds so much that it breaks it";

const LENGTHY = "a longer text may keep whoever looks for its pattern busy for ever";

/** Why a bound is not broken; undefined where it can be. */
export function reasonOfBound({ string, array }: Assertions, keyword: string): string | undefined {
  const [bound, most, things] =
    keyword === "maxLength"
      ? [string?.maxLength, MOST_CHARACTERS, "characters"]
      : [keyword === "maxItems" ? array?.maxItems : undefined, MOST_ITEMS, "items"];
  const { pattern } = string ?? {};
  if (keyword === "maxLength" && pattern !== undefined && repeatsGroups(pattern)) return LENGTHY;
  if (bound === undefined || bound < most) return undefined;
  if (bound >= UNHEARD) return UNREACHED;
  return `what breaks it would have more than ${String(most)} ${things}`;
}
