import type {
  JsonText,
  OperationDescriptor,
  OperationInput,
  ParameterLocation,
} from "./descriptor.js";

type Pairs = readonly (readonly [name: string, text?: string])[];

/**
 * The path and the query of a call, and the headers that are parameters of it. Texts, numbers and
 * flags, in a query lists of them too, are written here; what writes any other parameter comes with
 * its descriptor.
 *
 * @throws TypeError for a path that lacks a value, and for a value that has no form where it stands
 */
export function writeParameters(
  { parameters = [], path }: OperationDescriptor,
  input: OperationInput,
  json: JsonText,
): { readonly address: string; readonly headers: Readonly<Record<string, string | undefined>> } {
  const pairsOf = (place: ParameterLocation, [key, value]: readonly [string, unknown]): Pairs => {
    if (value === undefined || value === null) return [];
    const parameter = parameters.find((one) => one.in === place && one.key === key);
    const escape = place === "header" ? String : encodeURIComponent;
    return (
      parameter?.write?.(parameter, value, json) ??
      (place === "query" ? [value].flat() : [value]).map((one) => {
        if (typeof one === "object") throw new TypeError(`${place}/${key} is no text`);
        return [escape(key), escape(one as string)];
      })
    );
  };
  const allOf = (place: ParameterLocation, mark: string) =>
    Object.entries(input[place] ?? {})
      .flatMap((entry) => pairsOf(place, entry).map((pair) => pair.join("=")))
      .join(mark);
  const filled = path.replace(/\{([^{}]*)\}/g, (_, key: string) => {
    const text = pairsOf("path", [key, (input.path as Values | undefined)?.[key]])[0]?.[1];
    if (text) return text;
    throw new TypeError(`path/${key} is required`);
  });
  // URLs are normalised before they are sent, so the call would reach another path.
  if (/\/(\.|%2e){1,2}(\/|$)/i.test(filled)) throw new TypeError("path has a dot segment");
  const query = allOf("query", "&");
  const headers = Object.fromEntries(
    Object.entries(input.header ?? {}).flatMap((entry) => pairsOf("header", entry)),
  );
  return {
    address: query ? `${filled}?${query}` : filled,
    headers: { ...headers, cookie: allOf("cookie", "; ") || undefined },
  };
}

type Values = Readonly<Record<string, unknown>>;
