import type { Json } from "../model/json.js";
import type { ParameterStyle } from "../model/model.js";

/** Styles that documents name: a query string is a place of its own there. */
const STYLES: { readonly [style in Exclude<ParameterStyle, "querystring">]: true } = {
  simple: true,
  label: true,
  matrix: true,
  form: true,
  spaceDelimited: true,
  pipeDelimited: true,
  deepObject: true,
  cookie: true,
};

/** A style by its name; undefined for anything else. @see https://spec.openapis.org/oas/v3.2.0#style-values */
export function styleNamed(name: Json | undefined): ParameterStyle | undefined {
  return typeof name === "string" && Object.hasOwn(STYLES, name)
    ? (name as ParameterStyle)
    : undefined;
}
