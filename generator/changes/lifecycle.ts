import type { Operation } from "../model/model.js";
import { note, type Scene } from "./context.js";

/** The stages of `x-stability-level`, the least promise first. */
const LEVELS = ["draft", "alpha", "beta", "stable"];

/** An operation that is gone: how it was announced decides how grave that is. */
export function noteRemoval(scene: Scene, before: Operation): void {
  const places = { before: before.pointer };
  const date = textOf(before, "x-sunset");
  const { deprecated } = before.docs;
  if (!deprecated || (date !== undefined && !isDate(date))) {
    const level = textOf(before, "x-stability-level");
    // Nothing was promised of a draft.
    const id =
      level === "draft" || level === "alpha" ? "operation-removed-deprecated" : "operation-removed";
    note(scene, id, {}, places);
  } else if (date === undefined) note(scene, "operation-removed-deprecated", {}, places);
  else if (scene.today !== undefined && scene.today >= date)
    note(scene, "operation-removed-after-sunset", { date }, places);
  else note(scene, "operation-removed-before-sunset", { date }, places);
}

/** Deprecation, sunset (`x-sunset`) and stability (`x-stability-level`) of an operation that stays. */
export function compareLifecycle(scene: Scene, before: Operation, after: Operation): void {
  const places = { before: before.pointer, after: after.pointer };
  const [was, is] = [before.docs.deprecated, after.docs.deprecated];
  const [from, to] = [textOf(before, "x-sunset"), textOf(after, "x-sunset")];
  if (!was && is) note(scene, "operation-deprecated", {}, places);
  if (was && !is) note(scene, "operation-reactivated", {}, places);
  if (!was && is && to === undefined) note(scene, "sunset-missing", {}, places);
  if (to !== undefined && !isDate(to) && from !== to)
    note(scene, "sunset-invalid", { date: to }, places);
  else if (from === undefined && to !== undefined)
    note(scene, "sunset-added", { date: to }, places);
  else if (from !== undefined && to === undefined && is)
    note(scene, "sunset-removed", { date: from }, places);
  else if (from !== undefined && to !== undefined && from !== to)
    note(scene, to < from ? "sunset-earlier" : "sunset-later", { from, to }, places);
  compareStability(scene, before, after);
}

function compareStability(scene: Scene, before: Operation, after: Operation): void {
  const places = { before: before.pointer, after: after.pointer };
  const [from, to] = [before, after].map((one) => textOf(one, "x-stability-level"));
  if (from === to) return;
  if (to !== undefined && !LEVELS.includes(to))
    return note(scene, "stability-invalid", { level: to }, places);
  // What says nothing is meant to stay.
  const rank = (level: string | undefined): number => LEVELS.indexOf(level ?? "stable");
  if (rank(from) === rank(to)) return;
  const id = rank(to) < rank(from) ? "stability-decreased" : "stability-increased";
  note(scene, id, { from: from ?? "stable", to: to ?? "stable" }, places);
}

function textOf({ docs }: Operation, extension: string): string | undefined {
  const value = Object.hasOwn(docs.extensions, extension) ? docs.extensions[extension] : undefined;
  return typeof value === "string" ? value : undefined;
}

function isDate(text: string): boolean {
  return /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/.test(text);
}
