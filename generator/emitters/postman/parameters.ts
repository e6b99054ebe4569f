import type { Json } from "../../model/json.js";
import type { Parameter } from "../../model/model.js";
import type { Pair } from "./collection.js";
import type { Context } from "./context.js";
import { encoded, plain, type Text } from "./text.js";

/** A parameter with the value it is shown with. */
interface Shown {
  readonly parameter: Parameter;
  /** From an extension or, for secrets, our own. */
  readonly text?: Text;
  readonly value?: Json;
}

/** A name and its value, neither encoded. */
type Entry = readonly [key: string, value: Text];

/** The value of a path parameter, for its place in the URL. */
export function pathValue(context: Context, parameter: Parameter): string {
  const shown = show(context, parameter);
  if (shown.text !== undefined) return encoded(shown.text);
  const value = shown.value ?? "";
  const { style, explode, key } = parameter;
  const name = encoded([key]);
  const parts = partsOf(value, explode).map((part) => encoded([part]));
  if (style === "label") return `.${parts.join(explode ? "." : ",")}`;
  if (style !== "matrix") return parts.join(",");
  if (!explode || typeof value !== "object") return `;${name}=${parts.join(",")}`;
  return Array.isArray(value)
    ? parts.map((part) => `;${name}=${part}`).join("")
    : partsOf(value, true)
        .map(
          (part) =>
            `;${part
              .split("=")
              .map((side) => encoded([side]))
              .join("=")}`,
        )
        .join("");
}

/** The query's entries; those of optional parameters are switched off. */
export function queryPairs(context: Context, parameter: Parameter): Pair[] {
  const description = descriptionOf(parameter);
  return entriesOf(show(context, parameter)).map(([key, value]) => ({
    key: encoded([key], true),
    value: encoded(value, parameter.allowReserved),
    ...description,
    ...(parameter.required ? {} : { disabled: true as const }),
  }));
}

/** A header; `{{` in its value is parted, since headers know no escape. */
export function headerPair(context: Context, parameter: Parameter): Pair {
  const shown = show(context, parameter);
  const text = shown.text ?? [partsOf(shown.value ?? "", parameter.explode).join(",")];
  context.checkBraces(text, parameter.key, parameter.pointer);
  return {
    key: parameter.key,
    value: plain(text),
    ...descriptionOf(parameter),
    ...(parameter.required ? {} : { disabled: true as const }),
  };
}

/** All required cookies as one header; none where none is required. */
export function cookiePair(context: Context, parameters: readonly Parameter[]): Pair[] {
  const required = parameters.filter((parameter) => parameter.required);
  if (required.length === 0) return [];
  const cookies = required.flatMap((parameter) =>
    entriesOf(show(context, parameter)).map(([key, value]) => `${key}=${encoded(value)}`),
  );
  return [{ key: "Cookie", value: cookies.join("; ") }];
}

function descriptionOf({ docs }: Parameter): { description?: string } {
  return docs.description === undefined ? {} : { description: plain([docs.description.trim()]) };
}

function show(context: Context, parameter: Parameter): Shown {
  const text = context.settings.parameter(parameter.docs, parameter.pointer).value;
  const value = context.valueOf(parameter);
  if (text !== undefined) {
    context.mention(text, value, parameter.docs.description);
    return { parameter, text };
  }
  const schema =
    "schema" in parameter.value ? parameter.value.schema : parameter.value.content.schema;
  if (schema !== undefined && context.isSecret(schema)) {
    return { parameter, text: [{ variable: context.secret(parameter.key) }] };
  }
  return { parameter, ...(value === undefined ? {} : { value }) };
}

/** @see https://spec.openapis.org/oas/v3.1.0#style-examples */
function entriesOf({ parameter, text, value = "" }: Shown): Entry[] {
  const { key, style, explode } = parameter;
  if (text !== undefined) return [[key, text]];
  if ("content" in parameter.value) {
    return [[key, [typeof value === "string" ? value : JSON.stringify(value)]]];
  }
  if (typeof value !== "object" || value === null) return [[key, [plainValue(value)]]];
  if (style === "deepObject") {
    return Object.entries(value).map(([member, child]) => [
      `${key}[${member}]`,
      [plainValue(child as Json)],
    ]);
  }
  if (explode && (style === "form" || Array.isArray(value))) {
    return Array.isArray(value)
      ? value.map((item) => [key, [plainValue(item as Json)]])
      : Object.entries(value).map(([member, child]) => [member, [plainValue(child as Json)]]);
  }
  const separator = style === "spaceDelimited" ? " " : style === "pipeDelimited" ? "|" : ",";
  return [[key, [partsOf(value, false).join(separator)]]];
}

/** `a,1,b,2` or, exploded, `a=1,b=2`, as a list. */
function partsOf(value: Json, explode: boolean): string[] {
  if (typeof value !== "object" || value === null) return [plainValue(value)];
  if (Array.isArray(value)) return value.map((item) => plainValue(item as Json));
  return Object.entries(value).flatMap(([key, child]) =>
    explode ? [`${key}=${plainValue(child as Json)}`] : [key, plainValue(child as Json)],
  );
}

function plainValue(value: Json): string {
  if (value === null) return "null";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
