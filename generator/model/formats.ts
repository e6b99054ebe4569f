/** The document that defines a format. */
export interface FormatSource {
  /** `RFC 3339, section 5.6` */
  readonly title: string;
  readonly url: string;
}

/** A value of `format` that somebody has defined; any other is an annotation nobody reads. */
export interface Format {
  readonly name: string;
  /** The one kind of value it speaks of; it says nothing of others. */
  readonly type: "string" | "number";
  /** The registry has it for texts that say a number too; how such a text looks is left open. */
  readonly alsoText?: boolean;
  readonly source: FormatSource;
  /** The check of `templates/runtime/formats.ts`, for what is asserted and no method of zod's says. */
  readonly check?: string;
  /** Every integer from the one to the other, for numbers that are asserted to be integers. */
  readonly range?: readonly [minimum: bigint, maximum: bigint];
  /** Every decimal up to this, and down to its negative, with so many digits behind the point. */
  readonly decimal?: { readonly limit: number; readonly step: number };
  /** A valid text. */
  readonly sample?: string;
}

function rfc(number: number, section: string): FormatSource {
  const part = /^[A-Z]/.test(section) ? `appendix ${section}` : `section ${section}`;
  const anchor = part.replace(" ", "-");
  return {
    title: `RFC ${String(number)}, ${part}`,
    url: `https://www.rfc-editor.org/rfc/rfc${String(number)}#${anchor}`,
  };
}

function registry(name: string): FormatSource {
  return {
    title: "OpenAPI Format Registry",
    url: `https://spec.openapis.org/registry/format/${name}`,
  };
}

function integer(name: string, bits: bigint, signed: boolean): Format {
  const range = signed
    ? ([-(2n ** (bits - 1n)), 2n ** (bits - 1n) - 1n] as const)
    : ([0n, 2n ** bits - 1n] as const);
  return { name, type: "number", source: registry(name), range };
}

function text(name: string, check: string, source: FormatSource, sample: string): Format {
  return { name, type: "string", source, check, sample };
}

/** Authors write `url` for absolute and relative ones alike. */
const WHATWG: FormatSource = {
  title: "WHATWG URL, section 4.3",
  url: "https://url.spec.whatwg.org/#url-writing",
};

function annotation(name: string, type: Format["type"], source = registry(name)): Format {
  return { name, type, source };
}

/**
 * Every format known: those of JSON Schema 2020-12, and of the OpenAPI Format Registry. What has a
 * check, a range or a step is asserted; the others have no definition a validator could hold a value
 * to, or hold of every value.
 *
 * @see https://json-schema.org/draft/2020-12/json-schema-validation#section-7.3
 * @see https://spec.openapis.org/registry/format/
 */
export const FORMATS: readonly Format[] = [
  text("date", "date", rfc(3339, "5.6"), "2025-01-31"),
  text("time", "time", rfc(3339, "5.6"), "12:00:00Z"),
  text("date-time", "dateTime", rfc(3339, "5.6"), "2025-01-31T12:00:00Z"),
  text("time-local", "timeLocal", rfc(3339, "5.6"), "12:00:00"),
  text("date-time-local", "dateTimeLocal", rfc(3339, "5.6"), "2025-01-31T12:00:00"),
  text("duration", "duration", rfc(3339, "A"), "P1D"),
  text("http-date", "httpDate", rfc(9110, "5.6.7"), "Fri, 31 Jan 2025 12:00:00 GMT"),
  text("email", "email", rfc(5321, "4.1.2"), "someone@example.com"),
  text("idn-email", "idnEmail", rfc(6531, "3.3"), "someone@example.com"),
  text("hostname", "hostname", rfc(1123, "2.1"), "example.com"),
  text("idn-hostname", "idnHostname", rfc(5890, "2.3.2.3"), "example.com"),
  text("ipv4", "ipv4", rfc(2673, "3.2"), "192.0.2.1"),
  text("ipv6", "ipv6", rfc(4291, "2.2"), "2001:db8::1"),
  text("uri", "uri", rfc(3986, "3"), "https://example.com/"),
  text("uri-reference", "uriReference", rfc(3986, "4.1"), "/"),
  text("iri", "iri", rfc(3987, "2.2"), "https://example.com/"),
  text("iri-reference", "iriReference", rfc(3987, "2.2"), "/"),
  text("uri-template", "uriTemplate", rfc(6570, "2"), "/items/{id}"),
  text("uuid", "uuid", rfc(4122, "3"), "3fa85f64-5717-4562-b3fc-2c963f66afa6"),
  text("json-pointer", "jsonPointer", rfc(6901, "3"), "/items/0"),
  text(
    "relative-json-pointer",
    "relativeJsonPointer",
    {
      title: "Relative JSON Pointers, section 3",
      url: "https://datatracker.ietf.org/doc/html/draft-bhutton-relative-json-pointer-00#section-3",
    },
    "1/id",
  ),
  text(
    "regex",
    "regex",
    { title: "ECMA-262, section 22.2.1", url: "https://tc39.es/ecma262/#sec-patterns" },
    "^[a-z]+$",
  ),
  text("byte", "byte", rfc(4648, "4"), "dGV4dA=="),
  text("base64url", "base64url", rfc(4648, "5"), "dGV4dA"),
  text("media-range", "mediaRange", rfc(9110, "12.5.1"), "application/json"),
  text("sf-string", "sfString", rfc(8941, "3.3.3"), '"text"'),
  text("sf-token", "sfToken", rfc(8941, "3.3.4"), "text"),
  text("sf-binary", "sfBinary", rfc(8941, "3.3.5"), ":dGV4dA==:"),
  text("sf-boolean", "sfBoolean", rfc(8941, "3.3.6"), "?1"),
  annotation("binary", "string"),
  annotation("char", "string"),
  annotation("commonmark", "string"),
  annotation("html", "string"),
  annotation("password", "string"),
  annotation("templated-url", "string"),
  { ...annotation("url", "string", WHATWG), sample: "https://example.com/" },
  integer("int8", 8n, true),
  integer("int16", 16n, true),
  integer("int32", 32n, true),
  // JSON.parse gives the nearest number: as valid as what was written, and `z.int()` would refuse it.
  { ...integer("int64", 64n, true), check: "int64", alsoText: true },
  integer("uint8", 8n, false),
  integer("uint16", 16n, false),
  integer("uint32", 32n, false),
  { ...integer("uint64", 64n, false), check: "uint64", alsoText: true },
  { ...annotation("double-int", "number"), range: [-(2n ** 53n) + 1n, 2n ** 53n - 1n] },
  {
    ...annotation("sf-integer", "number", rfc(8941, "3.3.1")),
    range: [-(10n ** 15n) + 1n, 10n ** 15n - 1n],
  },
  {
    ...annotation("sf-decimal", "number", rfc(8941, "3.3.2")),
    decimal: { limit: 999_999_999_999.999, step: 0.001 },
  },
  annotation("float", "number"),
  annotation("double", "number"),
  { ...annotation("decimal", "number"), alsoText: true },
  { ...annotation("decimal128", "number"), alsoText: true },
];

const byName = new Map(FORMATS.map((format) => [format.name, format]));

/** The format of that name; undefined for one nobody has defined. */
export function formatNamed(name: string | undefined): Format | undefined {
  return name === undefined ? undefined : byName.get(name);
}

/**
 * What a number is read as where none is rounded (`numbers: "exact"`): an `integer` as `number` or
 * `bigint`, a `decimal` as one of them or `ExactNumber`. Undefined where a `number` is enough for
 * what the format promises.
 */
export function exactKind(
  isInteger: boolean,
  format: string | undefined,
  asserted: boolean,
): "integer" | "decimal" | undefined {
  if (format === "decimal" || format === "decimal128") return isInteger ? "integer" : "decimal";
  if (format !== "int64" && format !== "uint64") return undefined;
  return isInteger || asserted ? "integer" : "decimal";
}

/** True where validators hold values to the format. */
export function isAsserted({ check, range, decimal }: Format): boolean {
  return (check ?? range ?? decimal) !== undefined;
}
