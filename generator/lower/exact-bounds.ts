import type { ApiModel } from "../model/model.js";
import { child } from "../model/pointer.js";
import type { NumberAssertions, Pointer, Schema } from "../model/schema.js";

const BOUNDS = [
  "minimum",
  "maximum",
  "exclusiveMinimum",
  "exclusiveMaximum",
  "multipleOf",
] as const;

/**
 * The model with the bounds of numbers that reading has rounded, as the document writes them:
 * `maximum: 999999999999999999` is a `number` no more. `literalAt` gives the text of a scalar.
 */
export function withExactBounds(
  model: ApiModel,
  literalAt: (pointer: Pointer) => string | undefined,
): ApiModel {
  const schemas = Object.entries(model.schemas).map(([id, schema]) => {
    const { number } = schema.assertions;
    const exact = number === undefined ? {} : exactBounds(schema, number, literalAt);
    if (Object.keys(exact).length === 0) return [id, schema] as const;
    const assertions = { ...schema.assertions, number: { ...number, exact } };
    return [id, { ...schema, assertions }] as const;
  });
  return { ...model, schemas: Object.fromEntries(schemas) };
}

function exactBounds(
  { id }: Schema,
  number: NumberAssertions,
  literalAt: (pointer: Pointer) => string | undefined,
): { readonly [keyword: string]: string } {
  const found = BOUNDS.flatMap((keyword) => {
    const bound = number[keyword];
    if (bound === undefined) return [];
    const literal = literalAt(child(id, keyword)) ?? "";
    const written = normal(literal);
    const isRounded = Number(literal) === bound && written !== normal(String(bound));
    return isRounded && written !== undefined ? [[keyword, literal] as const] : [];
  });
  return Object.fromEntries(found);
}

/** A number's one text: its digits without zeros at either end, and their power of ten. */
function normal(literal: string): string | undefined {
  const [, sign, whole = "", fraction = "", power = "0"] =
    /^(-?)([0-9]+)(?:\.([0-9]+))?(?:[eE]([+-]?[0-9]{1,5}))?$/.exec(literal) ?? [];
  if (sign === undefined) return undefined;
  const digits = (whole + fraction).replace(/^0+/, "");
  const short = digits.replace(/0+$/, "");
  const scale = Number(power) - fraction.length + digits.length - short.length;
  return short === "" ? "0" : `${sign}${short}e${String(scale)}`;
}
