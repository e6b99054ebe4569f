import { formatNamed } from "../../model/formats.js";
import { isObject, type Json } from "../../model/json.js";
import type { ApiModel } from "../../model/model.js";
import type { ObjectAssertions, Schema, SchemaId } from "../../model/schema.js";
import { accessOf, type Direction } from "./access.js";
import { applied, meaningful } from "./clauses.js";
import type { Visit } from "./finding.js";
import { equal, typeOf } from "./json.js";
import { codePoints, matches } from "./scalars.js";

/**
 * Something that a valid value may show of a schema: an optional member that is there or is not, a
 * member that it does not list, a value of an enumeration, one of several types, an alternative of a
 * union, a bound that is met exactly, a number below zero where no bound forbids it.
 */
export interface Feature {
  readonly schema: SchemaId;
  readonly kind:
    | "present"
    | "absent"
    | "extra"
    | "value"
    | "type"
    | "branch"
    | "bound"
    | "negative"
    | "length"
    | "null";
  /** The member, the value as JSON, the type, the place of the alternative, the bound's keyword. */
  readonly detail: string;
}

/** Longer texts and lists show nothing that shorter ones do not. */
const LONGEST = { text: 20_000, list: 300 } as const;

export function featureKey({ schema, kind, detail }: Feature): string {
  return `${kind} ${String(schema.length)} ${schema}${detail}`;
}

/** What values of a schema, and of all below it, may show; each once. */
export function featuresBelow(model: ApiModel, root: SchemaId, direction: Direction): Feature[] {
  const seen = new Set<SchemaId>();
  const found: Feature[] = [];
  const visit = (id: SchemaId): void => {
    const schema = model.schemas[id];
    if (schema === undefined || seen.has(id)) return;
    seen.add(id);
    found.push(...featuresOf(model, schema, direction));
    for (const next of applied(model, schema.assertions, direction)) visit(next);
  };
  visit(root);
  return found;
}

/** What a value may show of the schema itself. */
export function featuresOf(model: ApiModel, schema: Schema, direction: Direction): Feature[] {
  const assertions = meaningful(schema.assertions);
  const { types, enum: values, const: constant, oneOf, anyOf } = assertions;
  const { string, number, array, object } = assertions;
  const found: Feature[] = [];
  const add = (isPossible: boolean, kind: Feature["kind"], detail = ""): void => {
    if (isPossible) found.push({ schema: schema.id, kind, detail });
  };
  const hidden = direction === "request" ? "read" : "write";
  for (const [key, id] of Object.entries(object?.properties ?? {})) {
    const isNever = model.schemas[id]?.assertions.types?.length === 0;
    if (isNever || accessOf(model.schemas, id) === hidden) continue;
    add(true, "present", key);
    add(object?.required?.includes(key) !== true, "absent", key);
  }
  add(takesExtraMembers(model, object), "extra");
  for (const value of values ?? []) add(true, "value", JSON.stringify(value));
  if (values === undefined && types?.includes("boolean") === true)
    for (const value of [true, false]) add(true, "value", String(value));
  for (const [keyword, branches] of [
    ["oneOf", oneOf],
    ["anyOf", anyOf],
  ] as const)
    branches?.forEach((_, index) => {
      add(true, "branch", `${keyword}/${String(index)}`);
    });
  add((string?.minLength ?? 0) > 0, "bound", "minLength");
  add(string?.maxLength !== undefined && string.maxLength <= LONGEST.text, "bound", "maxLength");
  add(number?.minimum !== undefined, "bound", "minimum");
  add(number?.maximum !== undefined, "bound", "maximum");
  const isNumber = types?.some((type) => type === "integer" || type === "number") === true;
  const isListed = values !== undefined || constant !== undefined;
  const [unsigned] = formatNamed(number?.format)?.range ?? [-1n];
  const least = number?.minimum ?? number?.exclusiveMinimum ?? -1;
  add(isNumber && !isListed && least < 0 && unsigned < 0n, "negative");
  add((array?.minItems ?? 0) > 0, "bound", "minItems");
  add(array?.maxItems !== undefined && array.maxItems <= LONGEST.list, "bound", "maxItems");
  const isList = array?.items !== undefined && array.prefixItems === undefined;
  add(isList && (array.minItems ?? 0) === 0, "length", "none");
  add(isList && (array.maxItems ?? 2) >= 2, "length", "several");
  const several = types !== undefined && types.length > 1 ? types : [];
  const takesNull = values?.includes(null) ?? (constant === undefined || constant.value === null);
  add(several.includes("null") && takesNull, "null");
  const others = isListed ? [] : several.filter((type) => type !== "null");
  if (others.length > 1) for (const type of others) add(true, "type", type);
  return found;
}

/** Whether members that the schema does not list are none of its business, or have a schema of their own. */
function takesExtraMembers(model: ApiModel, object: ObjectAssertions | undefined): boolean {
  const others = object?.additionalProperties ?? object?.unevaluatedProperties;
  if (others !== undefined) return model.schemas[others]?.assertions.types?.length !== 0;
  return object?.properties !== undefined;
}

/** Whether an object speaks of a member by its name. */
function lists({ properties, patternProperties }: ObjectAssertions, key: string): boolean {
  return (
    Object.hasOwn(properties ?? {}, key) ||
    Object.keys(patternProperties ?? {}).some((pattern) => matches(pattern, key))
  );
}

/** The keys of all that a valid value shows, by the schemas it was found to satisfy. */
export function shownBy(
  model: ApiModel,
  visits: readonly Visit[],
  direction: Direction,
): Set<string> {
  const met = new Map<string, { readonly part: Json; readonly schemas: Schema[] }>();
  for (const { schema: id, at, value: part } of visits) {
    const schema = model.schemas[id];
    if (schema === undefined) continue;
    const known = met.get(at);
    if (known === undefined) met.set(at, { part, schemas: [schema] });
    else known.schemas.push(schema);
  }
  const shown = new Set<string>();
  for (const { part, schemas } of met.values()) {
    for (const schema of schemas)
      for (const feature of featuresOf(model, schema, direction))
        if (shows(schema, part, feature, schemas)) shown.add(featureKey(feature));
  }
  return shown;
}

/** `met` are all schemas that the value satisfies, the one at hand among them. */
function shows(
  { assertions }: Schema,
  value: Json,
  { kind, detail }: Feature,
  met: readonly Schema[],
): boolean {
  const { string, number, array, oneOf, anyOf } = assertions;
  switch (kind) {
    case "present":
      return isObject(value) && Object.hasOwn(value, detail);
    case "absent":
      return isObject(value) && !Object.hasOwn(value, detail);
    case "extra":
      return (
        isObject(value) &&
        Object.keys(value).some((key) =>
          met.every(({ assertions: { object } }) => object === undefined || !lists(object, key)),
        )
      );
    case "value":
      return equal(value, JSON.parse(detail) as Json);
    case "null":
      return value === null;
    case "type":
      return typeOf(value) === detail;
    case "branch": {
      const [keyword, index] = detail.split("/");
      const branch = (keyword === "oneOf" ? oneOf : anyOf)?.[Number(index)];
      return branch !== undefined && met.some(({ id }) => id === branch);
    }
    case "negative":
      return typeof value === "number" && value < 0;
    case "length":
      return Array.isArray(value) && (detail === "none" ? value.length === 0 : value.length > 1);
    case "bound":
      if (typeof value === "string")
        return codePoints(value) === string?.[detail as "minLength" | "maxLength"];
      if (typeof value === "number") return value === number?.[detail as "minimum" | "maximum"];
      return Array.isArray(value) && value.length === array?.[detail as "minItems" | "maxItems"];
  }
}
