import {
  escapeToken,
  type ApiModel,
  type Json,
  type JsonObject,
} from "../../../generator/index.js";
import { isObject } from "../../fuzz/json.js";
import type { Drift } from "./drift.js";
import { isWord, placeOf, schemaFor } from "./values.js";

type Schema = NonNullable<ApiModel["schemas"][`#${string}`]>;

/** The schemas that speak of one value. */
interface Speaking {
  /** Hold whatever the value is. */
  readonly certain: readonly Schema[];
  /** Alternatives and conditions, of which it is not known which hold. */
  readonly possible: readonly Schema[];
}

/** Deeper than any answer that people read. */
const DEEPEST = 40;

/**
 * Members of a body that no schema describes, and values that an enumeration does not list; clients
 * take both in, as servers may come to send them. Of alternatives the one that the tag names speaks;
 * without a tag a member is described where any of them does. `nameOf` says what a place of the value is called.
 */
export function undescribed(
  model: ApiModel,
  schema: string,
  body: Json,
  nameOf: (pointer: string) => string = placeOf,
): Drift[] {
  const drifts: Drift[] = [];
  const visit = (ids: readonly string[], value: Json, at: string, depth: number): void => {
    if (depth > DEEPEST) return;
    const { certain, possible } = speakingOf(model, ids, value);
    const unlisted = certain.find(
      ({ assertions }) => assertions.enum?.every((one) => one !== value) === true,
    );
    if (unlisted !== undefined && !isObject(value) && !Array.isArray(value))
      drifts.push(ofValue(unlisted, value, nameOf(at)));
    const all = [...certain, ...possible];
    if (Array.isArray(value)) {
      const items = all.flatMap(({ assertions }) => assertions.array?.items ?? []);
      for (const item of value as readonly Json[]) visit(items, item, `${at}/*`, depth + 1);
    } else if (isObject(value)) {
      for (const [name, member] of Object.entries(value)) {
        const place = `${at}/${escapeToken(name)}`;
        const describing = all.flatMap((one) => schemasOf(one, name));
        if (describing.length > 0) visit(describing, member, place, depth + 1);
        else drifts.push(...ofMember({ certain, possible }, name, member, nameOf(place)));
      }
    }
  };
  visit([schema], body, "", 0);
  return drifts;
}

function ofValue({ id, secret }: Schema, value: Json, place: string): Drift {
  return {
    kind: "value",
    pointer: `${id}/enum`,
    words: `${place} has a value that is not listed`,
    ...(secret || !isWord(value) ? {} : { amendment: { of: "value", at: id, value } }),
  };
}

function ofMember(
  { certain, possible }: Speaking,
  name: string,
  member: Json,
  place: string,
): Drift[] {
  const objects = [...certain, ...possible].filter(
    ({ assertions }) => assertions.object?.properties !== undefined,
  );
  // A map's members have any name.
  if (objects.length === 0) return [];
  const own = objects.filter((one) => certain.includes(one));
  const [home] = own.length > 0 ? own : objects.length === 1 ? objects : [];
  const pointer = home?.id ?? objects[0]?.id ?? "#";
  return [
    {
      kind: "field",
      pointer,
      words: `${place} is not described`,
      ...(home === undefined
        ? {}
        : {
            amendment: {
              of: "member",
              at: `${home.id}/properties`,
              name,
              value: schemaFor(member),
            },
          }),
    },
  ];
}

/** The schemas that one schema has for a member: by its name, by its pattern, or for all others. */
function schemasOf({ assertions: { object } }: Schema, name: string): string[] {
  if (object === undefined) return [];
  const { properties = {}, patternProperties = {}, additionalProperties } = object;
  const named = Object.hasOwn(properties, name) ? [properties[name] ?? ""] : [];
  const matching = Object.entries(patternProperties)
    .filter(([pattern]) => isMatched(pattern, name))
    .map(([, id]) => id);
  const found = [...named, ...matching];
  return found.length > 0 || additionalProperties === undefined ? found : [additionalProperties];
}

function isMatched(pattern: string, name: string): boolean {
  try {
    return new RegExp(pattern, "u").test(name);
  } catch {
    return false;
  }
}

function speakingOf({ schemas }: ApiModel, ids: readonly string[], value: Json): Speaking {
  const certain = new Set<Schema>();
  const possible = new Set<Schema>();
  const add = (id: string | undefined, to: Set<Schema>): void => {
    const schema = id === undefined ? undefined : schemas[id as `#${string}`];
    // The schema `false` describes nothing: what it stands for is not to be there.
    if (schema === undefined || certain.has(schema) || to.has(schema)) return;
    if (schema.assertions.types?.length === 0) return;
    to.add(schema);
    const { ref, allOf = [], anyOf, oneOf, conditional, object } = schema.assertions;
    for (const one of [ref, ...allOf]) add(one, to);
    for (const union of [anyOf, oneOf]) {
      const chosen = taggedOf(schema, union ?? [], value, schemas);
      for (const one of chosen ?? union ?? []) add(one, chosen === undefined ? possible : to);
    }
    const { then, else: otherwise } = conditional ?? {};
    for (const one of [then, otherwise, ...Object.values(object?.dependentSchemas ?? {})])
      add(one, possible);
  };
  for (const id of ids) add(id, certain);
  return { certain: [...certain], possible: [...possible] };
}

/** The alternative that a discriminator's tag names; undefined where there is no tag. */
function taggedOf(
  { shape }: Schema,
  union: readonly string[],
  value: Json,
  schemas: ApiModel["schemas"],
): readonly string[] | undefined {
  if (shape.kind !== "union" || shape.discriminator === undefined || !isObject(value)) return;
  const tag = (value as JsonObject)[shape.discriminator];
  const variant = shape.variants.find(({ tags }) => tags.some((one) => one === tag));
  if (variant === undefined) return;
  const isIt = (id: string): boolean =>
    id === variant.schema || schemas[id as `#${string}`]?.assertions.ref === variant.schema;
  return union.some(isIt) ? union.filter(isIt) : undefined;
}
