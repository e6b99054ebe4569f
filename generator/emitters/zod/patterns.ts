import { code, literal, type Code } from "../../code/code.js";

/**
 * A pattern as a regular expression of ECMAScript: of code points, as JSON Schema has it, or of
 * code units where only those can be read. Undefined where neither can, and the reason is told.
 *
 * @see https://json-schema.org/draft/2020-12/json-schema-core#section-6.4
 */
export function regularExpression(
  source: string,
  onUnreadable: (source: string, reason: string) => void,
): Code | undefined {
  for (const flags of ["u", ""]) {
    try {
      new RegExp(source, flags);
    } catch (error) {
      if (flags === "") onUnreadable(source, error instanceof Error ? error.message : "");
      continue;
    }
    const text = literal(source);
    return flags === "" ? code`new RegExp(${text})` : code`new RegExp(${text}, ${literal(flags)})`;
  }
  return undefined;
}
