import type { ApiModel } from "../../../generator/index.js";
import { isNestedText } from "../../../generator/index.js";
import { isObject, memberOf, type JsonObject } from "../../fuzz/json.js";

/** The parameters that Prism has no reading of, by their pointers. */
export function openParameters({ operations, schemas }: ApiModel): ReadonlySet<string> {
  return new Set(
    operations
      .flatMap(({ parameters }) => parameters)
      .filter((parameter) => parameter.style === "querystring" || isNestedText(parameter, schemas))
      .map(({ pointer }) => pointer),
  );
}

/** A parameter of which nothing is asked but that it is a list, or an object: how its parts are written is left open. */
export function withoutParts(parameter: JsonObject): JsonObject {
  const name = memberOf(parameter, "name");
  if (memberOf(parameter, "in") === "querystring" && name !== undefined)
    return { name, in: "query", schema: {} };
  const schema = memberOf(parameter, "schema");
  const type = isObject(schema) ? memberOf(schema, "type") : undefined;
  const { example: _example, examples: _examples, ...rest } = parameter;
  return { ...rest, schema: typeof type === "string" ? { type } : {} };
}

/**
 * Answers that lead elsewhere without the header that says where to: Prism makes an address up, and
 * who follows it never sees the answer that was asked for.
 */
export function withoutLocations(responses: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(responses).map(([status, response]) => {
      const headers = isObject(response) ? memberOf(response, "headers") : undefined;
      if (!/^3/.test(status) || !isObject(response) || !isObject(headers))
        return [status, response];
      const kept = Object.entries(headers).filter(([key]) => key.toLowerCase() !== "location");
      return [status, { ...response, headers: Object.fromEntries(kept) }];
    }),
  );
}
