import { isObject, type Json, type JsonObject } from "./json.js";
import { referenceTo } from "./keywords.js";
import { drawChild, GROUPS, type Group, type Place } from "./place.js";
import { KEYWORDS } from "./schema-keywords.js";

const DEEPEST = 3;

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
