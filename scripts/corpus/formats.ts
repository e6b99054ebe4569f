import * as z from "zod/v4/core";
import type { Formats } from "../fuzz/witness.js";

/** What the runtime that a package was generated with exports of formats, by the names there. */
export type RuntimeFormats = Readonly<Record<string, unknown>>;

/** Formats of texts that the runtime checks. @see https://spec.openapis.org/registry/format/ */
const TEXTS =
  "date time date-time time-local date-time-local duration http-date email idn-email hostname idn-hostname ipv4 ipv6 uri uri-reference iri iri-reference uri-template uuid json-pointer relative-json-pointer regex byte base64url media-range sf-string sf-token sf-binary sf-boolean";

/** Formats of integers, by the first and the last. A number as JSON.parse makes it may have been rounded to the limit. */
const INTEGERS: Readonly<Record<string, readonly [low: number, high: number]>> = {
  int8: [-(2 ** 7), 2 ** 7 - 1],
  int16: [-(2 ** 15), 2 ** 15 - 1],
  int32: [-(2 ** 31), 2 ** 31 - 1],
  int64: [-(2 ** 63), 2 ** 63],
  uint8: [0, 2 ** 8 - 1],
  uint16: [0, 2 ** 16 - 1],
  uint32: [0, 2 ** 32 - 1],
  uint64: [0, 2 ** 64],
  "double-int": [-(2 ** 53) + 1, 2 ** 53 - 1],
  "sf-integer": [-(10 ** 15) + 1, 10 ** 15 - 1],
};

/**
 * What Ajv is told of formats: texts are judged by the package's own schemas, since what a format is
 * has been settled elsewhere and the structure is what two implementations are asked about here.
 *
 * @param runtime absent where the package has no such schemas: its texts are of any format
 * @throws Error where the runtime has a text format under no schema: Ajv would take any text.
 */
export function formatsOf(runtime?: RuntimeFormats): Formats {
  const texts = (runtime === undefined ? [] : TEXTS.split(" ")).map((name) => {
    const schema = runtime?.[name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())];
    if (!(schema instanceof z.$ZodType)) throw new Error(`the runtime has no schema of ${name}`);
    const validate = (text: string): boolean => z.safeParse(schema, text).success;
    return [name, { type: "string" as const, validate }];
  });
  const numbers = Object.entries(INTEGERS).map(([name, [low, high]]) => [
    name,
    {
      type: "number" as const,
      validate: (value: number) => Number.isInteger(value) && value >= low && value <= high,
    },
  ]);
  return Object.fromEntries([...texts, ...numbers]) as Formats;
}
