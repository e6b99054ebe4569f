import type { ObjectAssertions, SchemaId } from "../../model/schema.js";
import { isInherited, namesPrototype, type Facts } from "./facts.js";
import { isLazy, isOfSameCycle, type Printer, type Scope } from "./scope.js";
import type { Unit } from "./units.js";

/** The members of one object, from its own keywords and from the parts of its `allOf`. */
export interface Members {
  /** Components whose shapes are spread into this one. */
  readonly spreads: readonly Unit[];
  readonly properties: ReadonlyMap<string, SchemaId>;
  readonly required: ReadonlySet<string>;
  /** The groups whose other assertions hold as well, the object's own first. */
  readonly groups: readonly Group[];
}

/** Keywords about objects, and where they stand. */
export interface Group {
  readonly object: ObjectAssertions;
  readonly place: string;
}

/** The members of an object that is no composition. */
export function ownMembers(object: ObjectAssertions, place: string): Members {
  return {
    spreads: [],
    properties: new Map(Object.entries(object.properties ?? {})),
    required: new Set(object.required),
    groups: [{ object, place }],
  };
}

/**
 * The members of a composition whose parts are open objects without a key in common: then `allOf`
 * is one object. Undefined when a part is anything else. Components that are plain shapes are
 * spread rather than repeated.
 */
export function mergedMembers(
  id: SchemaId,
  printer: Printer,
  scope: Scope,
): (Members & { readonly shapes: ReadonlyMap<Unit, Members> }) | undefined {
  const { ref, allOf = [], object = {} } = printer.facts.assertions(id);
  if (namesPrototype(object)) return undefined;
  const properties = new Map<string, SchemaId>(Object.entries(object.properties ?? {}));
  const required = new Set(object.required);
  const groups: Group[] = [{ object, place: scope.places.of(id) }];
  const shapes: { readonly unit: Unit; readonly shape: Members }[] = [];
  const keys = new Set(properties.keys());
  const claim = (key: string): boolean => !keys.has(key) && keys.add(key) !== undefined;

  const added = new Set<SchemaId>();
  const add = (part: SchemaId, seen: ReadonlySet<SchemaId>): boolean => {
    if (seen.has(part)) return false;
    // What is asked twice is asked once.
    if (added.has(part)) return true;
    added.add(part);
    const unit = printer.unit(part);
    // Spelt out in a member of its own, a schema would have no end.
    if (unit !== undefined && isLazy(unit, scope)) return false;
    const shape = unit === undefined ? undefined : plainShape(unit, printer, scope);
    if (unit !== undefined && shape !== undefined) {
      shapes.push({ unit, shape });
      return [...shape.properties.keys()].every(claim);
    }
    const assertions = printer.facts.assertions(part);
    if (!isOpenObject(part, printer.facts)) return false;
    const inner = assertions.object ?? {};
    const entries = Object.entries(inner.properties ?? {});
    if (!entries.every(([key]) => claim(key))) return false;
    for (const [key, schema] of entries) properties.set(key, schema);
    for (const key of inner.required ?? []) required.add(key);
    groups.push({ object: inner, place: scope.places.of(part) });
    const deeper = new Set([...seen, part]);
    const parts = assertions.ref === undefined ? [] : [assertions.ref];
    return [...parts, ...(assertions.allOf ?? [])].every((next) => add(next, deeper));
  };

  const parts = ref === undefined ? allOf : [ref, ...allOf];
  if (!parts.every((part) => add(part, new Set([id])))) return undefined;
  const spreads: Unit[] = [];
  for (const { unit, shape } of shapes) {
    const raised = [...required].some(
      (key) => shape.properties.has(key) && !shape.required.has(key),
    );
    if (!raised) {
      spreads.push(unit);
      if (unit.module === scope.unit?.module && !scope.inThunk) scope.needs.add(unit);
      continue;
    }
    // Required here and optional there: the members are printed anew.
    for (const [key, schema] of shape.properties) properties.set(key, schema);
    for (const key of shape.required) required.add(key);
    groups.push(...shape.groups);
  }
  const shapeOfEach = new Map(shapes.map(({ unit, shape }) => [unit, shape] as const));
  return { spreads, properties, required, groups, shapes: shapeOfEach };
}

/** An object, or keywords about objects, that forbids no key and composes only its like. */
function isOpenObject(id: SchemaId, facts: Facts): boolean {
  const { types, object = {}, ref: _ref, allOf: _allOf, ...others } = facts.assertions(id);
  if (Object.keys(others).length > 0) return false;
  if (types !== undefined && !(types.length === 1 && types[0] === "object")) return false;
  const { patternProperties, additionalProperties, unevaluatedProperties } = object;
  return (
    patternProperties === undefined &&
    unevaluatedProperties === undefined &&
    (additionalProperties === undefined || facts.isAny(additionalProperties)) &&
    ![...Object.keys(object.properties ?? {}), ...(object.required ?? [])].some(isInherited) &&
    !namesPrototype(object)
  );
}

/** The components that are no plain shapes, by where they are mentioned. */
const composed = new WeakMap<Printer, Set<string>>();

/** A component that is printed as `z.looseObject({…})` and nothing more, defined before this one. */
function plainShape(unit: Unit, printer: Printer, scope: Scope): Members | undefined {
  if (isOfSameCycle(unit, scope)) return undefined;
  if (printer.isRecursive(unit) || !isOpenObject(unit.id, printer.facts)) return undefined;
  // Parts that many levels share would be tried once for every way that leads to them.
  const others = composed.get(printer) ?? new Set();
  composed.set(printer, others);
  const asked = `${String(scope.inMember)} ${String(scope.inThunk)} ${unit.id}`;
  if (others.has(asked)) return undefined;
  const members = shapeOf(unit.id, printer, { ...scope, unit });
  if (members === undefined || members.properties.size === 0) {
    others.add(asked);
    return undefined;
  }
  const plain = members.groups.every(({ object }) => {
    const {
      properties: _described,
      required: _required,
      additionalProperties: _open,
      ...checks
    } = object;
    return Object.keys(checks).length === 0;
  });
  return plain && [...members.required].every((key) => members.properties.has(key))
    ? members
    : undefined;
}

/**
 * All members of a schema that is printed as one object, those of spread components among them;
 * undefined when it is printed otherwise.
 */
export function shapeOf(id: SchemaId, printer: Printer, scope: Scope): Members | undefined {
  const { facts } = printer;
  const {
    types,
    object,
    ref,
    allOf,
    not: _not,
    conditional: _conditional,
    ...others
  } = facts.assertions(id);
  const kinds = facts.kinds(id);
  if (Object.keys(others).length > 0 || kinds.size !== 1 || !kinds.has("object")) return undefined;
  if (ref === undefined && allOf === undefined)
    return types === undefined ? undefined : ownMembers(object ?? {}, scope.places.of(id));
  if (object?.patternProperties ?? object?.additionalProperties) return undefined;
  const merged = mergedMembers(id, printer, scope);
  if (merged === undefined) return undefined;
  const properties = new Map<string, SchemaId>();
  const required = new Set(merged.required);
  for (const spread of merged.spreads) {
    const shape = merged.shapes.get(spread);
    for (const [key, schema] of shape?.properties ?? []) properties.set(key, schema);
    for (const key of shape?.required ?? []) required.add(key);
  }
  for (const [key, schema] of merged.properties) properties.set(key, schema);
  return { spreads: [], properties, required, groups: merged.groups };
}
