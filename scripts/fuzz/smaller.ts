import {
  isList,
  isObject,
  memberOf,
  withMember,
  without,
  type Json,
  type JsonObject,
} from "./json.js";
import { holdingOf, subschemas, targetOf, type Components } from "./keywords.js";

/** Values that are one step simpler, the greatest steps first. */
export function smallerValues(value: Json): Json[] {
  if (isList(value)) {
    return [
      ...value.map((_, index) => value.toSpliced(index, 1)),
      ...value.flatMap((item, index) =>
        smallerValues(item).map((smaller) => value.with(index, smaller)),
      ),
      ...(value.length > 0 ? value : [null]),
    ];
  }
  if (isObject(value)) {
    const entries = Object.entries(value);
    return [
      ...entries.map(([name]) => without(value, name)),
      ...entries.flatMap(([name, member]) =>
        smallerValues(member).map((smaller) => withMember(value, name, smaller)),
      ),
      ...(entries.length > 0 ? entries.map(([, member]) => member) : [null]),
    ];
  }
  if (typeof value === "string") {
    const points = [...value];
    const half = points.slice(0, points.length >> 1).join("");
    return value === ""
      ? []
      : ["", "a", half, points.slice(1).join("")].filter((text) => text.length < value.length);
  }
  if (typeof value === "number" && value !== 0) {
    return [0, 1, Math.trunc(value), Math.trunc(value / 2)].filter((number) => {
      return String(number).length < String(value).length || Math.abs(number) < Math.abs(value);
    });
  }
  return value === true ? [false] : [];
}

/** Schemas that are one step simpler. `anything`: how the version says so. */
export function smallerSchemas(schema: Json, components: Components, anything: Json): Json[] {
  if (!isObject(schema)) return schema === false ? [anything] : [];
  const target = targetOf(schema);
  const inlined = target === undefined ? undefined : components[target];
  return [
    ...(Object.keys(schema).length === 0 ? [] : [anything]),
    ...subschemas(schema),
    ...(inlined === undefined ? [] : [inlined]),
    ...Object.keys(schema).map((keyword) => without(schema, keyword)),
    ...Object.entries(schema).flatMap(([keyword, value]) =>
      smallerKeywords(keyword, value, components, anything).map((smaller) =>
        withMember(schema, keyword, smaller),
      ),
    ),
  ];
}

function smallerKeywords(
  keyword: string,
  value: Json,
  components: Components,
  anything: Json,
): Json[] {
  const within = (schema: Json): Json[] => smallerSchemas(schema, components, anything);
  const holding = holdingOf(keyword);
  if (holding === "one") return within(value);
  if (holding === "list" && isList(value)) {
    const shorter = value.length > 1 ? value.map((_, index) => value.toSpliced(index, 1)) : [];
    return [
      ...shorter,
      ...value.flatMap((part, index) => within(part).map((smaller) => value.with(index, smaller))),
    ];
  }
  if (holding === "map" && isObject(value)) return smallerMaps(value, within);
  if (keyword === "$ref" || keyword === "discriminator") return [];
  if (keyword === "type") return isList(value) ? [...value] : [];
  if (keyword === "enum" && isList(value) && value.length === 1) {
    return smallerValues(value[0] ?? null).map((one) => [one]);
  }
  return smallerValues(value).filter(
    (smaller) => typeof smaller === typeof value && isList(smaller) === isList(value),
  );
}

function smallerMaps(map: JsonObject, within: (schema: Json) => Json[]): Json[] {
  const entries = Object.entries(map);
  return [
    ...entries.map(([name]) => without(map, name)),
    ...entries.flatMap(([name, part]) =>
      within(part).map((smaller) => withMember(map, name, smaller)),
    ),
    // A plain name in place of one that may not matter.
    ...entries
      .filter(([name]) => name.length > 1 && memberOf(map, "a") === undefined)
      .map(([name, part]) => withMember(without(map, name), "a", part)),
  ];
}
