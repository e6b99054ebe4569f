import type { AddressShower } from "./descriptor.js";
import { REDACTED } from "./redact.js";
import { serializePath, serializeQuery } from "./serialize.js";

/**
 * The path and the query of a call without the values of secret parameters. Operations that have
 * some bring it along; of all others the address is shown as it is sent.
 */
export const showAddress: AddressShower = ({ path, parameters = [] }, input, json) => {
  const secrets = parameters.filter(({ secret }) => secret === true);
  const others = parameters.filter(({ secret }) => secret !== true);
  const asked: Record<string, unknown> = { ...input.query };
  let shown = path;
  for (const { in: place, key } of secrets) {
    if (place === "path") shown = shown.replaceAll(`{${key}}`, REDACTED);
    // One key in place of what may be several, such as an object's.
    if (place === "query" && Object.hasOwn(asked, key)) asked[key] = REDACTED;
  }
  const address =
    unlessRefused(() => serializePath(shown, others, { ...input.path }, json)) ?? shown;
  const query = unlessRefused(() => serializeQuery(others, asked, json));
  return {
    address: query ? `${address}?${query}` : address,
    secretKeys: secrets.map(({ key }) => key),
  };
};

/** What a serialiser writes; nothing where it refuses a value. */
function unlessRefused(write: () => string): string | undefined {
  try {
    return write();
  } catch {
    return undefined;
  }
}
