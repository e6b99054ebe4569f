import { isList, isObject, memberOf, type Json, type JsonObject } from "../../fuzz/json.js";

/** The document with the tag of each discriminator stated in the alternatives it selects. */
export function withTags(document: JsonObject): JsonObject {
  return tagged(document, document) as JsonObject;
}

function tagged(value: Json, root: JsonObject): Json {
  if (isList(value)) return value.map((item) => tagged(item, root));
  if (!isObject(value)) return value;
  const members = Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, tagged(member, root)]),
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
      // What an alternative says of its own tag is the schema's word, and decides.
      if (tags.length === 0 || statesTag(branch, name, root)) return branch;
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

/** Whether a schema, or a part of it, lists the values of a member itself. */
function statesTag(schema: Json, name: string, root: JsonObject, depth = 0): boolean {
  if (!isObject(schema) || depth > 20) return false;
  const properties = memberOf(schema, "properties");
  const own = isObject(properties) ? memberOf(properties, name) : undefined;
  if (isObject(own) && listsValues(own, root)) return true;
  const reference = memberOf(schema, "$ref");
  const parts = memberOf(schema, "allOf");
  return [
    ...(typeof reference === "string" ? [targetOf(root, reference)] : []),
    ...(isList(parts) ? parts : []),
  ].some((part) => part !== undefined && statesTag(part, name, root, depth + 1));
}

function listsValues(schema: JsonObject, root: JsonObject, depth = 0): boolean {
  if ("enum" in schema || "const" in schema) return true;
  const reference = memberOf(schema, "$ref");
  const target = typeof reference === "string" ? targetOf(root, reference) : undefined;
  return isObject(target) && depth < 20 && listsValues(target, root, depth + 1);
}

function targetOf(root: JsonObject, reference: string): Json | undefined {
  return decodeURIComponent(reference.slice(1))
    .split("/")
    .slice(1)
    .map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"))
    .reduce<Json | undefined>(
      (at, token) => (isObject(at) ? memberOf(at, token) : undefined),
      root,
    );
}
