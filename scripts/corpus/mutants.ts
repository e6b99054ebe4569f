import { isList, isObject, without, withMember, type Json } from "../fuzz/json.js";

/** A place in a value, and the value with something else there. */
interface Place {
  readonly value: Json;
  readonly rebuild: (changed: Json) => Json;
}

/** So many places of a value are looked at; behind them most values only repeat themselves. */
const PLACES = 2000;

/**
 * The value with one change: a member gone, added or null, an item gone, repeated or added, a scalar
 * of another type, emptied, lengthened or a little off. Of more than `most`, those at even distances.
 */
export function mutantsOf(value: Json, most: number): Json[] {
  const all = placesIn(value).flatMap(({ value: part, rebuild }) =>
    changesOf(part).map((changed) => () => rebuild(changed)),
  );
  // A large value has thousands of changes, and each of them is the whole value again.
  const chosen =
    all.length <= most
      ? all
      : Array.from({ length: most }, (_, index) => all[Math.floor((index * all.length) / most)]);
  return chosen.flatMap((build) => (build === undefined ? [] : [build()]));
}

function placesIn(root: Json): Place[] {
  const places: Place[] = [{ value: root, rebuild: (changed) => changed }];
  for (let index = 0; index < places.length && places.length < PLACES; index += 1) {
    const { value, rebuild } = places[index] as Place;
    if (isList(value)) {
      value.forEach((item, at) => {
        places.push({ value: item, rebuild: (changed) => rebuild(value.with(at, changed)) });
      });
    } else if (isObject(value)) {
      for (const [name, member] of Object.entries(value)) {
        places.push({
          value: member,
          rebuild: (changed) => rebuild(withMember(value, name, changed)),
        });
      }
    }
  }
  return places;
}

function changesOf(value: Json): Json[] {
  if (isList(value)) {
    const [first] = value;
    return [
      [],
      "unexpected",
      [...value, null],
      ...(first === undefined ? [] : [[...value, first]]),
    ];
  }
  if (isObject(value)) {
    const fewer = Object.keys(value).map((name) => without(value, name));
    return [null, [], withMember(value, "unexpected-member", 1), ...fewer];
  }
  if (typeof value === "string") return [17.5, null, "", `${value}~`, [value]];
  if (typeof value === "number") return ["unexpected", null, value + 0.5, -value - 1, value * 1000];
  return [value === null ? "unexpected" : null, typeof value === "boolean" ? !value : true, 17.5];
}
