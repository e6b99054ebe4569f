import { RESERVED } from "./reserved.js";

export type Dialect = "snowflake" | "redshift" | "bigquery" | "databricks";

interface Rules {
  /** Names that mean the same with and without quotes. */
  readonly plain: RegExp;
  readonly quote: '"' | "`";
  /** Most characters, or bytes of UTF-8. */
  readonly longest: number;
  readonly unit: "characters" | "bytes";
  /** Characters that no quoting admits, beside control characters. */
  readonly forbidden?: RegExp;
}

const RULES: { readonly [D in Dialect]: Rules } = {
  /** @see https://docs.snowflake.com/en/sql-reference/identifiers-syntax */
  snowflake: { plain: /^[A-Za-z_][A-Za-z0-9_$]*$/, quote: '"', longest: 255, unit: "characters" },
  /** @see https://docs.aws.amazon.com/redshift/latest/dg/r_names.html */
  redshift: { plain: /^[A-Za-z_][A-Za-z0-9_$]*$/, quote: '"', longest: 127, unit: "bytes" },
  /** @see https://cloud.google.com/bigquery/docs/reference/standard-sql/lexical#identifiers */
  bigquery: {
    plain: /^[A-Za-z_][A-Za-z0-9_]*$/,
    quote: "`",
    longest: 1024,
    unit: "characters",
    // BigQuery escapes with backslashes, and none of its resources may have such a name anyway.
    forbidden: /[`\\]/,
  },
  /** @see https://docs.databricks.com/en/sql/language-manual/sql-ref-names.html */
  databricks: {
    plain: /^[A-Za-z_][A-Za-z0-9_]*$/,
    quote: "`",
    longest: 255,
    unit: "characters",
    forbidden: /[./ ]/,
  },
};

/** An identifier that no quoting can express; the message says why. */
export class UnquotableIdentifier extends Error {}

/**
 * A name as an identifier: bare where that means the same, since quotes fix its case (Snowflake folds
 * bare names to upper case, so `"sync_wh"` and `sync_wh` are two names); quoted where it must be.
 *
 * @throws UnquotableIdentifier
 */
export function identifier(name: string, dialect: Dialect): string {
  const { plain, quote, longest, unit, forbidden } = RULES[dialect];
  if (name === "") throw new UnquotableIdentifier("an identifier cannot be empty");
  // eslint-disable-next-line no-control-regex -- control characters are what is refused
  if (/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/.test(name)) {
    throw new UnquotableIdentifier("an identifier cannot contain control characters");
  }
  if (/[\ud800-\udfff]/u.test(name)) throw new UnquotableIdentifier("it is not valid Unicode");
  const length = unit === "bytes" ? Buffer.byteLength(name) : [...name].length;
  if (length > longest)
    throw new UnquotableIdentifier(`an identifier has at most ${longest} ${unit}`);
  const wrong = forbidden?.exec(name)?.[0];
  if (wrong !== undefined)
    throw new UnquotableIdentifier(`no quoting allows ${JSON.stringify(wrong)} here`);
  if (plain.test(name) && !RESERVED[dialect].has(name.toUpperCase())) return name;
  return quote + name.replaceAll(quote, quote + quote) + quote;
}

/** A string literal of SQL, single quotes doubled; a backslash, which some dialects give a meaning, too. */
export function sqlString(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`;
}

/** One word of a POSIX shell, bare where nothing in it means anything to the shell. */
export function shellWord(text: string): string {
  return /^[A-Za-z0-9_./:@=-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
