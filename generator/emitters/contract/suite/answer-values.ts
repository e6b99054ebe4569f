import type { Json } from "../../../model/json.js";
import type { ApiModel } from "../../../model/model.js";
import type { SchemaId } from "../../../model/schema.js";
import { shownName } from "../case-names.js";
import { featureKey, featuresBelow } from "../features.js";
import { vary } from "../variation.js";
import { type AnswerBody, type AnswerContext, LIMIT } from "./answer-body.js";
import { featuresOf, reasonOf } from "./requests.js";
import type { SuiteCase } from "./suite.js";
import { byKey } from "./units.js";

/** The answers that show what the schema of a body allows; what `played` show already is added to them. */
export function valuesOf(
  { model, operation, requests, shown: known, units }: AnswerContext,
  { response, media, schema, bases, asked }: AnswerBody,
  played: readonly SuiteCase[],
): SuiteCase[] {
  const documented = String(response.status);
  const features = byKey(featuresBelow(model, schema, "response"));
  const values = bases.map(({ value }) => value);
  const { shown, made, missing } = vary(model, schema, values, {
    requests,
    direction: "response",
    known: isUnion(model.schemas, schema) ? known.featuresOfUnions : known.features,
    limit: LIMIT,
    asText: false,
  });
  const unitsOf = (keys: Iterable<string>): string[] =>
    [...keys].flatMap((key) => {
      const feature = features.get(key);
      return feature === undefined ? [] : [units.feature("answer value", feature, "")];
    });
  const found: SuiteCase[] = [];
  const add = (name: string, value: Json, keys: Iterable<string>): void => {
    found.push({
      kind: "answer",
      id: `${operation.name}/answer/${documented}/${media.type}~${name}`,
      pointer: media.pointer,
      input: asked.input,
      documented,
      status: asked.status,
      mediaType: media.type,
      prefer: "",
      body: { value },
      made: true,
      covers: unitsOf(keys),
    });
  };
  shown.forEach((keys, index) => {
    const base = bases[index];
    if (base === undefined || keys.size === 0) return;
    const { name, value } = base;
    const text = JSON.stringify(value);
    const same = played.find(
      (one) =>
        one.kind === "answer" &&
        one.documented === documented &&
        one.mediaType === media.type &&
        JSON.stringify(one.body?.value) === text,
    );
    if (same === undefined) add(name, value, keys);
    else (same.covers as string[]).push(...unitsOf(keys));
  });
  for (const { value, shows } of made)
    add(shownName(model, featuresOf(shows, features)), value, shows);
  for (const feature of missing) {
    const reason = reasonOf(feature);
    const report = (): void => void units.feature("answer value", feature, "", reason);
    known.miss(featureKey(feature), { reason, report });
  }
  return found;
}

/** Whether a body is one of several alternatives. */
function isUnion(schemas: ApiModel["schemas"], id: SchemaId): boolean {
  const { ref, anyOf, oneOf } = schemas[id]?.assertions ?? {};
  if ((anyOf ?? oneOf) !== undefined) return true;
  return ref !== undefined && ref !== id && isUnion(schemas, ref);
}
