import { code, literal, type Code } from "../../code/code.js";
import type { Assertions, SchemaId } from "../../model/schema.js";
import type { Facts } from "./facts.js";
import { unplaced } from "./places.js";
import { ofCheck, type Printer, type Scope } from "./scope.js";
import { assertion, braces, brackets } from "./symbols.js";

/** What the keywords of a schema evaluate, told without a value. */
export interface Evaluated {
  all: boolean;
  readonly keys: Set<string>;
  readonly patterns: Set<string>;
  items: number;
  readonly contains: SchemaId[];
  readonly conditions: Condition[];
}

interface Condition {
  readonly if: SchemaId | { readonly key: string };
  readonly then: Evaluated;
  readonly else?: Evaluated;
}

/** Which half of a value is asked about. */
export type Half = "members" | "items";

/**
 * What stands beside `unevaluatedProperties` (or `unevaluatedItems`) of a schema and inside what it
 * applies in place.
 *
 * @see https://json-schema.org/draft/2020-12/json-schema-core#section-11
 */
export function evaluatedBeside(id: SchemaId, half: Half, facts: Facts): Evaluated {
  return collect(id, half, facts, new Set(), false);
}

/** The schemas whose verdicts decide what is evaluated. */
export function askedBeside(id: SchemaId, half: Half, facts: Facts): Set<SchemaId> {
  const asked = new Set<SchemaId>();
  const stack = [evaluatedBeside(id, half, facts)];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    for (const id of next.contains) asked.add(id);
    for (const { if: condition, then, else: otherwise } of next.conditions) {
      if (typeof condition === "string") asked.add(condition);
      stack.push(then, ...(otherwise === undefined ? [] : [otherwise]));
    }
  }
  return asked;
}

/** Nothing but keys, always the same. */
export function isStatic({ all, patterns, conditions }: Evaluated): boolean {
  return !all && patterns.size === 0 && conditions.length === 0;
}

function collect(
  id: SchemaId,
  half: Half,
  facts: Facts,
  seen: ReadonlySet<SchemaId>,
  nested: boolean,
): Evaluated {
  const found: Evaluated = {
    all: false,
    keys: new Set(),
    patterns: new Set(),
    items: 0,
    contains: [],
    conditions: [],
  };
  if (seen.has(id)) return found;
  const inside = new Set([...seen, id]);
  const within = (part: SchemaId): Evaluated => collect(part, half, facts, inside, true);
  const assertions = facts.assertions(id);
  addOwn(found, assertions, half, nested);
  const { ref, allOf = [], anyOf = [], oneOf = [], conditional } = assertions;
  for (const part of [ref, ...allOf]) {
    if (part !== undefined) addAll(found, within(part));
  }
  for (const part of [...anyOf, ...oneOf]) addCondition(found, { if: part, then: within(part) });
  if (conditional !== undefined) {
    const then = within(conditional.if);
    if (conditional.then !== undefined) addAll(then, within(conditional.then));
    const otherwise = conditional.else === undefined ? {} : { else: within(conditional.else) };
    addCondition(found, { if: conditional.if, then, ...otherwise });
  }
  if (half === "members") {
    for (const [key, part] of Object.entries(assertions.object?.dependentSchemas ?? {})) {
      addCondition(found, { if: { key }, then: within(part) });
    }
  }
  return found;
}

function addOwn(
  found: Evaluated,
  { object, array }: Assertions,
  half: Half,
  nested: boolean,
): void {
  if (half === "members") {
    for (const key of Object.keys(object?.properties ?? {})) found.keys.add(key);
    for (const pattern of Object.keys(object?.patternProperties ?? {})) found.patterns.add(pattern);
    if (object?.additionalProperties !== undefined) found.all = true;
    if (nested && object?.unevaluatedProperties !== undefined) found.all = true;
    return;
  }
  found.items = array?.prefixItems?.length ?? 0;
  if (array?.items !== undefined) found.all = true;
  if (array?.contains !== undefined) found.contains.push(array.contains.schema);
  if (nested && array?.unevaluatedItems !== undefined) found.all = true;
}

function addAll(found: Evaluated, more: Evaluated): void {
  found.all ||= more.all;
  found.items = Math.max(found.items, more.items);
  for (const key of more.keys) found.keys.add(key);
  for (const pattern of more.patterns) found.patterns.add(pattern);
  found.contains.push(...more.contains);
  found.conditions.push(...more.conditions);
}

function addCondition(found: Evaluated, condition: Condition): void {
  if (isEmpty(condition.then) && (condition.else === undefined || isEmpty(condition.else))) return;
  found.conditions.push(condition);
}

function isEmpty({ all, keys, patterns, items, contains, conditions }: Evaluated): boolean {
  return !all && keys.size + patterns.size + items + contains.length + conditions.length === 0;
}

/** The object that `js.unevaluatedProperties` and `js.unevaluatedItems` take. */
export function printEvaluated(evaluated: Evaluated, printer: Printer, scope: Scope): Code {
  const inside = unplaced(ofCheck(scope));
  const { all, keys, patterns, items, contains, conditions } = evaluated;
  const regexes = [...patterns].flatMap((source) => printer.pattern(source) ?? []);
  const members: Code[] = [];
  if (all) members.push(code`all: true`);
  if (keys.size > 0) members.push(code`keys: ${literal([...keys])}`);
  if (regexes.length > 0) members.push(code`patterns: ${brackets(regexes)}`);
  if (items > 0) members.push(code`items: ${literal(items)}`);
  if (contains.length > 0) {
    const schemas = contains.map((id) => printer.ask(id, inside));
    members.push(code`contains: ${brackets(schemas)}`);
  }
  if (conditions.length > 0) {
    const list = conditions.map((condition) => printCondition(condition, printer, inside));
    members.push(code`conditions: ${brackets(list)}`);
  }
  return braces(members);
}

function printCondition(condition: Condition, printer: Printer, scope: Scope): Code {
  const test =
    typeof condition.if === "string"
      ? printer.ask(condition.if, scope)
      : assertion("having", literal(condition.if.key));
  const members = [code`if: ${test}`];
  if (!isEmpty(condition.then))
    members.push(code`then: ${printEvaluated(condition.then, printer, scope)}`);
  if (condition.else !== undefined && !isEmpty(condition.else)) {
    members.push(code`else: ${printEvaluated(condition.else, printer, scope)}`);
  }
  return braces(members);
}
