import { createRequire } from "node:module";
import { isSchemaObject, mapSchemas, schemasIn } from "./schemas.js";

/** The name of the component that a group's schema becomes. */
export const COMPONENT = "Subject";

/**
 * A schema of the suite as a component of an OpenAPI 3.1 document, with the schemas it refers to on
 * other servers as further components: one document, compound as JSON Schema describes it, because
 * nothing is ever fetched.
 * @see https://json-schema.org/draft/2020-12/json-schema-core#section-9.3
 */
export function documentOf(schema: unknown, remotes: ReadonlyMap<string, unknown>): unknown {
  const embedded = [...needed(schema, remotes)].map(([uri, remote], index) => [
    `Remote${String(index + 1)}`,
    identified(remote, uri),
  ]);
  return {
    openapi: "3.1.1",
    info: { title: "One group of the suite", version: "1.0.0" },
    paths: {},
    components: { schemas: { [COMPONENT]: rooted(schema), ...Object.fromEntries(embedded) } },
  };
}

/** The meta-schemas of draft 2020-12, by their `$id`s. */
export function metaSchemas(): Map<string, unknown> {
  const require = createRequire(import.meta.url);
  const names =
    "schema meta/applicator meta/content meta/core meta/format-annotation meta/meta-data meta/unevaluated meta/validation";
  return new Map(
    names.split(" ").map((name) => {
      const schema: unknown = require(`ajv/dist/refs/json-schema-2020-12/${name}.json`);
      return [`https://json-schema.org/draft/2020-12/${name}`, schema];
    }),
  );
}

/** The schemas of `known` that a schema refers to, directly and through others. */
function needed(
  schema: unknown,
  known: ReadonlyMap<string, unknown>,
): ReadonlyMap<string, unknown> {
  const found = new Map<string, unknown>();
  const queue: { schema: unknown; base: string }[] = [{ schema, base: "" }];
  for (const { schema: next, base } of queue) {
    for (const uri of urisIn(next, base)) {
      const remote = known.get(uri);
      if (remote === undefined || found.has(uri)) continue;
      found.set(uri, remote);
      queue.push({ schema: remote, base: uri });
    }
  }
  return found;
}

/**
 * The URIs that references of a schema may name. Each is resolved against every `$id` around or
 * beside it: one schema too many does no harm.
 */
function urisIn(schema: unknown, base: string): Set<string> {
  const inside = schemasIn(schema);
  const bases = new Set([base]);
  const ids = inside.flatMap(({ $id }) => (typeof $id === "string" ? [$id] : []));
  for (let depth = 0; depth < 3; depth += 1) {
    for (const around of [...bases]) for (const id of ids) bases.add(resolved(id, around));
  }
  const refs = inside.flatMap(({ $ref, $dynamicRef }) =>
    [$ref, $dynamicRef].filter((ref) => typeof ref === "string"),
  );
  return new Set(
    refs.flatMap((ref) => [...bases].map((around) => resolved(ref, around).replace(/#.*$/s, ""))),
  );
}

function resolved(uri: string, base: string): string {
  return URL.canParse(uri, base) ? new URL(uri, base).href : URL.canParse(uri) ? uri : base;
}

/** A schema that says the URI it is found at. One that calls itself otherwise is wrapped. */
function identified(schema: unknown, uri: string): unknown {
  if (!isSchemaObject(schema)) return schema;
  if (schema.$id === undefined) return { $id: uri, ...schema };
  return schema.$id === uri ? schema : { $id: uri, allOf: [schema] };
}

/**
 * A schema whose `#` is itself, as it was before it became a part. Where schemas inside have
 * identifiers, that takes one for the whole; others are written as authors of OpenAPI write them,
 * with pointers from the document's root.
 */
function rooted(schema: unknown): unknown {
  if (!isSchemaObject(schema) || typeof schema.$id === "string") return schema;
  if (schemasIn(schema).some(({ $id }) => $id !== undefined)) {
    return { $id: "https://suite.example/subject", ...schema };
  }
  return mapSchemas(schema, (inner) => {
    const refs = ["$ref", "$dynamicRef"].flatMap((keyword) => {
      const ref = inner[keyword];
      const isPointer = typeof ref === "string" && /^#(?:\/|$)/.test(ref);
      return isPointer ? [[keyword, `#/components/schemas/${COMPONENT}${ref.slice(1)}`]] : [];
    });
    return { ...inner, ...Object.fromEntries(refs) };
  });
}
