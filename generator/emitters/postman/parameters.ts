import type { Json } from "../../model/json.js";
import type { Parameter } from "../../model/model.js";
import { encodedName, parameterPairs, parameterText } from "../../wire/request-text.js";
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

/** The value of a path parameter, for its place in the URL. */
export function pathValue(context: Context, parameter: Parameter): string {
  const shown = show(context, parameter);
  if (shown.text !== undefined) return encoded(shown.text);
  return shown.value === undefined ? "" : parameterText(parameter, shown.value);
}

/** The query's entries; those of optional parameters are switched off. */
export function queryPairs(context: Context, parameter: Parameter): Pair[] {
  const description = descriptionOf(parameter);
  return pairsOf(show(context, parameter)).map(([key, value = null]) => ({
    key,
    value,
    ...description,
    ...(parameter.required ? {} : { disabled: true as const }),
  }));
}

/** A header; `{{` in its value is parted, since headers know no escape. */
export function headerPair(context: Context, parameter: Parameter): Pair {
  const shown = show(context, parameter);
  const text = shown.text ?? [
    shown.value === undefined ? "" : parameterText(parameter, shown.value),
  ];
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
    pairsOf(show(context, parameter)).map((pair) => pair.join("=")),
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

/** Encoded, so that braces are only braces. */
function pairsOf({ parameter, text, value }: Shown): readonly (readonly [string, string?])[] {
  if (text !== undefined && parameter.style === "querystring") return [[encoded(text)]];
  if (text !== undefined)
    return [[encodedName(parameter.key), encoded(text, parameter.allowReserved)]];
  return value === undefined
    ? [[encodedName(parameter.key), ""]]
    : parameterPairs(parameter, value);
}
