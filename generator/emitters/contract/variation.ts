import type { Json } from "../../model/json.js";
import type { ApiModel } from "../../model/model.js";
import type { SchemaId } from "../../model/schema.js";
import type { Direction } from "./access.js";
import { alternativesOf, VOIDED } from "./alternatives.js";
import type { Edit } from "./case.js";
import { applyEdit, segments } from "./edit.js";
import { type Feature, featureKey, featuresBelow, shownBy } from "./features.js";
import type { Requests } from "./inputs.js";
import type { Objection } from "./finding.js";
import { valueAt } from "./json.js";
import { MINIMAL } from "./plan.js";
import { variantsOf } from "./variants.js";

/** A valid value that shows what no value before it has shown. */
export interface Variation {
  /** Index of the value that it was made from. */
  readonly base: number;
  /** Absent: it is a whole of its own. */
  readonly edit?: Edit;
  readonly value: Json;
  readonly shows: readonly string[];
}

export interface Variations {
  /** What the given values show, by their index. */
  readonly shown: readonly ReadonlySet<string>[];
  readonly made: readonly Variation[];
  /** What no valid value was found to show; `forbidden` says why none can. */
  readonly missing: readonly (Feature & { readonly forbidden?: Forbidden })[];
}

/** What keeps every value from showing a feature: the document itself makes it void. */
export type Forbidden =
  | "another schema of the same place requires it"
  | "another schema of the same place takes no null"
  | "another schema of the same place takes no members but those it knows"
  | "all values of the alternative that it stands in are values of another";

/** How many values are made for schemas that the values at hand do not lead to. */
const MOST_DETOURS = 60;

/**
 * Varies valid values until everything that values of their schema may show has been shown once.
 * `known` holds keys of features that need no showing, and receives those that are shown; `limit`
 * bounds the number of values made.
 */
export function vary(
  model: ApiModel,
  root: SchemaId,
  bases: readonly Json[],
  { requests, direction, known, limit, asText }: VariationOptions,
): Variations {
  const { evaluator, synthesiser, reach } = requests;
  const around = { schemas: model.schemas, synthesiser, asText };
  const wanted = featuresBelow(model, root, direction).filter(
    (feature) => !known.has(featureKey(feature)) && !(asText && isLost(feature)),
  );
  const open = new Map(wanted.map((feature) => [featureKey(feature), feature]));
  const bySchema = new Map<SchemaId, Feature[]>();
  for (const feature of wanted)
    bySchema.set(feature.schema, [...(bySchema.get(feature.schema) ?? []), feature]);
  const alternatives = alternativesOf(model);
  const live = alternatives.liveBelow(root, direction);
  const isIdle = ({ schema: id, kind, detail }: Feature): boolean => {
    if (!live.has(id)) return true;
    const schema = model.schemas[id];
    if (kind !== "branch" || !detail.startsWith("oneOf/") || schema === undefined) return false;
    const branch = schema.assertions.oneOf?.[Number(detail.slice("oneOf/".length))];
    return branch !== undefined && alternatives.voidOf(schema).has(branch);
  };
  const made: Variation[] = [];
  const forbidden = new Map<string, Forbidden>();
  const note = (feature: Feature, value: Json, at?: string): void => {
    if (forbidden.has(featureKey(feature))) return;
    const reason = forbiddenBy(feature, evaluator.objectionTo(root, value), at);
    if (reason !== undefined) forbidden.set(featureKey(feature), reason);
  };
  const take = (value: Json): readonly string[] => {
    const shown = shownBy(model, evaluator.evaluate(root, value).visits, value, direction);
    const fresh = [...shown].filter((key) => open.delete(key));
    for (const key of fresh) known.add(key);
    return fresh;
  };
  const shown = bases.map((value) => new Set(take(value)));
  const varyAt = (value: Json, base: number, isWhole: boolean): void => {
    for (const { schema: id, at } of evaluator.evaluate(root, value).visits) {
      const schema = model.schemas[id];
      const part = valueAt(value, segments(at));
      if (schema === undefined || part === undefined) continue;
      for (const feature of bySchema.get(id) ?? []) {
        if (!open.has(featureKey(feature))) continue;
        if (made.length >= limit) return;
        for (const relative of variantsOf(schema, part, feature, around)) {
          const edit = { ...relative, at: at + relative.at };
          const edited = applyEdit({ body: value }, { ...edit, at: `/body${edit.at}` }).body;
          if (edited === undefined) continue;
          if (!evaluator.isValid(root, edited)) {
            note(feature, edited, at);
            continue;
          }
          const shows = take(edited);
          if (shows.length === 0) continue;
          made.push({ base, value: edited, shows, ...(isWhole ? {} : { edit }) });
          if (!open.has(featureKey(feature))) break;
        }
      }
    }
  };
  bases.forEach((value, index) => {
    varyAt(value, index, false);
  });
  const targets = [...new Set([...open.values()].map(({ schema }) => schema))].filter((id) =>
    live.has(id),
  );
  for (const target of targets.slice(0, MOST_DETOURS)) {
    if (![...open.values()].some(({ schema }) => schema === target)) continue;
    const towards = reach.distancesTo(target);
    const value = synthesiser.valueOf(root, { ...MINIMAL, towards });
    if (value === undefined) {
      const draft = synthesiser.draft([root], { ...MINIMAL, towards });
      if (draft !== undefined)
        for (const feature of bySchema.get(target) ?? []) note(feature, draft);
    }
    if (value === undefined || made.length >= limit) continue;
    const shows = take(value);
    if (shows.length > 0) made.push({ base: 0, value, shows });
    varyAt(value, 0, true);
  }
  return {
    shown,
    made,
    missing: [...open].map(([key, feature]) => {
      const reason = isIdle(feature) ? VOIDED : forbidden.get(key);
      return reason === undefined ? feature : { ...feature, forbidden: reason };
    }),
  };
}

/** What an objection to a value that shows a feature says of the feature; `at` is where it shows it. */
function forbiddenBy(
  { kind, detail }: Feature,
  objection: Objection | undefined,
  at: string | undefined,
): Forbidden | undefined {
  if (objection === undefined || (at !== undefined && objection.at !== at)) return undefined;
  const { keyword, detail: named } = objection;
  if (kind === "absent" && keyword === "required" && named === detail)
    return "another schema of the same place requires it";
  if (kind === "null" && keyword === "type")
    return "another schema of the same place takes no null";
  if (
    kind === "extra" &&
    (keyword === "additionalProperties" || keyword === "unevaluatedProperties")
  )
    return "another schema of the same place takes no members but those it knows";
  return undefined;
}

export interface VariationOptions {
  readonly requests: Requests;
  readonly direction: Direction;
  readonly known: Set<string>;
  readonly limit: number;
  /** Values are written as text: `null` and an empty list leave no trace there. */
  readonly asText: boolean;
}

function isLost({ kind, detail }: Feature): boolean {
  return kind === "null" || (kind === "length" && detail === "none");
}
