import type { Json } from "../../model/json.js";
import type { ApiModel } from "../../model/model.js";
import type { SchemaId } from "../../model/schema.js";
import type { Direction } from "./access.js";
import type { Edit } from "./case.js";
import { applyEdit, segments } from "./edit.js";
import { type Feature, featureKey, featuresBelow, shownBy } from "./features.js";
import type { Requests } from "./inputs.js";
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
  | "whatever shows it satisfies several alternatives of a oneOf";

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
  const made: Variation[] = [];
  const forbidden = new Map<string, Forbidden>();
  const note = (feature: Feature, value: Json): void => {
    if (forbidden.has(featureKey(feature))) return;
    const reason = forbiddenBy(feature, evaluator.objection(root, value) ?? "");
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
            note(feature, edited);
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
  const targets = [...new Set([...open.values()].map(({ schema }) => schema))];
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
      const reason = forbidden.get(key);
      return reason === undefined ? feature : { ...feature, forbidden: reason };
    }),
  };
}

/** What an objection to a value that shows a feature says of the feature. */
function forbiddenBy({ kind, detail }: Feature, objection: string): Forbidden | undefined {
  if (kind === "absent" && objection.startsWith(`required ${detail}`))
    return "another schema of the same place requires it";
  if (kind === "null" && /^type\b/.test(objection))
    return "another schema of the same place takes no null";
  return /^oneOf\b/.test(objection)
    ? "whatever shows it satisfies several alternatives of a oneOf"
    : undefined;
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
