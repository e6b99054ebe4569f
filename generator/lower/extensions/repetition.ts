import type { JsonObject } from "../../model/json.js";
import type { Parameter } from "../../model/model.js";
import { child } from "../../model/pointer.js";
import type { Pointer } from "../../model/schema.js";
import { isObject, member, numberOf, textOf } from "../access.js";
import type { Fault } from "./extension.js";
import type { Reading } from "../reading.js";

/** The header of this name is one by custom. @see https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/ */
const USUAL = "idempotency-key";

/** Of the shape of those that clients make. */
const EXAMPLE = "8e03978e-40d5-43e8-bc93-6894a57f9324";

/** A name that HTTP allows, and that the client does not write itself. */
const HEADER =
  /^(?!(?:accept|authorization|connection|content-.*|cookie|host|te|transfer-encoding)$)[!#$%&'*+.^_`|~0-9a-z-]+$/i;

const FOREIGN = { isForeign: true } as const;

/** `x-retry` of an operation, `{ safe: true }`: whether it may be sent again. */
export function retryOf(
  source: JsonObject,
  operation: Pointer,
  faults: Fault[],
): boolean | undefined {
  const written = member(source, "x-retry");
  if (written === undefined) return undefined;
  const safe = isObject(written) ? member(written, "safe") : undefined;
  if (typeof safe === "boolean") return safe;
  faults.push({
    ...(safe === undefined ? FOREIGN : {}),
    pointer: child(operation, "x-retry"),
    extension: "x-retry",
    reason:
      "expected `safe`: true, when sending a request twice does what sending it once does; false, when not",
  });
  return undefined;
}

/** What is asked of an operation: where it stands, what is written there, and its parameters. */
interface Asked {
  readonly source: JsonObject;
  readonly pointer: Pointer;
  readonly parameters: readonly Parameter[];
}

/**
 * The header that tells a server that requests are the same one: `x-idempotency-key` of an operation,
 * else its own header parameter `Idempotency-Key`. A declared parameter must take a UUID.
 */
export function idempotencyKeyOf(
  reading: Reading,
  { source, pointer, parameters }: Asked,
  faults: Fault[],
): string | undefined {
  const written = member(source, "x-idempotency-key");
  const fault = (reason: string, foreign: Pick<Fault, "isForeign"> = {}): undefined => {
    const extension = "x-idempotency-key";
    faults.push({ pointer: child(pointer, extension), extension, reason, ...foreign });
  };
  if (written === false) return undefined;
  const name = written === undefined ? USUAL : textOf(written);
  if (name === undefined || !HEADER.test(name)) {
    const reason = "expected the name of a header, such as `Idempotency-Key`, or false";
    return fault(reason, name === undefined ? FOREIGN : {});
  }
  const declared = parameters.find(
    (parameter) => parameter.in === "header" && parameter.key.toLowerCase() === name.toLowerCase(),
  );
  if (declared === undefined) return written === undefined ? undefined : name;
  if (takesKeys(reading, declared)) return declared.key;
  return written === undefined
    ? undefined
    : fault(`the parameter \`${declared.key}\` takes no UUID, which is what clients send`);
}

function takesKeys(reading: Reading, { pointer }: Parameter): boolean {
  const parameter = reading.at(pointer);
  const written = isObject(parameter) ? member(parameter, "schema") : undefined;
  const [schema] = reading.follow(written, child(pointer, "schema"));
  if (!isObject(schema)) return true;
  const types = [member(schema, "type") ?? "string"].flat();
  const pattern = textOf(member(schema, "pattern"));
  return (
    types.includes("string") &&
    (numberOf(member(schema, "minLength")) ?? 0) <= EXAMPLE.length &&
    (numberOf(member(schema, "maxLength")) ?? Infinity) >= EXAMPLE.length &&
    (textOf(member(schema, "format")) ?? "uuid") === "uuid" &&
    !["enum", "const"].some((keyword) => member(schema, keyword) !== undefined) &&
    (pattern === undefined || matches(pattern))
  );
}

function matches(pattern: string): boolean {
  try {
    return new RegExp(pattern, "u").test(EXAMPLE);
  } catch {
    return false;
  }
}
