import type { ApiModel } from "../../../generator/index.js";
import { isMisreadForm, isNestedText } from "../../../generator/index.js";
import { isObject, memberOf, type JsonObject } from "../../fuzz/json.js";

/** The parameters and the bodies of requests that Prism has no reading of, by their pointers. */
export function openPlaces({ operations, schemas }: ApiModel): ReadonlySet<string> {
  const parameters = operations
    .flatMap((operation) => operation.parameters)
    .filter((parameter) => parameter.style === "querystring" || isNestedText(parameter, schemas));
  const bodies = operations
    .flatMap(({ requestBody }) => requestBody?.content ?? [])
    .filter((media) => isMisreadForm(media, schemas));
  return new Set([...parameters, ...bodies].map(({ pointer }) => pointer));
}

/**
 * A parameter of which nothing is asked but that it is a list, or an object: how its parts are written is
 * left open. Of a body nothing is.
 */
export function withoutParts(parameter: JsonObject): JsonObject {
  if (memberOf(parameter, "in") === undefined) return {};
  const name = memberOf(parameter, "name");
  if (memberOf(parameter, "in") === "querystring" && name !== undefined)
    return { name, in: "query", schema: {} };
  const schema = memberOf(parameter, "schema");
  const type = isObject(schema) ? memberOf(schema, "type") : undefined;
  const { example: _example, examples: _examples, ...rest } = parameter;
  return { ...rest, schema: typeof type === "string" ? { type } : {} };
}

/**
 * Answers without headers that Prism heeds though it should not: one that is called `Content-Type`,
 * which OpenAPI ignores, and of answers that lead elsewhere the address, which Prism makes up, so
 * that who follows it never sees the answer that was asked for.
 *
 * @see https://spec.openapis.org/oas/v3.1.0#response-object
 */
export function withoutHeeded(responses: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(responses).map(([status, response]) => {
      const headers = isObject(response) ? memberOf(response, "headers") : undefined;
      if (!isObject(response) || !isObject(headers)) return [status, response];
      const isHeeded = /^3/.test(status) ? /^(?:content-type|location)$/i : /^content-type$/i;
      const kept = Object.entries(headers).filter(([key]) => !isHeeded.test(key));
      return [status, { ...response, headers: Object.fromEntries(kept) }];
    }),
  );
}
