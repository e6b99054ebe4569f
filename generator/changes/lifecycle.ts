import type { Docs, Operation, Parameter } from "../model/model.js";
import type { Places } from "./collector.js";
import { note, type Scene } from "./context.js";

/** The stages of `x-stability-level`, the least promise first. */
const LEVELS = ["draft", "alpha", "beta", "stable"];

/** An operation that is gone: how it was announced decides how grave that is. */
export function noteRemoval(scene: Scene, before: Operation): void {
  const places = { before: before.pointer };
  const announced = announcementOf(before.docs, scene.today);
  const level = textOf(before.docs, "x-stability-level");
  // Nothing was promised of a draft.
  if (announced.as === "nothing")
    note(
      scene,
      level === "draft" || level === "alpha" ? "operation-removed-deprecated" : "operation-removed",
      {},
      places,
    );
  else if (announced.as === "deprecated") note(scene, "operation-removed-deprecated", {}, places);
  else note(scene, `operation-removed-${announced.as}`, { date: announced.date }, places);
}

/** The same of a parameter. */
export function noteParameterRemoval(
  scene: Scene,
  name: string,
  before: Parameter,
  places: Places,
): void {
  const announced = announcementOf(before.docs, scene.today);
  if (announced.as === "nothing") note(scene, "parameter-removed", { name }, places);
  else if (announced.as === "deprecated")
    note(scene, "parameter-removed-deprecated", { name }, places);
  else note(scene, `parameter-removed-${announced.as}`, { name, date: announced.date }, places);
}

type Announcement =
  | { readonly as: "nothing" }
  | { readonly as: "deprecated" }
  | { readonly as: "before-sunset" | "after-sunset"; readonly date: string };

/** As what something that is gone had been announced; a day that is none announces nothing. */
function announcementOf(docs: Docs, today: string | undefined): Announcement {
  const date = textOf(docs, "x-sunset");
  if (!docs.deprecated || (date !== undefined && !isDate(date))) return { as: "nothing" };
  if (date === undefined) return { as: "deprecated" };
  return { as: today !== undefined && today >= date ? "after-sunset" : "before-sunset", date };
}

/** Deprecation, sunset (`x-sunset`) and stability (`x-stability-level`) of an operation that stays. */
export function compareLifecycle(scene: Scene, before: Operation, after: Operation): void {
  const places = { before: before.pointer, after: after.pointer };
  const [was, is] = [before.docs.deprecated, after.docs.deprecated];
  if (!was && is) note(scene, "operation-deprecated", {}, places);
  if (was && !is) note(scene, "operation-reactivated", {}, places);
  compareSunsets(scene, "", before, after);
  compareStability(scene, before, after);
}

/** Deprecation and sunset of a parameter that stays. */
export function compareParameterLifecycle(
  scene: Scene,
  name: string,
  before: Parameter,
  after: Parameter,
): void {
  const places = { before: before.pointer, after: after.pointer };
  const [was, is] = [before.docs.deprecated, after.docs.deprecated];
  if (!was && is) note(scene, "parameter-deprecated", { name }, places);
  if (was && !is) note(scene, "parameter-reactivated", { name }, places);
  compareSunsets(scene, `${name}: `, before, after);
}

/** Until when something stays. `of` begins the sentence, where it is not the operation itself. */
function compareSunsets(
  scene: Scene,
  of: string,
  before: Operation | Parameter,
  after: Operation | Parameter,
): void {
  const places = { before: before.pointer, after: after.pointer };
  const [was, is] = [before.docs.deprecated, after.docs.deprecated];
  const [from, to] = [textOf(before.docs, "x-sunset"), textOf(after.docs, "x-sunset")];
  // A parameter's day is only asked for where the document gives days to parameters.
  if (!was && is && to === undefined && of === "") note(scene, "sunset-missing", {}, places);
  if (from === to) return;
  if (to !== undefined && !isDate(to)) note(scene, "sunset-invalid", { of, date: to }, places);
  else if (from === undefined && to !== undefined)
    note(scene, "sunset-added", { of, date: to }, places);
  else if (from !== undefined && to === undefined && is)
    note(scene, "sunset-removed", { of, date: from }, places);
  else if (from !== undefined && to !== undefined)
    note(scene, to < from ? "sunset-earlier" : "sunset-later", { of, from, to }, places);
  const { earliestSunset: earliest } = scene;
  if (to !== undefined && isDate(to) && earliest !== undefined && to < earliest)
    note(scene, "sunset-too-early", { of, date: to, earliest }, places);
}

function compareStability(scene: Scene, before: Operation, after: Operation): void {
  const places = { before: before.pointer, after: after.pointer };
  const [from, to] = [before, after].map(({ docs }) => textOf(docs, "x-stability-level"));
  if (from === to) return;
  if (to !== undefined && !LEVELS.includes(to))
    return note(scene, "stability-invalid", { level: to }, places);
  // What says nothing is meant to stay.
  const rank = (level: string | undefined): number => LEVELS.indexOf(level ?? "stable");
  if (rank(from) === rank(to)) return;
  const id = rank(to) < rank(from) ? "stability-decreased" : "stability-increased";
  note(scene, id, { from: from ?? "stable", to: to ?? "stable" }, places);
}

function textOf({ extensions }: Docs, extension: string): string | undefined {
  const value = Object.hasOwn(extensions, extension) ? extensions[extension] : undefined;
  return typeof value === "string" ? value : undefined;
}

function isDate(text: string): boolean {
  return /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/.test(text);
}
