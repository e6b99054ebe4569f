import { isList, isObject, type Json, type JsonObject } from "../../fuzz/json.js";
import { splitByDirection } from "./directions.js";
import { withTags } from "./discriminators.js";

/** Examples to be served beside the document's own, by the pointer of their media type. */
export type Additions = ReadonlyMap<string, ReadonlyMap<string, Json>>;

/**
 * A copy of the canonical document that says the same in words Prism understands:
 *
 * - `jsonSchemaDialect` names 2020-12, without which Prism reads schemas as draft 7 and passes over
 *   its newer keywords;
 * - discriminators, which Prism ignores, become constants in the alternatives;
 * - what `readOnly` and `writeOnly` leave out of one direction is left out of that direction's own
 *   copy, since Prism overlooks it below `allOf` and references;
 * - `additions` become named examples, so that Prism answers with valid bodies where the document
 *   has none.
 */
export function normalised(document: Json, additions: Additions): Json {
  if (!isObject(document)) return document;
  const worded = splitByDirection(withTags(document));
  const served = withExamples(worded, additions, "#");
  return {
    ...(served as JsonObject),
    jsonSchemaDialect: "https://json-schema.org/draft/2020-12/schema",
  };
}

function withExamples(value: Json, additions: Additions, pointer: string): Json {
  if (isList(value))
    return value.map((item, index) => withExamples(item, additions, `${pointer}/${String(index)}`));
  if (!isObject(value)) return value;
  const own = additions.get(pointer);
  const members = Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key,
      withExamples(
        member,
        additions,
        `${pointer}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`,
      ),
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
