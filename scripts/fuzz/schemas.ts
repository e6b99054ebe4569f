import type { Draw } from "./draw.js";
import { isObject, type Json, type JsonObject } from "./json.js";
import { KEYWORDS, type Group } from "./schema-keywords.js";
import { referenceTo } from "./keywords.js";
import { drawJson, drawNumber, drawText } from "./stock.js";

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
  /** Draws a keyword more often than the others. */
  readonly focus?: string;
}

const GROUPS: readonly Group[] = ["string", "number", "array", "object"];
const DEEPEST = 3;

/** A schema of a member, an item or a name: another value, so any component may be referred to. */
export function drawChild(place: Place, likely: readonly Group[] = GROUPS): Json {
  const { focus: _focus, ...rest } = place;
  return drawSchema({ ...rest, depth: place.depth + 1, targets: place.everywhere, likely });
}

/** A schema of the same value. */
export function drawInPlace(place: Place, likely: readonly Group[] = place.likely): Json {
  const { focus: _focus, ...rest } = place;
  return drawSchema({ ...rest, depth: place.depth + 1, likely });
}

/** Any schema that a document of the version can hold. */
export function drawSchema(place: Place): Json {
  const { draw, version, depth, targets, focus } = place;
  if (focus !== undefined) return drawFocused(place, focus);
  if (depth >= DEEPEST) return drawLeaf(place);
  return draw.weighted<() => Json>([
    [version === "3.1" ? 4 : 0, () => draw.chance(70)],
    [2, () => ({})],
    [targets.length > 0 ? 11 : 0, () => drawReference(place)],
    [58, () => drawTyped(place)],
    [version === "3.1" ? 14 : 6, () => drawUntyped(place)],
    [8, () => drawComposition(place)],
    [7, () => drawListed(place)],
  ])();
}

function drawLeaf(place: Place): Json {
  const { draw, version, targets, likely } = place;
  return draw.weighted<() => Json>([
    [version === "3.1" ? 5 : 0, () => draw.chance(70)],
    [5, () => ({})],
    [targets.length > 0 ? 10 : 0, () => drawReference(place)],
    [25, () => ({ type: draw.pick(["string", "number", "integer", "boolean"]) })],
    [25, () => ({ type: draw.pick(likely) })],
    [20, () => drawListed(place)],
    [20, () => drawWith(place, {}, [...likely], 1)],
  ])();
}

function drawReference(place: Place): JsonObject {
  const { draw, version, targets } = place;
  const reference = referenceTo(draw.pick(targets));
  // Of OpenAPI 3.0 the siblings are drawn as well: there they must mean nothing.
  return draw.chance(version === "3.1" ? 20 : 6)
    ? drawWith(place, reference, [...place.likely], 1)
    : reference;
}

function drawTyped(place: Place): JsonObject {
  const { draw, version, likely } = place;
  const names = [...likely, ...likely, "integer", "boolean", "null"].filter(
    (name) => version === "3.1" || name !== "null",
  );
  const types =
    version === "3.1" && draw.chance(18)
      ? [...new Set(draw.list(1, 3, () => draw.pick(names)))]
      : [draw.pick(names)];
  const [only] = types;
  const schema: JsonObject = { type: types.length === 1 && only !== undefined ? only : types };
  const spoken = types.map((name) => (name === "integer" ? "number" : name));
  const groups = GROUPS.filter((group) => spoken.includes(group));
  const nullable = version === "3.0" && draw.chance(20) ? { nullable: draw.chance(80) } : {};
  const rest = drawWith(
    { ...place, likely: groups.length > 0 ? groups : likely },
    schema,
    groups,
    3,
  );
  // "items MUST be present if the type is array", says OpenAPI 3.0.
  const items = version === "3.0" && types.includes("array") ? { items: drawChild(place) } : {};
  return { ...items, ...rest, ...nullable };
}

function drawUntyped(place: Place): JsonObject {
  const groups = place.draw.list(1, 2, () => place.draw.pick(place.likely));
  return drawWith({ ...place, likely: groups }, {}, groups, 2);
}

function drawComposition(place: Place): JsonObject {
  const named = ["allOf", "anyOf", "oneOf", "not", "if", "discriminator"];
  return withKeywords(
    place,
    {},
    place.draw.list(1, 2, () => place.draw.pick(named)),
  );
}

/** `enum` or `const`, at times beside other keywords. */
function drawListed(place: Place): JsonObject {
  const { draw } = place;
  const schema = withKeywords(place, {}, [draw.chance(50) ? "enum" : "const"]);
  if (draw.chance(75)) return schema;
  return drawWith(place, schema, [...place.likely], 1);
}

/** The schema and some keywords more: of the groups, and now and then of those that speak of any value. */
function drawWith(
  place: Place,
  schema: JsonObject,
  groups: readonly Group[],
  most: number,
): JsonObject {
  const { draw } = place;
  const names = groups.flatMap((group) =>
    draw.list(0, most, () =>
      draw.weighted(
        Object.entries(KEYWORDS)
          .filter(([, keyword]) => keyword.group === group)
          .map(([name, { weight = 3 }]) => [weight, name] as const),
      ),
    ),
  );
  const more = draw.chance(22)
    ? [draw.pick(["allOf", "anyOf", "oneOf", "not", "if", "enum", "discriminator"])]
    : [];
  return withKeywords(place, schema, [...names, ...more]);
}

function withKeywords(place: Place, schema: JsonObject, names: readonly string[]): JsonObject {
  let members = schema;
  for (const name of new Set(names)) {
    const keyword = KEYWORDS[name];
    if (keyword === undefined || (keyword.since === "3.1" && place.version === "3.0")) continue;
    members = { ...members, ...keyword.draw(place) };
  }
  return members;
}

function drawFocused(place: Place, focus: string): Json {
  const { focus: _focus, ...rest } = place;
  const group = KEYWORDS[focus]?.group;
  const likely = group === undefined || group === "any" ? place.likely : [group];
  const base = drawSchema({ ...rest, likely });
  if (focus === "true" || focus === "false") return { allOf: [focus === "true", base] };
  if (focus === "$ref") return place.targets.length > 0 ? drawReference(rest) : base;
  if (focus === "nullable") return { type: place.draw.pick(likely), nullable: true };
  if (focus === "type" && isObject(base)) return { ...base, type: place.draw.pick(likely) };
  return withKeywords({ ...rest, likely }, isObject(base) ? base : {}, [focus]);
}

/** A value for `enum` and `const`, likely of the kinds that occur here. */
export function drawConstant(place: Place): Json {
  const { draw, likely } = place;
  const kind = draw.chance(70) ? draw.pick(likely) : undefined;
  if (kind === "string") return drawText(draw);
  if (kind === "number") return drawNumber(draw);
  return drawJson(draw, kind === undefined ? 0 : 1);
}
