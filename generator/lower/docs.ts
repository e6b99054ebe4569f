import type { Json, JsonObject } from "../model/json.js";
import type { Codec, Docs, Example } from "../model/model.js";
import type { Pointer } from "../model/schema.js";
import { child } from "../model/pointer.js";
import { flagOf, isObject, member, objectOf, present, recordOf, textOf } from "./access.js";

/** Prose, deprecation and vendor extensions of any object. */
export function docsOf(object: JsonObject): Docs {
  const external = objectOf(member(object, "externalDocs"));
  const url = textOf(external.url);
  return present({
    title: textOf(member(object, "title")),
    summary: textOf(member(object, "summary")),
    description: textOf(member(object, "description")) || undefined,
    deprecated: flagOf(member(object, "deprecated")) ?? false,
    unconfirmed: textOf(member(object, "x-unconfirmed")),
    externalDocs:
      url === undefined ? undefined : present({ url, description: textOf(external.description) }),
    extensions: extensionsOf(object),
  });
}

const NONE: Docs["extensions"] = {};

/** What an object says in words of its author's. @see https://spec.openapis.org/oas/v3.1.0#specification-extensions */
export function extensionsOf(object: JsonObject): Docs["extensions"] {
  const names = Object.keys(object).filter((name) => name.startsWith("x-"));
  return names.length === 0 ? NONE : recordOf(names.map((name) => [name, object[name] as Json]));
}

/**
 * `example` and `examples` of a media type, parameter or header; examples kept elsewhere
 * (`externalValue`) have no value to show and are left out.
 *
 * @see https://spec.openapis.org/oas/v3.1.0#example-object
 */
export function examplesOf(
  object: JsonObject,
  pointer: Pointer,
  follow: (value: Json, pointer: Pointer) => readonly [Json, Pointer],
  codec?: Codec,
): Example[] {
  const examples: Example[] = [];
  const single = member(object, "example");
  if (single !== undefined) examples.push({ pointer: child(pointer, "example"), value: single });
  for (const [key, named] of Object.entries(objectOf(member(object, "examples")))) {
    const [example, at] = follow(named, child(pointer, "examples", key));
    if (!isObject(example)) continue;
    const written = member(example, "value");
    const value = written ?? serialized(member(example, "serializedValue"), codec);
    if (value === undefined) continue;
    const place = child(at, written === undefined ? "serializedValue" : "value");
    const { summary, description } = docsOf(example);
    examples.push(present({ pointer: place, key, summary, description, value }));
  }
  return examples;
}

/** The value of an example that is told as it is sent. @see https://spec.openapis.org/oas/v3.2.0#example-object */
function serialized(text: Json | undefined, codec: Codec | undefined): Json | undefined {
  if (typeof text !== "string") return undefined;
  if (codec === "text" || codec === "events" || codec === "lines" || codec === "sequence")
    return text;
  if (codec !== "json") return undefined;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
