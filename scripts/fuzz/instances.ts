import type { Draw } from "./draw.js";
import { isList, isObject, isSame, memberOf, type Json, type JsonObject } from "./json.js";
import { targetOf, type Components } from "./keywords.js";
import {
  drawFormatted,
  drawJson,
  drawMatch,
  drawName,
  drawNumber,
  drawText,
  PATTERN_SOURCES,
  typeOf,
} from "./stock.js";
import {
  isClosed,
  itemAt,
  listOf,
  mapOf,
  memberAt,
  numbersOf,
  speaksOf,
  textOf,
  typesOf,
} from "./wishes.js";

/** Schemas of one value that are looked at together, at most: recursion ends somewhere. */
const MOST = 40;
/** Below this depth only what is required is made, and below the other nothing: some schemas ask for more without end. */
const DEEPEST = 5;
const LAST = 8;

/**
 * A value made to the schema's wishes, so that it is likely valid: bounds are met, required members
 * are there, one alternative is chosen. What forbids (`not`, `oneOf`'s others) is left to luck.
 */
export function drawInstance(draw: Draw, schema: Json, components: Components, depth = 0): Json {
  const maker = new Maker(draw, components);
  return maker.value([schema], depth);
}

class Maker {
  readonly #draw: Draw;
  readonly #components: Components;

  constructor(draw: Draw, components: Components) {
    this.#draw = draw;
    this.#components = components;
  }

  value(wanted: readonly Json[], depth: number): Json {
    if (depth > LAST) return null;
    const all = this.#gather(wanted);
    const listed = this.#listed(all);
    if (listed !== undefined && !this.#draw.chance(3)) return listed;
    const types = typesOf(all);
    if (types.length === 0) return drawJson(this.#draw, 1);
    const spoken = types.filter((type) => all.some((schema) => speaksOf(schema, type)));
    const type = this.#draw.pick(spoken.length > 0 && this.#draw.chance(85) ? spoken : types);
    switch (type) {
      case "null":
        return null;
      case "boolean":
        return this.#draw.chance(50);
      case "integer":
      case "number":
        return this.#number(all, type === "integer" || !types.includes("number"));
      case "string":
        return this.#text(all);
      case "array":
        return this.#array(all, depth);
      default:
        return this.#object(all, depth);
    }
  }

  /** The schemas that must hold of one value: references followed, one alternative of each chosen. */
  #gather(wanted: readonly Json[]): JsonObject[] {
    const found: JsonObject[] = [];
    const stack = [...wanted];
    for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
      if (next === false) found.push({ type: [] });
      if (!isObject(next) || found.length > MOST) continue;
      found.push(next);
      const target = targetOf(next);
      if (target !== undefined) stack.push(this.#components[target] ?? true);
      stack.push(...listOf(next, "allOf"));
      for (const keyword of ["anyOf", "oneOf"]) {
        const options = listOf(next, keyword).filter((option) => option !== false);
        if (options.length > 0) stack.push(this.#draw.pick(options));
      }
      const [test, then, otherwise] = ["if", "then", "else"].map((name) => memberOf(next, name));
      if (test === undefined) continue;
      if (test !== false && this.#draw.chance(65)) stack.push(test, then ?? true);
      else stack.push(otherwise ?? true);
    }
    return found;
  }

  #listed(all: readonly JsonObject[]): Json | undefined {
    let values: readonly Json[] | undefined;
    for (const schema of all) {
      const only = memberOf(schema, "const");
      for (const list of [only === undefined ? undefined : [only], memberOf(schema, "enum")]) {
        if (!isList(list)) continue;
        values = values?.filter((value) => list.some((other) => isSame(value, other))) ?? list;
      }
    }
    const types = typesOf(all);
    const fitting = values?.filter((value) => {
      const type = typeOf(value);
      return types.includes(type) || (type === "number" && types.includes("integer"));
    });
    const possible = fitting !== undefined && fitting.length > 0 ? fitting : (values ?? []);
    return possible.length > 0 ? this.#draw.pick(possible) : undefined;
  }

  #number(all: readonly JsonObject[], whole: boolean): number {
    const draw = this.#draw;
    const lows = numbersOf(all, "minimum", "exclusiveMinimum");
    const highs = numbersOf(all, "maximum", "exclusiveMaximum");
    const low = lows.length > 0 ? Math.max(...lows) : undefined;
    const high = highs.length > 0 ? Math.min(...highs) : undefined;
    const [step = whole ? 1 : undefined] = numbersOf(all, "multipleOf");
    const start = low ?? (high === undefined ? drawNumber(draw) : high - draw.pick([0, 1, 2.5, 7]));
    const near = Math.min(start + draw.pick([0, 0, 1, 0.5, 2, 3]), high ?? Infinity);
    if (draw.chance(5)) return drawNumber(draw);
    if (step === undefined) return near;
    const multiple = Math.round(near / step) * step;
    const decimals = Math.min((String(step).split(".")[1] ?? "").length, 20);
    return Number.isFinite(multiple) ? Number(multiple.toFixed(decimals)) : near;
  }

  #text(all: readonly JsonObject[]): string {
    const draw = this.#draw;
    const patterns = all.flatMap((schema) => textOf(schema, "pattern"));
    if (patterns.length > 0) return drawMatch(draw, draw.pick(patterns));
    const formats = all.flatMap((schema) => textOf(schema, "format"));
    if (formats.length > 0) return drawFormatted(draw, draw.pick(formats));
    const least = Math.max(0, ...numbersOf(all, "minLength"));
    const most = Math.min(...numbersOf(all, "maxLength"), least + 3);
    if (least === 0 && draw.chance(30)) return drawText(draw);
    return draw.list(least, Math.max(least, most), () => draw.pick(LETTERS)).join("");
  }

  #array(all: readonly JsonObject[], depth: number): Json {
    const draw = this.#draw;
    const contained = all.flatMap((schema) => {
      const contains = memberOf(schema, "contains");
      const [least = 1] = numbersOf([schema], "minContains");
      return contains === undefined ? [] : Array.from({ length: least }, () => contains);
    });
    const longest = Math.max(0, ...all.map((schema) => listOf(schema, "prefixItems").length));
    const least = Math.max(0, ...numbersOf(all, "minItems"), contained.length);
    const closed = all.some((schema) => memberOf(schema, "items") === false);
    const wish = depth > DEEPEST ? least : least + draw.int(0, Math.max(2, longest - least));
    const most = Math.min(...numbersOf(all, "maxItems"), closed ? longest : Infinity);
    const length = Math.max(Math.min(wish, most), Math.min(least, 6));
    const unique = all.some((schema) => memberOf(schema, "uniqueItems") === true);
    const items: Json[] = [];
    for (let index = 0; index < length; index += 1) {
      const parts = all.flatMap((schema) => itemAt(schema, index));
      // What must be contained goes to the last places, which fewer schemas speak of.
      const inner = contained[length - 1 - index];
      const make = (): Json =>
        this.value(inner === undefined ? parts : [inner, ...parts], depth + 1);
      let item = make();
      for (let tries = 0; tries < 4 && unique; tries += 1) {
        if (!items.some((other) => isSame(other, item))) break;
        item = make();
      }
      items.push(item);
    }
    return items;
  }

  #object(given: readonly JsonObject[], depth: number): Json {
    const draw = this.#draw;
    const all = [...given];
    const names = this.#names(all, depth);
    const namings = all.flatMap((schema) => memberOf(schema, "propertyNames") ?? []);
    const least = Math.max(0, ...numbersOf(all, "minProperties"));
    const closed = all.some((schema) => isClosed(schema));
    const extra = depth > DEEPEST || closed ? 0 : draw.pick([0, 0, 0, 1, 1, 2]);
    for (let tries = 0; tries < 8 && names.size < least + extra; tries += 1) {
      const name =
        namings.length > 0 ? this.value([...namings, { type: "string" }], depth + 1) : "";
      names.add(namings.length > 0 && typeof name === "string" ? name : drawName(draw));
      if (tries >= extra && names.size >= least) break;
    }
    const required = new Set(all.flatMap((schema) => listOf(schema, "required")));
    const most = Math.min(...numbersOf(all, "maxProperties"));
    const kept = [...names].filter(
      (name, index) => required.has(name) || index < most || draw.chance(5),
    );
    return Object.fromEntries(
      kept.map((name) => {
        const parts = all.flatMap((schema) => memberAt(schema, name, all));
        return [name, this.value(parts, depth + 1)];
      }),
    );
  }

  /** Names of members: those required, some of those described, and what these bring with them. */
  #names(all: JsonObject[], depth: number): Set<string> {
    const draw = this.#draw;
    const names = new Set<string>();
    const share = depth > DEEPEST ? 0 : 60;
    const done = new Set<string>();
    for (let rounds = 0; rounds < 3; rounds += 1) {
      for (const schema of [...all]) {
        for (const name of listOf(schema, "required")) {
          if (typeof name === "string") names.add(name);
        }
        for (const [name, member] of Object.entries(mapOf(schema, "properties"))) {
          if (rounds === 0 && member !== false && draw.chance(share)) names.add(name);
        }
        for (const source of Object.keys(mapOf(schema, "patternProperties"))) {
          if (rounds === 0 && PATTERN_SOURCES.includes(source) && draw.chance(share)) {
            names.add(drawMatch(draw, source));
          }
        }
        for (const name of [...names]) {
          const needed = memberOf(mapOf(schema, "dependentRequired"), name);
          for (const other of isList(needed) ? needed : []) {
            if (typeof other === "string") names.add(other);
          }
        }
      }
      for (const name of [...names].filter((name) => !done.has(name))) {
        done.add(name);
        for (const schema of [...all]) {
          const dependent = memberOf(mapOf(schema, "dependentSchemas"), name);
          if (dependent !== undefined) all.push(...this.#gather([dependent]));
        }
      }
    }
    return names;
  }
}

const LETTERS = ["a", "b", "n", "x", "A", "1", "é", "💩"];
