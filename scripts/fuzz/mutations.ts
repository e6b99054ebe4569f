import type { Draw } from "./draw.js";
import { isList, isObject, withMember, without, type Json, type JsonObject } from "./json.js";
import { drawJson, drawName, drawNumber, drawText } from "./stock.js";

/** The value with one thing changed, anywhere in it. */
export function mutated(draw: Draw, value: Json): Json {
  // Values are small, so descending with even chances visits deep and shallow places about alike.
  if (isList(value) && value.length > 0 && draw.chance(60)) {
    const at = draw.int(0, value.length - 1);
    return value.map((item, index) => (index === at ? mutated(draw, item) : item));
  }
  if (isObject(value) && Object.keys(value).length > 0 && draw.chance(60)) {
    const name = draw.pick(Object.keys(value));
    const entries = Object.entries(value).map(([key, member]): [string, Json] =>
      key === name ? [key, mutated(draw, member)] : [key, member],
    );
    return Object.fromEntries(entries);
  }
  if (draw.chance(12)) return drawJson(draw);
  if (isList(value)) return mutatedList(draw, value);
  if (isObject(value)) return mutatedObject(draw, value);
  if (typeof value === "string") return mutatedText(draw, value);
  if (typeof value === "number") return mutatedNumber(draw, value);
  if (typeof value === "boolean") return draw.chance(60) ? !value : drawJson(draw);
  return drawJson(draw);
}

function mutatedList(draw: Draw, value: readonly Json[]): Json {
  const at = value.length === 0 ? 0 : draw.int(0, value.length - 1);
  const item = value[at];
  return draw.weighted<() => Json>([
    [3, () => value.toSpliced(at, 1)],
    [2, () => [...value, drawJson(draw, 1)]],
    [2, () => (item === undefined ? [null] : [...value, item])],
    [1, () => [drawJson(draw, 1), ...value]],
    [1, () => value.toReversed()],
    [1, () => Object.fromEntries(value.map((one, index) => [String(index), one]))],
  ])();
}

function mutatedObject(draw: Draw, value: JsonObject): Json {
  const names = Object.keys(value);
  const [name, other] = names.length === 0 ? [] : [draw.pick(names), draw.pick(names)];
  const added = (): Json => withMember(value, drawName(draw), drawJson(draw, 1));
  if (name === undefined || other === undefined) return added();
  const member = value[name] ?? null;
  return draw.weighted<() => Json>([
    [4, () => without(value, name)],
    [4, added],
    [1, () => withMember(without(value, name), drawName(draw), member)],
    [1, () => withMember(value, other, member)],
    [1, () => withMember(value, drawName(draw), member)],
    [1, () => Object.values(value)],
  ])();
}

function mutatedText(draw: Draw, value: string): Json {
  const points = [...value];
  return draw.weighted<() => Json>([
    [3, () => drawText(draw)],
    [2, () => value + draw.pick(["a", "b", "💩", "1", " ", "\n"])],
    [2, () => points.slice(0, -1).join("")],
    [1, () => points.slice(1).join("")],
    [1, () => (value === value.toUpperCase() ? value.toLowerCase() : value.toUpperCase())],
    [1, () => Number(value) || 0],
  ])();
}

function mutatedNumber(draw: Draw, value: number): Json {
  return draw.weighted<() => Json>([
    [4, () => value + draw.pick([1, -1])],
    [2, () => value + draw.pick([0.5, -0.5, 0.1, -0.01])],
    [1, () => -value],
    [1, () => Math.round(value)],
    [2, () => drawNumber(draw)],
    [1, () => String(value)],
  ])();
}
