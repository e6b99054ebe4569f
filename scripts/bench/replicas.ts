import type { Json, JsonObject } from "../../generator/index.js";

/**
 * A document and copies of all it describes beside it, under other names: as large as so many of
 * them, and alike in everything else.
 */
export function replicated(document: JsonObject, times: number): JsonObject {
  const copies = Array.from({ length: times }, (_, index) =>
    index === 0 ? document : copyOf(document, `Copy${String(index)}`),
  );
  const merged = (member: string): JsonObject =>
    Object.assign({}, ...copies.map((copy) => objectOf(copy[member]))) as JsonObject;
  const kinds = new Set(copies.flatMap((copy) => Object.keys(objectOf(copy.components))));
  const components = Object.fromEntries(
    [...kinds].map((kind) => [
      kind,
      Object.assign(
        {},
        ...copies.map((copy) => objectOf(objectOf(copy.components)[kind])),
      ) as JsonObject,
    ]),
  );
  return { ...document, paths: merged("paths"), components };
}

/** Security schemes are one for all: a copy uses the document's. */
const SHARED = "securitySchemes";

function copyOf(document: JsonObject, suffix: string): JsonObject {
  const renamed = (value: Json): Json => rename(value, suffix);
  const paths = Object.entries(objectOf(document.paths)).map(
    ([path, item]) => [`/${suffix}${path}`, renamed(item)] as const,
  );
  const components = Object.entries(objectOf(document.components))
    .filter(([kind]) => kind !== SHARED)
    .map(([kind, members]) => {
      const named = Object.entries(objectOf(members)).map(
        ([name, member]) => [`${name}${suffix}`, renamed(member)] as const,
      );
      return [kind, Object.fromEntries(named)] as const;
    });
  return { paths: Object.fromEntries(paths), components: Object.fromEntries(components) };
}

/** Extensions that name a function beside the operation's own. */
const NAMING = new Set(["x-waiter", "x-pagination"]);

function rename(value: Json, suffix: string, isNaming = false): Json {
  if (Array.isArray(value)) return value.map((item: Json) => rename(item, suffix));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value as JsonObject).map(([key, member]) => {
      if (typeof member !== "string") return [key, rename(member, suffix, NAMING.has(key))];
      if (key === "operationId" || (isNaming && key === "name")) return [key, `${member}${suffix}`];
      return [key, member.startsWith("#/") ? reference(member, suffix) : member];
    }),
  );
}

function reference(pointer: string, suffix: string): string {
  return pointer
    .replace(/^(#\/components\/(?!securitySchemes\/)[^/]+\/[^/]+)/, `$1${suffix}`)
    .replace(/^#\/paths\/~1/, `#/paths/~1${suffix}~1`);
}

function objectOf(value: Json | undefined): JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as JsonObject)
    : {};
}
