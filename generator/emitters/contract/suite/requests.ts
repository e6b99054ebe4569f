import type { Json } from "../../../model/json.js";
import type { ApiModel, Operation, Parameter } from "../../../model/model.js";
import { alternativesOf, EMPTY } from "../alternatives.js";
import { shownName } from "../case-names.js";
import type { CaseOperation, Edit } from "../case.js";
import { below } from "../edit.js";
import { type Feature, featuresBelow } from "../features.js";
import { isStructured, parameterRules, parameterValues, type Requests } from "../inputs.js";
import { type Variations, vary } from "../variation.js";
import type { SuiteCase } from "./suite.js";
import { byKey, type Units } from "./units.js";

/** Valid values made for one schema at most. */
const LIMIT = 1000;

/**
 * The valid requests of an operation: its inputs, each parameter there and left out, and what the
 * schemas of parameters and bodies allow: bounds met, members left out, alternatives, listed values.
 */
export function requestCases(
  model: ApiModel,
  operation: Operation,
  { inputs, cases }: CaseOperation,
  requests: Requests,
  units: Units,
): SuiteCase[] {
  const found: SuiteCase[] = [];
  const names = Object.keys(inputs);
  for (const one of cases) {
    if (one.kind !== "request") continue;
    const input = inputs[one.input] ?? {};
    found.push({
      ...one,
      covers: [...parametersOf(operation, input, units), ...bodyOf(operation, input, units)],
    });
  }
  for (const { pointer, content } of operation.requestBody === undefined
    ? []
    : [operation.requestBody])
    for (const { type, schema } of content)
      if (!Object.values(inputs).some(({ contentType }) => contentType === type)) {
        const isNothing = schema !== undefined && alternativesOf(model).isEmpty(schema);
        units.add("media type", type, pointer, isNothing ? EMPTY : "no valid body was found");
      }
  const first = names[0];
  if (first === undefined) return found;
  for (const parameter of operation.parameters)
    found.push(...parameterCases(model, operation, parameter, first, requests, units));
  found.push(...bodyCases(model, operation, inputs, found, requests, units));
  return found;
}

function parametersOf(
  operation: Operation,
  input: CaseOperation["inputs"][string],
  units: Units,
): string[] {
  return operation.parameters.flatMap((parameter) => {
    const isPresent = Object.hasOwn(input[parameter.in] ?? {}, parameter.key);
    if (!isPresent && parameter.required) return [];
    const presence = isPresent ? "present" : "absent";
    return [
      units.add("parameter", `${parameter.in} ${parameter.key} ${presence}`, parameter.pointer),
    ];
  });
}

function bodyOf(
  operation: Operation,
  { contentType, body }: CaseOperation["inputs"][string],
  units: Units,
): string[] {
  const { requestBody } = operation;
  if (requestBody === undefined) return [];
  if (body === undefined)
    return requestBody.required ? [] : [units.add("media type", "no body", requestBody.pointer)];
  return requestBody.content
    .filter(({ type }) => type === contentType)
    .flatMap(({ type, pointer, examples }) => [
      units.add("media type", type, pointer),
      ...examples
        .filter(({ value }) => JSON.stringify(value) === JSON.stringify(body))
        .map((example) =>
          units.add("example", `request ${example.key ?? "example"}`, example.pointer),
        ),
    ]);
}

function parameterCases(
  model: ApiModel,
  operation: Operation,
  parameter: Parameter,
  input: string,
  requests: Requests,
  units: Units,
): SuiteCase[] {
  const place = `${parameter.in} ${parameter.key}`;
  const name = `${operation.name}/request/${parameter.in}/${parameter.key}`;
  const at = below(below("", parameter.in), parameter.key);
  const found: SuiteCase[] = [];
  const values = parameterValues(parameter, requests);
  const add = (value: Json, keys: Iterable<string>, covers: readonly string[]): void => {
    const edit: Edit = { op: "set", at, value };
    const shown = shownName(model, featuresOf(keys, features));
    const id = shown === "" ? name : `${name}~${shown}`;
    found.push({ kind: "request", id, pointer: parameter.pointer, input, edit, covers });
  };
  const { schema, asText } = parameterRules(parameter);
  if (schema === undefined) return found;
  const features = byKey(featuresBelow(model, schema, "request"));
  const unitsOf = (keys: Iterable<string>): string[] =>
    [...keys].flatMap((key) => {
      const feature = features.get(key);
      return feature === undefined ? [] : [units.feature("parameter", feature, `${place} `)];
    });
  const isSendable = (value: Json): boolean => !(parameter.in === "path" && value === "");
  const bases = values.filter(isSendable);
  const { shown, made, missing } = vary(model, schema, bases, {
    requests,
    direction: "request",
    known: new Set(),
    limit: LIMIT,
    asText,
  });
  shown.forEach((keys, index) => {
    const base = bases[index];
    if (base !== undefined && (keys.size > 0 || index === 0))
      add(base, keys, [
        ...unitsOf(keys),
        units.add("parameter", `${place} present`, parameter.pointer),
      ]);
  });
  for (const { value, shows } of made) if (isSendable(value)) add(value, shows, unitsOf(shows));
  for (const feature of missing)
    units.feature("parameter", feature, `${place} `, reasonOf(feature));
  return found;
}

function bodyCases(
  model: ApiModel,
  operation: Operation,
  inputs: CaseOperation["inputs"],
  requestsSoFar: readonly SuiteCase[],
  requests: Requests,
  units: Units,
): SuiteCase[] {
  const found: SuiteCase[] = [];
  for (const media of operation.requestBody?.content ?? []) {
    const { schema, type } = media;
    if (schema === undefined || !isStructured(media)) continue;
    const own = Object.entries(inputs).filter(([, input]) => input.contentType === type);
    const bases = own.map(([, { body = null }]) => body);
    const known = new Set<string>();
    const features = byKey(featuresBelow(model, schema, "request"));
    const several = (operation.requestBody?.content.length ?? 0) > 1 ? `${type} ` : "";
    const unitsOf = (keys: Iterable<string>): string[] =>
      [...keys].flatMap((key) => {
        const feature = features.get(key);
        return feature === undefined ? [] : [units.feature("request value", feature, several)];
      });
    const { shown, made, missing } = vary(model, schema, bases, {
      requests,
      direction: "request",
      known,
      limit: LIMIT,
      asText: media.codec !== "json",
    });
    shown.forEach((keys, index) => {
      const [name] = own[index] ?? [];
      const one = requestsSoFar.find(({ kind, input }) => kind === "request" && input === name);
      if (one !== undefined) (one.covers as string[]).push(...unitsOf(keys));
    });
    for (const { base, edit, value, shows } of made) {
      const [input = ""] = own[base] ?? [];
      const change: Edit =
        edit === undefined ? { op: "set", at: "/body", value } : { ...edit, at: `/body${edit.at}` };
      const name = shownName(model, featuresOf(shows, features));
      const id = `${operation.name}/request/${several}body~${name}`;
      found.push({
        kind: "request",
        id,
        pointer: schema,
        input,
        edit: change,
        covers: unitsOf(shows),
      });
    }
    for (const feature of missing)
      units.feature("request value", feature, several, reasonOf(feature));
  }
  return found;
}

/** Features by some of their keys. */
export function featuresOf(
  keys: Iterable<string>,
  features: ReadonlyMap<string, Feature>,
): Feature[] {
  return [...keys].flatMap((key) => features.get(key) ?? []);
}

/** Why nothing shows a feature. */
export function reasonOf({ forbidden }: Variations["missing"][number]): string {
  return forbidden ?? "no valid value that shows it was found";
}
