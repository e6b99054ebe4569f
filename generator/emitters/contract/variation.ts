import type { Json } from "../../model/json.js";
import type { ApiModel } from "../../model/model.js";
import type { SchemaId } from "../../model/schema.js";
import type { Direction } from "./access.js";
import { UNSHOWN } from "./clause.js";
import { alternativesOf, type EMPTY, type VOIDED } from "./alternatives.js";
import type { Edit } from "./case.js";
import { changed, segments } from "./edit.js";
import { type Feature, featureKey, featuresBelow, shownBy } from "./features.js";
import { idleBy } from "./idle.js";
import type { Requests } from "./inputs.js";
import type { Objection } from "./finding.js";
import { valueAt } from "./json.js";
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
  | "another schema of the same place does not take it"
  | "another schema of the same place takes no members but those it knows"
  | typeof VOIDED
  | typeof EMPTY
  | typeof UNSHOWN;

/** How many values are made for schemas that the values at hand do not lead to. */
const MOST_DETOURS = 200;

/**
 * Varies valid values until everything that values of their schema may show has been shown once.
 * `known` holds keys of features that need no showing, and receives those that are shown; `limit`
 * bounds the number of values made.
 */
export function vary(
  model: ApiModel,
  root: SchemaId,
  bases: readonly Json[],
  { requests, direction, known, limit, asText, isShown = () => true }: VariationOptions,
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
  const made: Variation[] = [];
  const forbidden = new Map<string, Forbidden>();
  const note = (feature: Feature, part: Json | undefined, beside: readonly SchemaId[]): void => {
    if (part === undefined || forbidden.has(featureKey(feature))) return;
    const reason = beside
      .filter((id) => id !== feature.schema)
      .map((id) => forbiddenBy(feature, evaluator.objectionTo(id, part)))
      .find((one) => one !== undefined);
    if (reason !== undefined) forbidden.set(featureKey(feature), reason);
  };
  const take = (value: Json): readonly string[] => {
    const shown = shownBy(model, evaluator.evaluate(root, value).visits, direction);
    const fresh = [...shown].filter((key) => open.delete(key));
    for (const key of fresh) known.add(key);
    return fresh;
  };
  /** A value that an edit led into a second alternative, led out of it again; it still shows the feature. */
  const mended = (feature: Feature, before: Json, after: Json): Json | undefined => {
    if (feature.kind === "branch") return undefined;
    const objection = evaluator.objectionTo(root, after);
    if (objection?.keyword !== "oneOf") return undefined;
    const { at, schema } = objection;
    const held = evaluator.evaluate(root, before).visits.filter((visit) => visit.at === at);
    const branch = model.schemas[schema]?.assertions.oneOf?.find((id) =>
      held.some((visit) => visit.schema === id),
    );
    const part = valueAt(after, segments(at));
    if (branch === undefined || part === undefined) return undefined;
    const isWanted = (one: Json): boolean =>
      shownBy(model, evaluator.evaluate(branch, one).visits, direction).has(featureKey(feature));
    if (!isWanted(part)) return undefined;
    const apart = synthesiser.apartFrom(schema, branch, part, { isWanted });
    if (apart === undefined) return undefined;
    const whole = changed(after, segments(at), { op: "set", at: "", value: apart });
    return whole !== undefined && evaluator.isValid(root, whole) ? whole : undefined;
  };
  const shown = bases.map((value) => new Set(take(value)));
  const varyAt = (value: Json, base: number, isWhole: boolean): void => {
    const { visits } = evaluator.evaluate(root, value);
    for (const { schema: id, at, value: part } of visits) {
      const schema = model.schemas[id];
      if (schema === undefined) continue;
      for (const feature of bySchema.get(id) ?? []) {
        if (!open.has(featureKey(feature))) continue;
        if (made.length >= limit) return;
        for (const relative of variantsOf(schema, part, feature, around)) {
          const edit = { ...relative, at: at + relative.at };
          const edited = changed(value, segments(at), relative);
          if (edited === undefined) continue;
          const isValid = evaluator.isValid(root, edited);
          if (isValid && !isShown(edited)) {
            forbidden.set(featureKey(feature), UNSHOWN);
            continue;
          }
          const whole = isValid ? edited : mended(feature, value, edited);
          if (whole === undefined) {
            const beside = visits.filter((visit) => visit.at === at).map((visit) => visit.schema);
            note(feature, valueAt(edited, segments(at)), beside);
            continue;
          }
          const shows = take(whole);
          if (shows.length === 0) continue;
          made.push({ base, value: whole, shows, ...(isWhole || !isValid ? {} : { edit }) });
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
  let detours = 0;
  for (const target of targets) {
    const isOpen = (): boolean => [...open.values()].some(({ schema }) => schema === target);
    if (!isOpen()) continue;
    if (++detours > MOST_DETOURS) break;
    for (const plan of reach.plansTo(target)) {
      if (!isOpen() || made.length >= limit) break;
      const value = synthesiser.valueOf(root, plan);
      if (value === undefined || !isShown(value)) continue;
      const shows = take(value);
      if (shows.length > 0) made.push({ base: 0, value, shows });
      varyAt(value, 0, true);
    }
  }
  return {
    shown,
    made,
    missing: [...open].map(([key, feature]) => {
      const reason = idleBy(feature, model, alternatives, live) ?? forbidden.get(key);
      return reason === undefined ? feature : { ...feature, forbidden: reason };
    }),
  };
}

/** What the objection of another schema of the place says of a feature that the value there shows. */
function forbiddenBy(
  { kind, detail }: Feature,
  objection: Objection | undefined,
): Forbidden | undefined {
  if (objection?.at !== "") return undefined;
  const { keyword, detail: named } = objection;
  switch (kind) {
    case "absent":
      return keyword === "required" && named === detail
        ? "another schema of the same place requires it"
        : undefined;
    case "extra":
      return keyword === "additionalProperties" || keyword === "unevaluatedProperties"
        ? "another schema of the same place takes no members but those it knows"
        : undefined;
    case "null":
      return "another schema of the same place takes no null";
    case "value":
      return "another schema of the same place does not take it";
    case "bound":
      // Of a number at its bound there is one; of texts and lists there are many.
      return detail === "minimum" || detail === "maximum"
        ? "another schema of the same place does not take it"
        : undefined;
    default:
      return undefined;
  }
}

export interface VariationOptions {
  readonly requests: Requests;
  readonly direction: Direction;
  readonly known: Set<string>;
  readonly limit: number;
  /** Values are written as text: `null` and an empty list leave no trace there. */
  readonly asText: boolean;
  /** As `Subject.isShown`. */
  readonly isShown?: (value: Json) => boolean;
}

function isLost({ kind, detail }: Feature): boolean {
  return kind === "null" || (kind === "length" && detail === "none");
}
