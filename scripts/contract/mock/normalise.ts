import { escapeToken } from "../../../generator/index.js";
import { isList, isObject, memberOf, type Json, type JsonObject } from "../../fuzz/json.js";
import { withText } from "./header-texts.js";
import { withoutHeeded, withoutParts } from "./misreadings.js";
import { type PlainAnswers, withPlainText } from "./plain-answers.js";
import { splitByDirection } from "./directions.js";

/** Examples to be served beside the document's own, by the pointer of their media type. */
export type Additions = ReadonlyMap<string, ReadonlyMap<string, Json>>;

/**
 * A copy of the canonical document that says the same in words Prism understands:
 *
 * - `jsonSchemaDialect` names 2020-12, without which Prism reads schemas as draft 7 and passes over
 *   its newer keywords;
 * - what `readOnly` and `writeOnly` leave out of one direction is left out of that direction's own
 *   copy, since Prism overlooks it below `allOf` and references;
 * - bodies of XML have no schema, since Prism judges their text as if it were JSON
 *   (https://github.com/stoplightio/prism/issues/2050);
 * - formats that Prism knows and nobody has defined for JSON Schema are left out, as they are
 *   annotations;
 * - what a schema requires and does not list is listed, since Prism drops such members of forms;
 * - what stands beside the `$ref` of a parameter, a response and the like is left out, as it counts
 *   for nothing;
 * - answers that lead elsewhere have no `Location`, which Prism would make up, and none describes a
 *   header `Content-Type`, which OpenAPI ignores;
 * - of parameters whose parts OpenAPI has no form for (`open`, by their pointers) only the kind is left,
 *   and nothing of multipart bodies that are more than forms, of which Prism looks for fields;
 * - lists of forms that are joined by commas may have such;
 * - headers of answers that Prism writes none for are `texts`, by their pointers;
 * - bodies of answers that Prism writes from a text alone are `plain`: they have one;
 * - `additions` become named examples, so that Prism answers with valid bodies where the document
 *   has none.
 */
export function normalised(
  document: Json,
  additions: Additions,
  open: ReadonlySet<string> = new Set(),
  texts: ReadonlyMap<string, string> = new Map(),
  plain: PlainAnswers = new Map(),
): Json {
  if (!isObject(document)) return document;
  const worded = splitByDirection(withoutForeign(document) as JsonObject);
  const served = withExamples(withoutMisreadings(worded), { additions, open, texts, plain }, "#");
  return {
    ...(served as JsonObject),
    jsonSchemaDialect: "https://json-schema.org/draft/2020-12/schema",
  };
}

const REFERENCES = /^#\/components\/(?!schemas\/|pathItems\/)[A-Za-z]+\/[^/]+$/;

/**
 * The document without extensions that refer elsewhere: Prism follows every `$ref`, also where it
 * is none of OpenAPI's, and does not start where the file is not there.
 */
export function withoutForeign(value: Json): Json {
  if (isList(value)) return value.map(withoutForeign);
  if (!isObject(value)) return value;
  const { $ref: reference } = value;
  // Beside a Reference Object's `$ref` nothing counts but words; Prism lets all of it count.
  if (typeof reference === "string" && REFERENCES.test(reference)) return { $ref: reference };
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, member]) => !(key.startsWith("x-") && refersElsewhere(member)))
      .map(([key, member]) => [key, withoutForeign(member)]),
  );
}

/** Formats of Ajv's own, which Prism has it assert. */
const FOREIGN_FORMATS: ReadonlySet<Json | undefined> = new Set([
  "url",
  "iso-time",
  "iso-date-time",
]);

/** The document without schemas of XML, formats that no dialect has, and members that nothing lists. */
function withoutMisreadings(value: Json): Json {
  if (isList(value)) return value.map(withoutMisreadings);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(withListed(value))
      .filter(([key, member]) => !(key === "format" && FOREIGN_FORMATS.has(member)))
      .map(([key, member]) => [key, withoutMisreadings(reworded(key, member))]),
  );
}

/** An open object's schema, with each member it requires among its properties. */
function withListed(schema: JsonObject): JsonObject {
  const { required, properties, additionalProperties: others = true } = schema;
  if (!isList(required) || !isObject(properties) || others !== true) return schema;
  const missing = required.filter(
    (name): name is string => typeof name === "string" && !Object.hasOwn(properties, name),
  );
  if (missing.length === 0) return schema;
  const added = missing.map((name): [string, Json] => [name, {}]);
  return {
    ...schema,
    properties: Object.fromEntries([...Object.entries(properties), ...added]),
  };
}

function reworded(key: string, member: Json): Json {
  if (!isObject(member)) return member;
  if (key === "content") return withReserved(withoutXml(member));
  return key === "responses" ? withoutHeeded(member) : member;
}

const FORM = "application/x-www-form-urlencoded";

/** Prism takes the comma between the items of a list for one inside an item, which only `allowReserved` lets pass. */
function withReserved(content: JsonObject): JsonObject {
  const media = memberOf(content, FORM);
  const encoding = isObject(media) ? memberOf(media, "encoding") : undefined;
  if (!isObject(media) || !isObject(encoding)) return content;
  const lenient = Object.entries(encoding).map(([name, one]) => {
    const isJoined = isObject(one) && memberOf(one, "explode") === false;
    return [name, isJoined ? { ...one, allowReserved: true } : one];
  });
  return { ...content, [FORM]: { ...media, encoding: Object.fromEntries(lenient) as JsonObject } };
}

function withoutXml(content: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(content).map(([type, media]) => {
      if (!/^[^;]*[/+]xml\b/i.test(type) || !isObject(media)) return [type, media];
      const { schema: _, ...rest } = media;
      return [type, rest];
    }),
  );
}

function refersElsewhere(value: Json): boolean {
  if (isList(value)) return value.some(refersElsewhere);
  if (!isObject(value)) return false;
  return Object.entries(value).some(([key, member]) =>
    key === "$ref" ? !String(member).startsWith("#") : refersElsewhere(member),
  );
}

interface Served {
  readonly additions: Additions;
  readonly open: ReadonlySet<string>;
  readonly texts: ReadonlyMap<string, string>;
  readonly plain: PlainAnswers;
}

function withExamples(value: Json, served: Served, pointer: string): Json {
  if (isList(value))
    return value.map((item, index) => withExamples(item, served, `${pointer}/${String(index)}`));
  if (!isObject(value)) return value;
  if (served.open.has(pointer)) return withoutParts(value);
  const text = served.texts.get(pointer);
  if (text !== undefined) return withText(value, text);
  const kind = served.plain.get(pointer);
  if (kind !== undefined) return withPlainText(value, kind);
  const own = served.additions.get(pointer);
  const members = Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key,
      withExamples(member, served, `${pointer}/${escapeToken(key)}`),
    ]),
  );
  if (own === undefined) return members;
  const { example, examples, ...rest } = members;
  const named = {
    // A single example keeps its place: Prism takes the first when none is asked for.
    ...(example === undefined ? {} : { example: { value: example } }),
    ...(isObject(examples) ? examples : {}),
    ...Object.fromEntries([...own].map(([key, added]) => [key, { value: added }])),
  };
  return { ...rest, examples: named };
}
