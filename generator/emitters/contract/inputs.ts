import { exampleItems, isSequential } from "../../model/media-types.js";
import type { Json } from "../../model/json.js";
import type { ApiModel, MediaType, Operation, Parameter } from "../../model/model.js";
import { salt } from "../../model/salt.js";
import type { Pointer, SchemaId } from "../../model/schema.js";
import type { Direction } from "./access.js";
import type { Input } from "./case.js";
import type { Evaluator } from "./evaluate.js";
import { equal, objectOf } from "./json.js";
import { Reach } from "./reach.js";
import type { Plan } from "./plan.js";
import { Synthesiser } from "./synthesise.js";
import { MOST_BRANCHES, type Variety, varietyOf } from "./variety.js";

/** A valid input under its name, and the clause that it stems from. */
export interface NamedInput {
  readonly name: string;
  readonly pointer: Pointer;
  readonly input: Input;
}

/** What a request is made of, and what judges it. */
export interface Requests {
  readonly evaluator: Evaluator;
  readonly synthesiser: Synthesiser;
  readonly reach: Reach;
  /** Values made so far: operations share the schemas of parameters and bodies. */
  readonly made: Map<SchemaId, readonly NamedValue[]>;
  readonly varietyOf: (schema: SchemaId) => Variety;
  /** Whether any schema of the document has alternatives that could take what another refuses. */
  readonly hasUnions: boolean;
}

/** The same for answers, where `direction` says so. */
export function requestsOf(model: ApiModel, direction: Direction = "request"): Requests {
  const synthesiser = new Synthesiser(model, direction);
  return {
    evaluator: synthesiser.evaluator,
    synthesiser,
    reach: new Reach(model, direction),
    made: new Map(),
    varietyOf: (schema) => varietyOf(model, schema, direction),
    hasUnions: Object.values(model.schemas).some(
      ({ assertions: { oneOf, anyOf } }) => (oneOf ?? anyOf) !== undefined,
    ),
  };
}

/** Shapes of synthesised values: with and without optional members, each with other branches. */
const PLANS: readonly (readonly [name: string, plan: Plan])[] = Array.from(
  { length: MOST_BRANCHES },
  (_, branch): [string, Plan][] => {
    const other = branch === 0 ? "" : `-${String(branch + 1)}`;
    return [
      [`synthesised${other}`, { optional: true, branch, conditions: false }],
      [`synthesised-least${other}`, { optional: false, branch, conditions: false }],
      [`synthesised-met${other}`, { optional: true, branch, conditions: true }],
    ];
  },
).flat();

/**
 * Valid inputs of an operation. The first has the first body example and the required parameters;
 * then come the other examples and one with every parameter; last, what the schemas allow beyond.
 */
export function inputsOf(operation: Operation, requests: Requests): NamedInput[] {
  const required = parametersInput(operation, requests, false);
  if (required === undefined) return [];
  const bodies = bodiesOf(operation, requests);
  const found: NamedInput[] = bodies.map(({ name, pointer, mediaType, value }) => ({
    name,
    pointer,
    input: { ...required, body: value, contentType: mediaType },
  }));
  const bare: NamedInput = { name: "minimal", pointer: operation.pointer, input: required };
  if (operation.requestBody === undefined) found.unshift(bare);
  else if (!operation.requestBody.required) found.push({ ...bare, name: "no-body" });
  if (operation.parameters.some((parameter) => !parameter.required)) {
    const every = parametersInput(operation, requests, true);
    const [first] = found;
    if (every !== undefined && first !== undefined)
      found.splice(1, 0, { ...bare, name: "every-parameter", input: { ...first.input, ...every } });
  }
  return unique(found);
}

/** The schema of a parameter; one given by `content` is JSON text, and no plain text. */
export function parameterRules(parameter: Parameter): {
  readonly schema?: SchemaId;
  readonly asText: boolean;
} {
  if ("schema" in parameter.value) return { schema: parameter.value.schema, asText: true };
  const { schema, codec } = parameter.value.content;
  return { ...(schema === undefined ? {} : { schema }), asText: codec !== "json" };
}

/** Valid values of a parameter: the document's examples, then synthesised ones. */
export function parameterValues(parameter: Parameter, requests: Requests): Json[] {
  const { schema } = parameterRules(parameter);
  const examples = [
    ...parameter.examples,
    ...("content" in parameter.value ? parameter.value.content.examples : []),
  ].map((example) => example.value);
  if (schema === undefined) return examples.length > 0 ? examples : ["text"];
  return distinct([
    ...examples.filter((value) => requests.evaluator.isValid(schema, value)),
    ...synthesised(schema, requests),
  ]);
}

/** Media types whose bodies are JSON values; of the others, no constraint is broken. */
export function isStructured(media: MediaType): boolean {
  return media.codec === "json" || media.codec === "form" || media.codec === "multipart";
}

/** A valid value, and what it is called: an example by its key, others by the plan that they were made by. */
export interface NamedValue {
  readonly name: string;
  readonly value: Json;
}

/** Valid synthesised values of a schema, all different. */
export function synthesised(schema: SchemaId, requests: Requests): readonly Json[] {
  return synthesisedByName(schema, requests).map(({ value }) => value);
}

export function synthesisedByName(schema: SchemaId, requests: Requests): readonly NamedValue[] {
  const known = requests.made.get(schema);
  if (known !== undefined) return known;
  const made: NamedValue[] = [];
  const { branches, conditions } = requests.varietyOf(schema);
  for (const [name, plan] of PLANS) {
    if (plan.branch >= branches || (plan.conditions && !conditions)) continue;
    const value = requests.synthesiser.valueOf(schema, plan);
    if (value !== undefined && !made.some((other) => equal(other.value, value)))
      made.push({ name, value });
  }
  requests.made.set(schema, made);
  return made;
}

interface Body {
  readonly name: string;
  readonly pointer: Pointer;
  readonly mediaType: string;
  readonly value: Json;
}

function bodiesOf(operation: Operation, requests: Requests): Body[] {
  const content = operation.requestBody?.content ?? [];
  return content.flatMap((media) => {
    const prefix = content.length > 1 ? `${media.type} ` : "";
    const found: Body[] = [];
    const add = (name: string, pointer: Pointer, value: Json): void => {
      const isKnown = found.some((body) => equal(body.value, value));
      if (!isKnown) found.push({ name: prefix + name, pointer, mediaType: media.type, value });
    };
    const isList = media.codec === "lines" || media.codec === "sequence";
    for (const example of media.examples) {
      const value = isList ? exampleItems(example.value) : example.value;
      if (isValidBody(media, value, requests))
        add(example.key ?? "example", example.pointer, value);
    }
    if (media.schema !== undefined && isList) {
      const items = synthesised(media.schema, requests);
      if (items.length > 0) add("synthesised", media.schema, items);
    }
    if (media.schema !== undefined && isStructured(media)) {
      const { schema } = media;
      for (const example of schemaExamples(schema, requests))
        add("schema-example", schema, example);
      for (const { name, value } of synthesisedByName(schema, requests)) add(name, schema, value);
    }
    if (found.length === 0 && !isStructured(media)) add("text", media.pointer, "text");
    return found;
  });
}

/** A sequence has a schema of its items; one that is text already is not looked into. */
function isValidBody({ schema, codec }: MediaType, value: Json, { evaluator }: Requests): boolean {
  if (schema === undefined) return true;
  if (!isSequential(codec)) return evaluator.isValid(schema, value);
  return Array.isArray(value)
    ? (value as readonly Json[]).every((item) => evaluator.isValid(schema, item))
    : typeof value === "string";
}

function schemaExamples(schema: SchemaId, { evaluator }: Requests): Json[] {
  return evaluator.examplesOf(schema).filter((value) => evaluator.isValid(schema, value));
}

/** Parameters only; `undefined` when a required one has no valid value. */
function parametersInput(
  operation: Operation,
  requests: Requests,
  optional: boolean,
): Input | undefined {
  const groups = new Map<Parameter["in"], [string, Json][]>();
  for (const parameter of operation.parameters) {
    const group = groups.get(parameter.in) ?? [];
    groups.set(parameter.in, group);
    if (!parameter.required && !optional) continue;
    const [value] = parameterValues(parameter, requests);
    if (value !== undefined) group.push([parameter.key, value]);
    else if (parameter.required) return undefined;
  }
  return Object.fromEntries([...groups].map(([place, members]) => [place, objectOf(members)]));
}

function distinct(values: readonly Json[]): Json[] {
  return values.filter(
    (value, index) => !values.slice(0, index).some((other) => equal(other, value)),
  );
}

/** An example may be called as what we make ourselves is; of two the first keeps the name. */
function unique(inputs: readonly NamedInput[]): NamedInput[] {
  const taken = new Set<string>();
  return inputs.map((one) => {
    const own = JSON.stringify([one.pointer, one.input]);
    const name = taken.has(one.name) ? `${one.name}-${salt(own)}` : one.name;
    taken.add(name);
    return name === one.name ? one : { ...one, name };
  });
}
