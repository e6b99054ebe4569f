import { isList, isObject, memberOf, type Json, type JsonObject } from "../../fuzz/json.js";

/** The document with the tag of each discriminator stated in the alternatives it selects. */
export function withTags(document: JsonObject): JsonObject {
  return tagged(document) as JsonObject;
}

function tagged(value: Json): Json {
  if (isList(value)) return value.map(tagged);
  if (!isObject(value)) return value;
  const members = Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, tagged(member)]),
  );
  const { discriminator } = value;
  const name = isObject(discriminator) ? memberOf(discriminator, "propertyName") : undefined;
  if (!isObject(discriminator) || typeof name !== "string") return members;
  const mapping = memberOf(discriminator, "mapping");
  for (const keyword of ["oneOf", "anyOf"] as const) {
    const branches = memberOf(members, keyword);
    if (!isList(branches)) continue;
    members[keyword] = branches.map((branch) => {
      const tags = tagsOf(branch, isObject(mapping) ? mapping : {});
      if (tags.length === 0) return branch;
      const tag = { type: "object", required: [name], properties: { [name]: { enum: tags } } };
      return { allOf: [branch, tag] };
    });
  }
  return members;
}

/** The tags that select a branch: the mapping's, else the component's name. @see https://spec.openapis.org/oas/v3.1.0#discriminator-object */
function tagsOf(branch: Json, mapping: JsonObject): string[] {
  const reference = isObject(branch) ? memberOf(branch, "$ref") : undefined;
  if (typeof reference !== "string") return [];
  const name = decodeURIComponent(reference.split("/").at(-1) ?? "");
  const mapped = Object.entries(mapping)
    .filter(([, target]) => target === reference || target === name)
    .map(([tag]) => tag);
  return mapped.length > 0 ? mapped : [name];
}
