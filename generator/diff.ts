import type { Change } from "./changes/change.js";
import { compareModels, type CompareOptions } from "./changes/compare.js";
import type { Location } from "./diagnostics/diagnostic.js";
import { lower } from "./lower/lower.js";
import { writtenAt } from "./lower/views/view.js";
import { withViews } from "./lower/views/views.js";
import type { ApiModel } from "./model/model.js";
import { secondOpinion, type Opinion } from "./opinion/opinion.js";
import type { Pointer } from "./model/schema.js";
import type { Reading } from "./pipeline.js";
import { hashOf } from "./render/manifest.js";

/** A change, with the places where authors wrote it. */
export interface LocatedChange extends Omit<Change, "before" | "after"> {
  readonly before?: Location;
  readonly after?: Location;
  /** The same as long as the change is: lines and files that move do not alter it. */
  readonly fingerprint: string;
}

/** A document that was read without an error. */
export type Sound = Required<Pick<Reading, "document" | "model">>;

/** What changed, and whether values that were drawn bear it out. */
export interface Diff {
  /** The gravest first. */
  readonly changes: readonly LocatedChange[];
  readonly opinion: Opinion;
}

/**
 * What changed between two documents: narrower requests and wider responses break callers; what is
 * written otherwise and means the same is no change.
 */
export function diff(before: Sound, after: Sound, options: CompareOptions = {}): Diff {
  const [old, young] = [directed(before.model), directed(after.model)];
  const { changes, related } = compareModels(old, young, options);
  return {
    changes: changes.map((change) => located(change, before, after)),
    opinion: secondOpinion(old, young, related),
  };
}

/** Operations read components in their direction, and enumerations as they are written. */
export function directed(model: ApiModel): ApiModel {
  const document = withViews(model, { enums: "closed" });
  return document === model.document ? model : lower(document).model;
}

function located(change: Change, before: Sound, after: Sound): LocatedChange {
  const { before: old, after: young, ...told } = change;
  const place = (sound: Sound, pointer: Pointer | undefined): Location | undefined =>
    pointer === undefined ? undefined : sound.document.origin(writtenAt(pointer));
  const [from, to] = [place(before, old), place(after, young)];
  const text = JSON.stringify([change.id, change.message, change.operations, old, young]);
  return {
    ...told,
    ...(from === undefined ? {} : { before: from }),
    ...(to === undefined ? {} : { after: to }),
    fingerprint: hashOf(text).slice(0, 16),
  };
}

/** By how much the version of what is made of the document has to grow: the most that a change asks for. */
export function bumpOf(changes: readonly Pick<Change, "bump">[]): Change["bump"] | undefined {
  return (["major", "minor", "patch"] as const).find((bump) =>
    changes.some((change) => change.bump === bump),
  );
}
