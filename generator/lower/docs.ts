import type { Json, JsonObject } from "../model/json.js";
import type { Docs, Example } from "../model/model.js";
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
    description: textOf(member(object, "description")),
    deprecated: flagOf(member(object, "deprecated")) ?? false,
    unconfirmed: textOf(member(object, "x-unconfirmed")),
    externalDocs:
      url === undefined ? undefined : present({ url, description: textOf(external.description) }),
    extensions: extensionsOf(object),
  });
}

const NONE: Docs["extensions"] = {};

function extensionsOf(object: JsonObject): Docs["extensions"] {
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
): Example[] {
  const examples: Example[] = [];
  const single = member(object, "example");
  if (single !== undefined) examples.push({ pointer: child(pointer, "example"), value: single });
  for (const [key, written] of Object.entries(objectOf(member(object, "examples")))) {
    const [example, at] = follow(written, child(pointer, "examples", key));
    if (!isObject(example)) continue;
    const value = member(example, "value");
    if (value === undefined) continue;
    const { summary, description } = docsOf(example);
    examples.push(present({ pointer: child(at, "value"), key, summary, description, value }));
  }
  return examples;
}
