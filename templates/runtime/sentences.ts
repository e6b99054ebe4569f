import type * as z from "./zod.js";
import { count, listed, type Payload } from "./checks.js";

/** What an issue says: the keyword that does not hold, and that in words. */
export interface Sentence {
  readonly keyword: string;
  readonly message: string;
}

type Issue = Payload["issues"][number];

/** What a schema or check of zod, or a check of ours, found. The value itself is never mentioned. */
export function sentenceOf(issue: Issue): Sentence {
  switch (issue.code) {
    case "invalid_type":
      return { keyword: "type", message: `must be ${named(issue.expected)}` };
    case "invalid_value":
      return oneOfValues(issue.values);
    case "too_small":
      return bound(issue, "small", issue.minimum);
    case "too_big":
      return bound(issue, "big", issue.maximum);
    case "not_multiple_of":
      return { keyword: "multipleOf", message: `must be a multiple of ${String(issue.divisor)}` };
    case "invalid_format":
      return issue.pattern === undefined
        ? { keyword: "format", message: `must be ${formatted(issue.format)}` }
        : { keyword: "pattern", message: `must match ${issue.pattern}` };
    case "custom":
      return {
        keyword: String(issue.params?.["keyword"] ?? "type"),
        message: issue.message ?? ownMessage(issue),
      };
    default:
      return { keyword: "type", message: issue.message ?? "is not valid" };
  }
}

/** What a schema was told to say of all that it refuses. */
function ownMessage(issue: Issue): string {
  const error = issue.inst?._zod.def.error as z.core.$ZodErrorMap | undefined;
  const said = error?.(issue);
  return (typeof said === "object" ? said?.message : said) ?? "is not valid";
}

/** `const` and `enum`; the values are the document's. */
export function oneOfValues(values: readonly unknown[]): Sentence {
  return values.length === 1
    ? { keyword: "const", message: `must be ${listed(values)}` }
    : { keyword: "enum", message: `must be one of ${listed(values)}` };
}

function bound(
  issue: z.core.$ZodRawIssue<z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig>,
  side: "small" | "big",
  limit: number | bigint | undefined,
): Sentence {
  const [least, Limit] = side === "small" ? ["least", "min"] : ["most", "max"];
  const amount = Number(limit);
  switch (issue.origin) {
    case "string":
      return {
        keyword: `${Limit}Length`,
        message: `must have at ${least} ${count(amount, "character")}`,
      };
    case "array":
      return {
        keyword: `${Limit}Items`,
        message: `must have at ${least} ${count(amount, "item")}`,
      };
    default: {
      // A schema of zod that is itself a range, `z.int32()`, says its format; `z.int()` what numbers can hold.
      if (issue.inst !== undefined && "parse" in issue.inst._zod) {
        const range = `must be at ${least} ${String(limit)}`;
        return { keyword: issue.origin === "int" ? "type" : "format", message: range };
      }
      if (issue.inclusive === false) {
        const than = side === "small" ? "greater" : "less";
        return {
          keyword: side === "small" ? "exclusiveMinimum" : "exclusiveMaximum",
          message: `must be ${than} than ${String(limit)}`,
        };
      }
      return { keyword: `${Limit}imum`, message: `must be at ${least} ${String(limit)}` };
    }
  }
}

const NAMES: { readonly [kind: string]: string | undefined } = {
  string: "a string",
  number: "a number",
  int: "an integer",
  boolean: "a boolean",
  null: "null",
  array: "an array",
  tuple: "an array",
  object: "an object",
  record: "an object",
};

/** `a string`, `an object` */
export function named(kind: string): string {
  return NAMES[kind] ?? `of type ${kind}`;
}

/** `a string, an array or null` */
export function alternatives(names: readonly string[]): string {
  const last = names.at(-1) ?? "";
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} or ${last}`;
}

/** Formats by what people call them, with the document that defines them. */
const FORMATS: { readonly [format: string]: string | undefined } = {
  date: "a date (RFC 3339)",
  time: "a time with its offset (RFC 3339)",
  "date-time": "a date-time (RFC 3339)",
  "time-local": "a time without an offset (RFC 3339)",
  "date-time-local": "a date-time without an offset (RFC 3339)",
  "http-date": "a date of HTTP (RFC 9110)",
  duration: "a duration (RFC 3339)",
  email: "an email address (RFC 5321)",
  "idn-email": "an email address (RFC 6531)",
  hostname: "a hostname (RFC 1123)",
  "idn-hostname": "a hostname (RFC 5890)",
  ipv4: "an IPv4 address (RFC 2673)",
  ipv6: "an IPv6 address (RFC 4291)",
  uri: "an absolute URI (RFC 3986)",
  "uri-reference": "a URI reference (RFC 3986)",
  iri: "an absolute IRI (RFC 3987)",
  "iri-reference": "an IRI reference (RFC 3987)",
  "uri-template": "a URI template (RFC 6570)",
  uuid: "a UUID (RFC 4122)",
  "json-pointer": "a JSON pointer (RFC 6901)",
  "relative-json-pointer": "a relative JSON pointer",
  regex: "a regular expression (ECMA-262)",
  byte: "Base64 (RFC 4648)",
  base64url: "Base64 for URLs (RFC 4648)",
  "media-range": "a media range (RFC 9110)",
  "sf-string": "a structured field string (RFC 8941)",
  "sf-token": "a structured field token (RFC 8941)",
  "sf-binary": "a structured field byte sequence (RFC 8941)",
  "sf-boolean": "a structured field boolean (RFC 8941)",
};

function formatted(format: string): string {
  return FORMATS[format] ?? `a valid ${format}`;
}
