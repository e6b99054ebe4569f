import type { Json, JsonType } from "../../model/json.js";
import type { Assertions, Schema, SchemaId } from "../../model/schema.js";

type Schemas = { readonly [id: SchemaId]: Schema };

/** What schemas say of a member: its schemas; that there is none, and which there are; or nothing at all. */
export type Sought =
  | { readonly kind: "found"; readonly schemas: readonly SchemaId[] }
  | { readonly kind: "absent"; readonly known: readonly string[] }
  | { readonly kind: "open" };

const OPEN: Sought = { kind: "open" };

/** What a pointer's tokens lead to in the instances of a schema. */
export function soughtAt(schemas: Schemas, id: SchemaId, tokens: readonly string[]): Sought {
  let found: Sought = { kind: "found", schemas: [id] };
  for (const token of tokens) {
    if (found.kind !== "found") return found;
    found = either(found.schemas.map((one) => memberOf(schemas, one, token, new Set())));
  }
  return found;
}

function memberOf(
  schemas: Schemas,
  id: SchemaId,
  token: string,
  seen: ReadonlySet<SchemaId>,
): Sought {
  const assertions = schemas[id]?.assertions;
  if (assertions === undefined || seen.has(id)) return OPEN;
  const within = new Set(seen).add(id);
  const below = (one: SchemaId): Sought => memberOf(schemas, one, token, within);
  return both([ownMember(assertions, token), ...applied(assertions, below, either)]);
}

/** What the schemas that apply to the same instance say: all of `ref` and `allOf`, one of the others. */
function applied<Said>(
  { ref, allOf = [], anyOf, oneOf, conditional }: Assertions,
  say: (id: SchemaId) => Said,
  one: (said: readonly Said[]) => Said,
): Said[] {
  const branches = [conditional?.then, conditional?.else].filter((id) => id !== undefined);
  return [
    ...(ref === undefined ? [] : [say(ref)]),
    ...allOf.map(say),
    ...[anyOf, oneOf, branches.length === 2 ? branches : undefined].flatMap((choice) =>
      choice === undefined ? [] : [one(choice.map(say))],
    ),
  ];
}

function ownMember({ types, object, array }: Assertions, token: string): Sought {
  if (types !== undefined && !types.includes("object") && !types.includes("array"))
    return { kind: "absent", known: [] };
  const found: SchemaId[] = [];
  if (array !== undefined && /^(?:0|[1-9][0-9]*)$/.test(token)) {
    const item = array.prefixItems?.[Number(token)] ?? array.items;
    if (item !== undefined) found.push(item);
  }
  const { properties = {}, patternProperties, additionalProperties } = object ?? {};
  const rest = additionalProperties ?? object?.unevaluatedProperties;
  if (Object.hasOwn(properties, token)) found.push(properties[token] as SchemaId);
  else if (patternProperties !== undefined && found.length === 0) return OPEN;
  else if (rest !== undefined) found.push(rest);
  if (found.length > 0) return { kind: "found", schemas: found };
  const known = Object.keys(properties);
  return known.length > 0 || array?.items !== undefined ? { kind: "absent", known } : OPEN;
}

function either(said: readonly Sought[]): Sought {
  const found = said.flatMap((one) => (one.kind === "found" ? one.schemas : []));
  if (found.length > 0) return { kind: "found", schemas: found };
  return said.some(({ kind }) => kind === "open") ? OPEN : absent(said);
}

function both(said: readonly Sought[]): Sought {
  const found = said.flatMap((one) => (one.kind === "found" ? one.schemas : []));
  if (found.length > 0) return { kind: "found", schemas: found };
  return said.some(({ kind }) => kind === "absent") ? absent(said) : OPEN;
}

function absent(said: readonly Sought[]): Sought {
  const known = said.flatMap((one) => (one.kind === "absent" ? one.known : []));
  return { kind: "absent", known: [...new Set(known)] };
}

/** True unless a schema refuses every value of these types. */
export function mayBe(schemas: Schemas, id: SchemaId, types: readonly JsonType[]): boolean {
  return allows(schemas, id, new Set(), (own) => {
    if (own.const !== undefined || own.enum !== undefined)
      return (own.enum ?? [own.const?.value ?? null]).some((value) =>
        types.some((type) => isOf(value, type)),
      );
    return (
      own.types === undefined ||
      own.types.some((type) => types.some((other) => overlap(type, other)))
    );
  });
}

/** True unless a schema's types, `enum` or `const` refuse a value. */
export function mayHold(schemas: Schemas, id: SchemaId, value: Json): boolean {
  const text = JSON.stringify(value);
  const same = (other: Json): boolean => JSON.stringify(other) === text;
  return allows(
    schemas,
    id,
    new Set(),
    ({ types, enum: listed, const: only }) =>
      (types?.some((type) => isOf(value, type)) ?? true) &&
      (listed?.some(same) ?? true) &&
      (only === undefined || same(only.value)),
  );
}

function allows(
  schemas: Schemas,
  id: SchemaId,
  seen: ReadonlySet<SchemaId>,
  own: (assertions: Assertions) => boolean,
): boolean {
  const assertions = schemas[id]?.assertions;
  if (assertions === undefined || seen.has(id)) return true;
  const within = new Set(seen).add(id);
  const below = (one: SchemaId): boolean => allows(schemas, one, within, own);
  const some = (said: readonly boolean[]): boolean => said.includes(true);
  return own(assertions) && applied(assertions, below, some).every(Boolean);
}

function isOf(value: Json, type: JsonType): boolean {
  if (value === null) return type === "null";
  if (Array.isArray(value)) return type === "array";
  if (type === "integer") return Number.isInteger(value);
  return typeof value === type;
}

function overlap(one: JsonType, other: JsonType): boolean {
  return one === other || (isNumeric(one) && isNumeric(other));
}

function isNumeric(type: JsonType): boolean {
  return type === "number" || type === "integer";
}
