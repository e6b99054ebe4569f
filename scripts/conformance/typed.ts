import { Ajv2020 } from "ajv/dist/2020.js";
import { isSchemaObject, mapSchemas, type SchemaObject } from "./schemas.js";
import type { Group, Test } from "./suite.js";

/** The type that keywords speak of. @see https://json-schema.org/draft/2020-12/json-schema-validation#section-6 */
const SPOKEN: Readonly<Record<string, readonly string[]>> = {
  number: "minimum maximum exclusiveMinimum exclusiveMaximum multipleOf".split(" "),
  string: "minLength maxLength pattern format contentEncoding contentMediaType".split(" "),
  array:
    "items prefixItems additionalItems contains minContains maxContains minItems maxItems uniqueItems unevaluatedItems".split(
      " ",
    ),
  object:
    "properties patternProperties additionalProperties propertyNames required minProperties maxProperties dependencies dependentRequired dependentSchemas unevaluatedProperties".split(
      " ",
    ),
};

/** A schema, wherever inside, that says no type and whose keywords all speak of one says that one. */
export function withTypes(schema: unknown): unknown {
  return mapSchemas(schema, (inner) => {
    if ("type" in inner || "enum" in inner || "const" in inner) return inner;
    const spoken = Object.entries(SPOKEN).filter(([, keywords]) =>
      keywords.some((keyword) => keyword in inner),
    );
    const [only] = spoken;
    return only === undefined || spoken.length > 1 ? inner : { type: only[0], ...inner };
  });
}

/**
 * Groups as the authors of APIs would write them, with the type that is meant. The type changes what
 * a schema means for values of other types, so a verdict of the suite is kept only where it still
 * holds: a second implementation, which knows nothing of ours, must judge the value the same with
 * and without the types. What remains to be right is what the suite says. Groups that it cannot
 * read, and those that lose all their verdicts, are left out.
 *
 * `plain`: the schema as draft 2020-12 would put it, where the group is of another dialect.
 */
export function typedGroups(
  groups: readonly Group[],
  remotes: ReadonlyMap<string, unknown>,
  plain: (schema: unknown) => unknown = (schema) => schema,
): Group[] {
  return groups.flatMap((group) => {
    const schema = withTypes(group.schema);
    if (JSON.stringify(schema) === JSON.stringify(group.schema)) return [group];
    const asPublished = judgeOf(plain(group.schema), remotes);
    const asTyped = judgeOf(plain(schema), remotes);
    const tests = group.tests.filter(({ data }) => {
      const verdict = asTyped(data);
      return verdict !== undefined && verdict === asPublished(data);
    });
    return tests.length === 0 ? [] : [{ ...group, schema, tests }];
  });
}

/** Undefined where the judge cannot tell. */
type Judge = (data: Test["data"]) => boolean | undefined;

function judgeOf(schema: unknown, remotes: ReadonlyMap<string, unknown>): Judge {
  const ajv = new Ajv2020({
    strict: false,
    validateFormats: false,
    validateSchema: false,
    logger: false,
  });
  for (const [uri, remote] of remotes) {
    if (isSchemaObject(remote) && uri.includes("/draft2020-12/")) ajv.addSchema(remote, uri);
  }
  try {
    const validate = ajv.compile(withoutDialect(schema));
    return (data) => {
      try {
        return validate(data);
      } catch {
        return undefined;
      }
    };
  } catch {
    return () => undefined;
  }
}

/** A dialect of one's own is a matter of the ledger, not of types. */
function withoutDialect(schema: unknown): boolean | SchemaObject {
  if (!isSchemaObject(schema)) return schema === true;
  const { $schema: _, ...rest } = schema;
  return rest;
}
