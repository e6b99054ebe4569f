import { KINDS, kindOf, kindOfType, literalsOf, type Kind } from "../../model/literals.js";
import type { ApiModel } from "../../model/model.js";
import type { SchemaId } from "../../model/schema.js";
import { conjuncts, describedAt, isRequired, listedValues } from "./members.js";

type Schemas = ApiModel["schemas"];

/** What is known of the alternatives of a document that matters to open enumerations. */
export interface Alternatives {
  /** Members whose values tell alternatives apart: they keep to what is listed. */
  readonly tags: ReadonlySet<SchemaId>;
  /** `oneOf`s no value can satisfy twice, whatever else their alternatives allow. */
  readonly exclusive: ReadonlySet<SchemaId>;
}

/** Looks at every `oneOf` and `anyOf` of a model. */
export function alternativesOf(schemas: Schemas): Alternatives {
  const tags = new Set<SchemaId>();
  const exclusive = new Set<SchemaId>();
  for (const { id, assertions, shape } of Object.values(schemas)) {
    for (const members of [assertions.oneOf, assertions.anyOf]) {
      if (members === undefined) continue;
      const named = members.filter((member) => !isOnlyNull(member, schemas));
      const declared = shape.kind === "union" ? shape.discriminator : undefined;
      const found = tagsOf(named, schemas);
      for (const key of declared === undefined ? found : [...found, declared]) {
        for (const member of named)
          for (const place of describedAt(member, key, schemas)) tags.add(place);
      }
      const told = found.some((key) => named.every((member) => isRequired(member, key, schemas)));
      if (
        members === assertions.oneOf &&
        ((told && areObjects(named, schemas)) || areDisjoint(members, schemas))
      )
        exclusive.add(id);
    }
  }
  return { tags, exclusive };
}

/** The keys whose listed values are others in each of the schemas. */
function tagsOf(members: readonly SchemaId[], schemas: Schemas): string[] {
  const [first] = members;
  if (first === undefined || members.length < 2) return [];
  const keys = conjuncts(first, schemas).flatMap(({ assertions }) =>
    Object.keys(assertions.object?.properties ?? {}),
  );
  return [...new Set(keys)].filter((key) => {
    const lists = members.map((member) => {
      const [place, ...others] = describedAt(member, key, schemas);
      return place === undefined || others.length > 0 ? undefined : listedValues(place, schemas);
    });
    if (lists.some((list) => list === undefined)) return false;
    const all = lists.flatMap((list) => (list ?? []).map((value) => JSON.stringify(value)));
    return new Set(all).size === all.length;
  });
}

function areObjects(members: readonly SchemaId[], schemas: Schemas): boolean {
  return members.every((member) =>
    [...kindsOf(member, schemas)].every((kind) => kind === "object"),
  );
}

function areDisjoint(members: readonly SchemaId[], schemas: Schemas): boolean {
  const all = members.flatMap((member) => [...kindsOf(member, schemas)]);
  return new Set(all).size === all.length;
}

function isOnlyNull(id: SchemaId, schemas: Schemas): boolean {
  const kinds = kindsOf(id, schemas);
  return kinds.size === 1 && kinds.has("null");
}

/** The kinds of values the schema's own `type`, `enum`, `const`, references and `allOf` leave. */
function kindsOf(id: SchemaId, schemas: Schemas): Set<Kind> {
  let kinds: Kind[] = [...KINDS];
  for (const { assertions } of conjuncts(id, schemas)) {
    const values = literalsOf(assertions);
    const own = values === undefined ? assertions.types?.map(kindOfType) : values.map(kindOf);
    if (own !== undefined) kinds = kinds.filter((kind) => own.includes(kind));
  }
  return new Set(kinds);
}
