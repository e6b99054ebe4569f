import { credentialVariable, type CredentialRole } from "../../model/credentials.js";
import { isObject, type Json } from "../../model/json.js";
import { exampleItems, itemsText } from "../../model/media-types.js";
import { child, tokensOf } from "../../model/pointer.js";
import type { ApiModel, Encoding, Operation, PartEncodings } from "../../model/model.js";
import type { Pointer } from "../../model/schema.js";
import { sentMethod } from "../../model/methods.js";
import {
  encodedName,
  parameterPairs,
  parameterText,
  partType,
  propertyPairs,
} from "../../wire/request-text.js";
import { variableOf } from "./secrets.js";
import { bytesType, encodingAt, type SampleRequest } from "./sample.js";
import { serverOf } from "./sample-url.js";
import { jsonText } from "./span.js";

/** A piece of a shell word: text as it is, or the value of an environment variable. */
type Piece = string | { readonly variable: string };

/** The request as a curl command for a POSIX shell; credentials come from environment variables. */
export function curlSample(request: SampleRequest, model: ApiModel): string {
  const { operation, body } = request;
  const credentials = credentialsOf(operation, model);
  const query: Piece[][] = [];
  const headers: Piece[][] = [...credentials.headers];
  const cookies: Piece[][] = [...credentials.cookies];
  for (const { parameter, value, secret } of request.parameters) {
    const covered: Piece | undefined = secret ? { variable: variableOf(parameter.key) } : undefined;
    if (parameter.in === "header")
      headers.push([`${parameter.key}: `, covered ?? oneLine(parameterText(parameter, value))]);
    if (parameter.in === "path" || parameter.in === "header") continue;
    const pairs =
      covered === undefined
        ? parameterPairs(parameter, value).map((pair): Piece[] => [pair.join("=")])
        : [
            parameter.style === "querystring"
              ? [covered]
              : [`${encodedName(parameter.key)}=`, covered],
          ];
    (parameter.in === "query" ? query : cookies).push(...pairs);
  }
  query.push(...credentials.query);
  const address = [serverOf(operation, model), ...pathOf(request), ...queryText(query)];
  // curl would take braces and brackets for patterns.
  const isPlain = address.every((piece) => typeof piece !== "string" || !/[{}[\]]/.test(piece));
  const lines = [
    `curl --request ${sentMethod(operation.method)} ${word(address)}`,
    ...(isPlain ? [] : ["--globoff"]),
    ...credentials.flags,
    ...headers.map((header) => `--header ${word(header)}`),
    ...(cookies.length === 0 ? [] : [`--cookie ${word(joined(cookies, "; "))}`]),
    ...(body === undefined ? [] : dataOf(body)),
  ];
  return lines.join(" \\\n  ");
}

/** A header ends at its first line break, and what followed would be another header. */
function oneLine(text: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what is replaced
  return text.replace(/[\u0000-\u001f\u0085\u2028\u2029]+/g, " ");
}

function pathOf({ operation, parameters }: SampleRequest): Piece[] {
  const path = new Map(
    parameters
      .filter(({ parameter }) => parameter.in === "path")
      .map(({ parameter, value, secret }): [string, Piece] => [
        parameter.key,
        secret ? { variable: variableOf(parameter.key) } : parameterText(parameter, value),
      ]),
  );
  return operation.route
    .split(/(\{[^{}]*\})/)
    .map((part) => (part.startsWith("{") ? (path.get(part.slice(1, -1)) ?? part) : part));
}

function queryText(query: readonly Piece[][]): Piece[] {
  return query.length === 0 ? [] : ["?", ...joined(query, "&")];
}

function joined(pieces: readonly Piece[][], separator: string): Piece[] {
  return pieces.flatMap((piece, index) => (index === 0 ? piece : [separator, ...piece]));
}

interface Credentials {
  readonly headers: Piece[][];
  readonly query: Piece[][];
  readonly cookies: Piece[][];
  readonly flags: string[];
}

/** What the first alternative of an operation's security asks for, of those that ask for something. */
function credentialsOf(operation: Operation, model: ApiModel): Credentials {
  const found: Credentials = { headers: [], query: [], cookies: [], flags: [] };
  const [first = []] = operation.security.map(Object.keys).filter((names) => names.length > 0);
  for (const name of first) {
    const scheme = Object.hasOwn(model.security, name) ? model.security[name] : undefined;
    if (scheme === undefined) continue;
    const from = (role: CredentialRole): Piece => ({
      variable: credentialVariable(model.security, name, role),
    });
    switch (scheme.type) {
      case "oauth2":
      case "openIdConnect":
        found.headers.push(["Authorization: Bearer ", from("token")]);
        break;
      case "http":
        if (scheme.scheme.toLowerCase() === "basic") {
          found.flags.push(`--user ${word([from("username"), ":", from("password")])}`);
        } else {
          const label = scheme.scheme.toLowerCase() === "bearer" ? "Bearer" : scheme.scheme;
          found.headers.push([`Authorization: ${label} `, from("token")]);
        }
        break;
      case "apiKey": {
        const key = from("key");
        if (scheme.in === "header") found.headers.push([`${scheme.key}: `, key]);
        else if (scheme.in === "query") found.query.push([`${encodedName(scheme.key)}=`, key]);
        else found.cookies.push([`${scheme.key}=`, key]);
        break;
      }
      case "mutualTLS":
        found.flags.push(`--cert ${word([from("certificate")])}`);
        break;
      default:
        scheme satisfies never;
    }
  }
  return found;
}

function dataOf(body: NonNullable<SampleRequest["body"]>): string[] {
  const { type, codec, value, secrets } = body;
  const header = `--header ${word([`Content-Type: ${type}`])}`;
  const coveredOf = (name: string): Piece | undefined =>
    secrets.has(child("#", name)) ? { variable: variableOf(name) } : undefined;
  if (codec === "multipart" && hasParts(value)) {
    // curl writes the content type of a form itself, and the boundary, which it alone knows, of any.
    const said = /^multipart\/form-data\b/i.test(type) ? [] : [header];
    return [...said, ...partsOf(body, value, coveredOf)];
  }
  if (codec === "form" && isObject(value)) {
    const pairs = Object.entries(value).flatMap(([name, member]): Piece[][] => {
      const covered = coveredOf(name);
      if (covered !== undefined) return [[`${encodedName(name)}=`, covered]];
      return propertyPairs(body, name, member).map((pair) => [pair.join("=")]);
    });
    return [header, `--data ${word(joined(pairs, "&"))}`];
  }
  if (codec === "lines" || codec === "sequence") {
    return [header, `--data-binary ${word([itemsText(exampleItems(value), codec)])}`];
  }
  return [
    header,
    `--data-raw ${word(codec === "json" ? jsonPieces(value, secrets) : [textOf(value)])}`,
  ];
}

function hasParts(value: Json): boolean {
  return Array.isArray(value) || isObject(value);
}

/** The parts that a value has: members by their names, items without. */
function partsOf(
  encodings: PartEncodings,
  value: Json,
  coveredOf: (name: string) => Piece | undefined = () => undefined,
): string[] {
  if (Array.isArray(value))
    return (value as readonly Json[]).flatMap((item, index) =>
      partOf("", item, encodingAt(encodings, index), undefined),
    );
  return Object.entries(value ?? {}).flatMap(([name, member]: [string, Json]) =>
    partOf(name, member, encodingAt(encodings, name), coveredOf(name)),
  );
}

/** A part for each value; a file where the part is bytes, since a sample has none. */
function partOf(
  name: string,
  value: Json,
  encoding: Encoding | undefined,
  covered: Piece | undefined,
): string[] {
  if (covered !== undefined) return [`--form-string ${word([`${name}=`, covered])}`];
  const { inside } = encoding ?? {};
  const media = encoding === undefined ? {} : { encoding: { [name]: encoding } };
  const type = partType(media, name, value);
  if (inside !== undefined && hasParts(value)) {
    const several = Array.isArray(value) && inside.positions === undefined;
    return (several ? (value as readonly Json[]) : [value]).flatMap((one) => [
      `--form ${word([`${name}=(;type=${type ?? ""}`])}`,
      ...partsOf(inside, one),
      "--form '=)'",
    ]);
  }
  const bytes = bytesType(encoding);
  if (bytes !== undefined) return [`--form ${word([`${name}=@file;type=${bytes}`])}`];
  return propertyPairs(media, name, value, true).map(([key, text]) =>
    type === undefined
      ? `--form-string ${word([`${key}=${text}`])}`
      : `--form ${word([`${key}="${text.replace(/["\\]/g, "\\$&")}";type=${type}`])}`,
  );
}

function textOf(value: Json): string {
  return typeof value === "string" ? value : jsonText(value);
}

/** JSON, indented, with variables where the secrets were. */
function jsonPieces(value: Json, secrets: ReadonlySet<Pointer>): Piece[] {
  // A mark that JSON cannot contain unescaped keeps the place of each secret while it is laid out.
  const marks: string[] = [];
  const marked = jsonText(mark(value, secrets, "#", marks), 2);
  return marked
    .split(/"\\u0000(\d+)"/)
    .flatMap((part, index): Piece[] =>
      index % 2 === 0 ? [part] : ['"', { variable: marks[Number(part)] ?? "SECRET" }, '"'],
    );
}

function mark(value: Json, secrets: ReadonlySet<Pointer>, pointer: Pointer, marks: string[]): Json {
  if (secrets.has(pointer)) {
    marks.push(variableOf(tokensOf(pointer).at(-1) ?? ""));
    return `\u0000${marks.length - 1}`;
  }
  if (typeof value === "string") return value.replaceAll("\u0000", "");
  if (Array.isArray(value)) {
    return (value as readonly Json[]).map((item, index) =>
      mark(item, secrets, child(pointer, index), marks),
    );
  }
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      mark(item, secrets, child(pointer, key), marks),
    ]),
  );
}

/**
 * One word of a POSIX shell: double quotes where the text means the same in them, else single quotes,
 * which nothing but a single quote can end. A line break may stand in either; a NUL in none.
 */
function word(pieces: readonly Piece[]): string {
  const whole = pieces.reduce<Piece[]>((merged, piece) => {
    const last = merged.at(-1);
    if (typeof piece !== "string") return [...merged, piece];
    const text = piece.replaceAll("\u0000", "");
    if (text === "") return merged;
    return typeof last === "string" ? [...merged.slice(0, -1), last + text] : [...merged, text];
  }, []);
  const isPlain = whole.every((piece) => typeof piece !== "string" || !/["$`\\!\n]/.test(piece));
  if (isPlain && whole.some((piece) => typeof piece !== "string")) {
    const texts = whole.map((piece, index) =>
      typeof piece === "string" ? piece : reference(piece.variable, whole[index + 1]),
    );
    return `"${texts.join("")}"`;
  }
  return whole.length === 0
    ? "''"
    : whole
        .map((piece) => (typeof piece === "string" ? single(piece) : `"$${piece.variable}"`))
        .join("");
}

/** `$NAME`, in braces where what follows would read as part of the name. */
function reference(name: string, next: Piece | undefined): string {
  return typeof next === "string" && /^\w/.test(next) ? `\${${name}}` : `$${name}`;
}

function single(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
