import type { AddressWriter } from "./descriptor.js";

/**
 * A server's address, its variables filled in from `variables`, else from the server's defaults.
 *
 * @throws TypeError for a variable without a value, or one the document does not allow.
 * @see https://spec.openapis.org/oas/v3.1.0#server-object
 */
export const fillVariables: AddressWriter = (server, variables) =>
  server.url.replace(/\{([^{}]+)\}/g, (_, name: string) => {
    const variable = own(server.variables, name);
    const given = own(variables, name);
    const value = given ?? variable?.default;
    if (value === undefined) throw new TypeError(`server variable "${name}" has no value`);
    if (given !== undefined && variable?.enum !== undefined && !variable.enum.includes(given)) {
      throw new TypeError(`server variable "${name}" must be one of ${variable.enum.join(", ")}`);
    }
    // In an address these end what they stand in, or are dropped.
    if (given !== undefined && /[\s\\?#@\p{Cc}]/u.test(given)) {
      throw new TypeError(`server variable "${name}" has characters that have no place in it`);
    }
    return value;
  });

function own<Value>(
  object: { readonly [name: string]: Value } | undefined,
  name: string,
): Value | undefined {
  return object !== undefined && Object.hasOwn(object, name) ? object[name] : undefined;
}
