import { quote } from "../diagnostics/quote.js";
import type { SchemaId } from "../model/schema.js";
import { noteAnnotations } from "./annotations.js";
import type { Change, Party } from "./change.js";
import { placed } from "./collector.js";
import type { Scene } from "./context.js";
import { differencesOf, type Difference } from "./differences.js";
import { judged, judgedPresence, type Judgement } from "./judgement.js";
import { presenceOf, type Presence, type PresenceDifference } from "./presence.js";
import { kebab, NOUNS, words } from "./wording.js";

/** A value whose schemas are compared. */
export interface Value {
  readonly party: Party;
  /** First part of the id: `request-body`, `request-parameter`, `response-body`, `response-header`. */
  readonly area: "request-body" | "request-parameter" | "response-body" | "response-header";
  /** `the request body`, `query parameter "limit"`. */
  readonly name: string;
  readonly before: readonly SchemaId[];
  readonly after: readonly SchemaId[];
}

/** Relates the schemas of a value, and tells each way in which they differ. */
export function compareSchemas(scene: Scene, value: Value): void {
  const { unchanged } = scene.annotations;
  const isSame = (id: SchemaId, at: number): boolean => id === value.after[at] && unchanged.has(id);
  if (value.before.length === value.after.length && value.before.every(isSame)) return;
  const relation = scene.relator.relate(value.before, value.after);
  scene.collector.related.push({
    operation: scene.operation,
    name: value.name,
    party: value.party,
    before: value.before,
    after: value.after,
    narrower: relation.narrower.length > 0,
    wider: relation.wider.length > 0,
  });
  const { presence, rest } = presenceOf(differencesOf(relation));
  for (const difference of presence) scene.collector.put(presenceChange(scene, value, difference));
  for (const difference of rest) scene.collector.put(factChange(scene, value, difference));
  noteAnnotations(scene, value);
}

/** `request-body` of the whole, `request-property` of what is in it. */
function areaOf({ area }: Value, path: readonly string[]): string {
  if (path.length === 0) return area;
  return area.endsWith("-body") ? area.replace("body", "property") : `${area}-property`;
}

function changeOf(
  scene: Scene,
  value: Value,
  difference: Difference,
  id: string,
  message: string,
  { severity, bump, reason, advice }: Judgement,
): Change {
  return {
    id: scene.prefix + id,
    severity,
    bump,
    message,
    reason,
    ...(advice === undefined ? {} : { advice }),
    operations: [scene.operation],
    ...placed(difference),
  };
}

const PRESENCE: { readonly [P in Presence]: { readonly id: string; readonly text: string } } = {
  added: { id: "added", text: "was added" },
  "required-added": { id: "required-added", text: "was added and is required" },
  removed: { id: "removed", text: "was removed" },
  "required-removed": { id: "required-removed", text: "was removed, and had been required" },
  "became-required": { id: "became-required", text: "became required" },
  "became-optional": { id: "became-optional", text: "became optional" },
};

function presenceChange(scene: Scene, value: Value, difference: PresenceDifference): Change {
  const { presence, closed, key, path } = difference;
  const { id, text } = PRESENCE[presence];
  const area = areaOf(value, [...path, key]);
  const message = `${value.name}: ${member([...path, key])} ${text}`;
  const judgement = judgedPresence(presence, closed, value.party);
  return changeOf(scene, value, difference, `${area}-${id}`, message, judgement);
}

function factChange(scene: Scene, value: Value, difference: Difference): Change {
  const area = areaOf(value, difference.path);
  const { action, text } = actionOf(difference);
  const place = difference.path.length === 0 ? "" : `${member(difference.path)}: `;
  const message = `${value.name}: ${place}${text}`;
  return changeOf(
    scene,
    value,
    difference,
    `${area}-${action}`,
    message,
    judged(difference, value.party),
  );
}

function member(path: readonly string[]): string {
  return quote(path.join("."));
}

interface Action {
  readonly action: string;
  readonly text: string;
}

const BOUNDS = /^(?:min|max)/;

/** What happened to a fact: `max-length-decreased`, `enum-value-removed`, `type-changed`. */
function actionOf({ fact, from, to, narrower, wider, key }: Difference): Action {
  const name = kebab(fact);
  const noun = NOUNS[fact];
  switch (fact) {
    case "null":
      return wider
        ? { action: "became-nullable", text: "may be null" }
        : { action: "became-not-nullable", text: "may no longer be null" };
    case "type":
      if (narrower && wider)
        return {
          action: "type-changed",
          text: `the type changed from ${words(from)} to ${words(to)}`,
        };
      return narrower
        ? {
            action: "type-narrowed",
            text:
              to === undefined || to === null
                ? `may no longer be ${words(from)}`
                : `must be ${words(to)}, was ${words(from)}`,
          }
        : {
            action: "type-widened",
            text:
              from === undefined || from === null
                ? `may be ${words(to)} as well`
                : `may be ${words(to)}, was ${words(from)}`,
          };
    case "enum":
      if (narrower)
        return from === undefined
          ? { action: "became-enum", text: `must be one of ${words(to)}` }
          : { action: "enum-value-removed", text: `no longer takes ${words(from)}` };
      return to === undefined
        ? { action: "enum-removed", text: `is no longer limited to ${words(from)}` }
        : { action: "enum-value-added", text: `may be ${words(to)}` };
    case "alternative":
      return narrower
        ? {
            action: "alternative-removed",
            text: "an alternative was removed, or no longer takes what it did",
          }
        : {
            action: "alternative-added",
            text: "an alternative was added, or takes what it did not",
          };
    case "undecided":
      return { action: "undecided", text: "whether it still means the same could not be decided" };
    case "additionalProperties":
      return narrower
        ? {
            action: "additional-properties-narrowed",
            text: `${noun} are ${to === false ? "no longer taken" : "limited"}`,
          }
        : {
            action: "additional-properties-widened",
            text: `${noun} are ${from === false ? "taken" : "no longer limited"}`,
          };
    default: {
      const of = key === undefined ? "" : ` of ${quote(key)}`;
      if (narrower && wider)
        return {
          action: `${name}-changed`,
          text: `${noun}${of} changed from ${words(from)} to ${words(to)}`,
        };
      if (BOUNDS.test(fact) && from !== undefined && to !== undefined) {
        const less = fact.startsWith("max") === narrower;
        const action = less ? "decreased" : "increased";
        return {
          action: `${name}-${action}`,
          text: `${noun} ${action} from ${words(from)} to ${words(to)}`,
        };
      }
      if (
        fact === "items" ||
        fact === "contains" ||
        fact === "not" ||
        fact === "conditional" ||
        fact === "contentMediaType"
      )
        return narrower
          ? { action: `${name}-narrowed`, text: `${noun} was narrowed` }
          : { action: `${name}-widened`, text: `${noun} was widened` };
      const [present, absent] = [narrower ? to : from, narrower ? from : to];
      if (present !== undefined && absent !== undefined)
        return {
          action: `${name}-changed`,
          text: `${noun}${of} changed from ${words(from)} to ${words(to)}`,
        };
      return narrower
        ? {
            action: `${name}-added`,
            text: `${noun}${of} was set${present === undefined ? "" : ` to ${words(present)}`}`,
          }
        : {
            action: `${name}-removed`,
            text: `${noun}${of} was dropped${present === undefined ? "" : `, was ${words(present)}`}`,
          };
    }
  }
}
