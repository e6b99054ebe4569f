import type { Schema } from "../../generator/index.js";

/** What a reader must be told of a constraint, in any of several wordings. */
export interface Demand {
  readonly keyword: string;
  /** Matches a text that says it. */
  readonly told: (text: string) => boolean;
}

/**
 * What each keyword of a schema demands, as its reader must find it; what its subschemas demand is
 * theirs. Written beside the emitter and not by it: a wording that the emitter loses is missed here.
 */
export function demandsOf({ assertions }: Schema): Demand[] {
  const { string, number, array, object, not, conditional } = assertions;
  const { enum: values, const: constant } = assertions;
  return [
    ...(values ?? []).map((value) => contains("enum", JSON.stringify(value))),
    ...(constant === undefined ? [] : [contains("const", JSON.stringify(constant.value))]),
    ...[string?.format, number?.format].flatMap((format) =>
      format === undefined ? [] : [contains("format", format)],
    ),
    ...(string?.pattern === undefined ? [] : [contains("pattern", string.pattern)]),
    ...[string?.contentEncoding, string?.contentMediaType].flatMap((word) =>
      word === undefined ? [] : [contains("content", word)],
    ),
    ...range("minLength", "maxLength", string?.minLength, string?.maxLength, "characters?"),
    ...range("minItems", "maxItems", array?.minItems, array?.maxItems, "items?"),
    ...range(
      "minProperties",
      "maxProperties",
      object?.minProperties,
      object?.maxProperties,
      "propert(?:y|ies)",
    ),
    ...bound("minimum", "at least", number?.minimum),
    ...bound("maximum", "at most", number?.maximum),
    ...bound("exclusiveMinimum", "greater than", number?.exclusiveMinimum),
    ...bound("exclusiveMaximum", "less than", number?.exclusiveMaximum),
    ...bound("multipleOf", "a multiple of", number?.multipleOf),
    ...(array?.uniqueItems === true ? [contains("uniqueItems", "no item twice")] : []),
    ...(array?.contains === undefined ? [] : [contains("contains", "of the items that each")]),
    ...(not === undefined ? [] : [contains("not", "never")]),
    ...(conditional?.then === undefined ? [] : [contains("then", "if it")]),
    ...(conditional?.else === undefined ? [] : [contains("else", "unless it")]),
    ...Object.keys(object?.patternProperties ?? {}).map((one) =>
      contains("patternProperties", one),
    ),
    ...(object?.propertyNames === undefined ? [] : [contains("propertyNames", "name")]),
    ...Object.entries(object?.dependentRequired ?? {}).flatMap(([key, keys]) =>
      keys.map((other): Demand => ({
        keyword: "dependentRequired",
        told: (text) => text.includes(`with ${key}, has`) && text.includes(other),
      })),
    ),
    ...Object.keys(object?.dependentSchemas ?? {}).map((key) =>
      contains("dependentSchemas", `with ${key},`),
    ),
    // What is declared beside it has a row, which says so.
    ...(object?.required ?? [])
      .filter((key) => !Object.hasOwn(object?.properties ?? {}, key))
      .map((key) => contains("required", key)),
  ];
}

function contains(keyword: string, words: string): Demand {
  const wanted = words.replace(/\s+/g, " ").trim();
  return { keyword, told: (text) => text.includes(wanted) };
}

function range(
  least: string,
  most: string,
  min: number | undefined,
  max: number | undefined,
  noun: string,
): Demand[] {
  return [
    ...(min === undefined
      ? []
      : [
          matches(
            least,
            `(?:least|exactly) ${String(min)} ${noun}|\\b${String(min)} to \\d+ ${noun}`,
          ),
        ]),
    ...(max === undefined ? [] : [matches(most, `(?:most|exactly|\\d to) ${String(max)} ${noun}`)]),
  ];
}

function bound(keyword: string, words: string, limit: number | undefined): Demand[] {
  return limit === undefined ? [] : [contains(keyword, `${words} ${JSON.stringify(limit)}`)];
}

function matches(keyword: string, pattern: string): Demand {
  const expression = new RegExp(pattern);
  return { keyword, told: (text) => expression.test(text) };
}
