import { isObject, type Json } from "../../model/json.js";
import { exampleItems, itemsText } from "../../model/media-types.js";
import type { Example, MediaType } from "../../model/model.js";
import { tokensOf } from "../../model/pointer.js";
import { partType, propertyPairs } from "../../wire/request-text.js";
import type { Body, FormField, Pair } from "./collection.js";
import type { Context } from "./context.js";
import { jsonText } from "./json-text.js";
import { secretsOf } from "./secrets.js";
import { plain, type Text } from "./text.js";

/**
 * The body of a request that sends an example, or a value made for the schema where there is none.
 * Secrets become variables, and so does what `given` says, by JSON pointer.
 */
export function bodyOf(
  context: Context,
  content: MediaType,
  example: Example | undefined,
  given: { readonly [pointer: string]: Text },
): Body | undefined {
  if (content.codec === "binary") return { mode: "file", file: { src: "" } };
  const value =
    example?.value ??
    (content.schema === undefined ? undefined : context.valueOfSchema(content.schema));
  if (value === undefined) {
    context.noBody(content.type, content.pointer);
    return undefined;
  }
  const replacements = replacementsIn(context, content, value, given);
  switch (content.codec) {
    case "form":
      return { mode: "urlencoded", urlencoded: fields(context, content, value, replacements) };
    case "multipart":
      if (!isObject(value)) {
        // Postman knows fields alone: it can send no part without a name.
        context.noBody(content.type, content.pointer);
        return undefined;
      }
      return { mode: "formdata", formdata: parts(context, content, value, replacements) };
    case "json":
      return raw(jsonText(value, replacements), "json");
    case "lines":
    case "sequence":
      return raw(plain([itemsText(exampleItems(value), content.codec)]), "text");
    case "text":
    case "events": {
      if (typeof value !== "string" && /xml/.test(content.type)) {
        // How a value becomes XML is a matter of its own; nothing is better than something wrong.
        context.noBody(content.type, content.pointer);
        return undefined;
      }
      const text: Text = [typeof value === "string" ? value : JSON.stringify(value)];
      context.checkBraces(text, content.type, content.pointer);
      return raw(plain(text), /xml/.test(content.type) ? "xml" : "text");
    }
  }
}

function raw(text: string, language: "json" | "text" | "xml"): Body {
  return { mode: "raw", raw: text, options: { raw: { language } } };
}

function replacementsIn(
  context: Context,
  { schema }: MediaType,
  value: Json,
  given: { readonly [pointer: string]: Text },
): Map<string, Text> {
  const replacements = new Map<string, Text>();
  for (const [pointer, text] of Object.entries(given)) {
    const here = at(value, pointer);
    if (here === undefined) continue;
    context.mention(text, here);
    replacements.set(pointer, text);
  }
  if (schema === undefined) return replacements;
  for (const pointer of secretsOf(context.model.schemas, schema, value)) {
    const name = tokensOf(`#${pointer}`).at(-1) ?? "body";
    const text = replacements.get(pointer);
    const [only] = text ?? [];
    if (typeof only === "object")
      context.variables.mention(only.variable, { value: "", secret: true });
    else if (text === undefined) replacements.set(pointer, [{ variable: context.secret(name) }]);
  }
  return replacements;
}

function fields(
  context: Context,
  content: MediaType,
  value: Json,
  replacements: ReadonlyMap<string, Text>,
): Pair[] {
  return membersOf(value).flatMap(([key, member]) =>
    textsOf(context, content, key, member, replacements).map(([name, text]) => ({
      key: name,
      value: plain(text),
      ...described(context, content, key),
    })),
  );
}

function parts(
  context: Context,
  content: MediaType,
  value: Json,
  replacements: ReadonlyMap<string, Text>,
): FormField[] {
  return membersOf(value).flatMap(([key, member]): FormField[] => {
    const description = described(context, content, key);
    if (isFile(context, content, key) || isMadeOfParts(content, key))
      return [{ key, type: "file", src: "", ...description }];
    const contentType = partType(content, key, member);
    const type = contentType === undefined ? {} : { contentType };
    return textsOf(context, content, key, member, replacements).map(([name, text]) => {
      return { key: name, value: plain(text), type: "text", ...type, ...description };
    });
  });
}

/** The fields of one property; Postman encodes them. */
function textsOf(
  context: Context,
  content: MediaType,
  key: string,
  member: Json,
  replacements: ReadonlyMap<string, Text>,
): (readonly [string, Text])[] {
  const given = replacements.get(`/${key}`);
  const texts: (readonly [string, Text])[] =
    given === undefined
      ? propertyPairs(content, key, member, true).map(([name, text]) => [name, [text]])
      : [[key, given]];
  for (const [name, text] of texts) context.checkBraces(text, name, content.pointer);
  return texts;
}

/** A part of bytes is chosen by who sends it. @see https://spec.openapis.org/oas/v3.1.0#considerations-for-file-uploads */
function isFile(context: Context, content: MediaType, key: string): boolean {
  const rules = propertyOf(context, content, key)?.assertions.string;
  return rules?.format === "binary" || rules?.contentMediaType === "application/octet-stream";
}

/** Who sends it writes such a part to a file. */
function isMadeOfParts({ encoding = {} }: MediaType, key: string): boolean {
  return Object.hasOwn(encoding, key) && encoding[key]?.inside !== undefined;
}

function described(context: Context, content: MediaType, key: string): { description?: string } {
  const description = propertyOf(context, content, key)?.docs.description;
  return description === undefined ? {} : { description: plain([description.trim()]) };
}

function propertyOf(context: Context, { schema }: MediaType, key: string) {
  const { schemas } = context.model;
  let here = schema === undefined ? undefined : schemas[schema];
  // A chain of references is finite in a sound model; the bound is for one that is not.
  for (let hops = 0; here?.shape.kind === "reference" && hops < 32; hops++)
    here = schemas[here.shape.target];
  if (here?.shape.kind !== "object") return undefined;
  const property = here.shape.properties.find((one) => one.key === key);
  return property === undefined ? undefined : schemas[property.schema];
}

function membersOf(value: Json): [string, Json][] {
  return isObject(value) ? Object.entries(value) : [];
}

function at(value: Json, pointer: string): Json | undefined {
  let here: Json | undefined = value;
  for (const token of tokensOf(`#${pointer}`)) {
    if (typeof here !== "object" || here === null || !Object.hasOwn(here, token)) return undefined;
    here = (here as { readonly [key: string]: Json })[token];
  }
  return here;
}
