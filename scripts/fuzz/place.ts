import type { Draw } from "./draw.js";
import type { Json } from "./json.js";
import { drawJson, drawNumber, drawText } from "./stock.js";

/** The kind of values a keyword speaks of. */
export type Group = "string" | "number" | "array" | "object";

export type Version = "3.0" | "3.1";

/** Where a schema is being drawn. */
export interface Place {
  readonly draw: Draw;
  readonly version: Version;
  readonly depth: number;
  /** Components that may be referred to from here: of the same value, only those that lead no way back. */
  readonly targets: readonly string[];
  /** Components that may be referred to from inside a member or item. */
  readonly everywhere: readonly string[];
  /** What values are likely to be here, so that keywords meet the values they speak of. */
  readonly likely: readonly Group[];
  /** Adds a component that refers to none; returns its name. */
  readonly declare: (schema: Json) => string;
  /** A keyword the schema must have. */
  readonly focus?: string;
  /** Draws any schema for a place. */
  readonly schema: (place: Place) => Json;
}

export const GROUPS: readonly Group[] = ["string", "number", "array", "object"];

/** A schema of a member, an item or a name: another value, so any component may be referred to. */
export function drawChild(place: Place, likely: readonly Group[] = GROUPS): Json {
  const { focus: _focus, ...rest } = place;
  return place.schema({ ...rest, depth: place.depth + 1, targets: place.everywhere, likely });
}

/** A schema of the same value. */
export function drawInPlace(place: Place, likely: readonly Group[] = place.likely): Json {
  const { focus: _focus, ...rest } = place;
  return place.schema({ ...rest, depth: place.depth + 1, likely });
}

/** A value for `enum` and `const`, likely of the kinds that occur here. */
export function drawConstant(place: Place): Json {
  const { draw, likely } = place;
  const kind = draw.chance(70) ? draw.pick(likely) : undefined;
  if (kind === "string") return wellFormed(drawText(draw));
  if (kind === "number") return drawNumber(draw);
  return wellFormed(drawJson(draw, kind === undefined ? 0 : 1));
}

/** A document has whole characters only, and is refused otherwise; instances may have halves. */
function wellFormed<J extends Json>(value: J): J {
  const whole = JSON.stringify(value).replace(/\\ud[89a-f][0-9a-f]{2}/g, "\\ufffd");
  return JSON.parse(whole) as J;
}
