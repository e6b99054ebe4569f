import type { Location } from "../../diagnostics/diagnostic.js";
import type { Reporter } from "../../diagnostics/reporter.js";
import { isObject, type Json, type JsonObject } from "../../model/json.js";
import type { Pointer } from "../../model/schema.js";
import { childOf, isList, joinPointer, valueAt, ROOT } from "../../source/pointer.js";
import { readSource, type SourceFile } from "../../source/source.js";
import { changed, Misfit, updated } from "./edit.js";
import { select, type Path } from "./json-path.js";

/** An overlay as it was read: its name for findings, and its text. */
export interface OverlayText {
  readonly file: string;
  readonly text: string;
}

/**
 * Applies overlays to the entry document, in their order, before anything is read from it. What a
 * finding speaks of that an overlay brought is shown at the nearest place of the document.
 *
 * @see https://spec.openapis.org/overlay/v1.1.0.html
 */
export function applyOverlays(
  root: Json,
  overlays: readonly OverlayText[],
  reporter: Reporter,
): { readonly root: Json; readonly sources: readonly SourceFile[] } {
  let result = root;
  const sources: SourceFile[] = [];
  for (const { file, text } of overlays) {
    const { source, diagnostics } = readSource(file, text);
    sources.push(source);
    reporter.diagnostics.push(...diagnostics);
    if (source.value === undefined) continue;
    for (const { action, at } of actionsOf(source.value, file, reporter)) {
      result = applied(result, action, { file, pointer: at }, reporter);
    }
  }
  return { root: result, sources };
}

interface Placed {
  readonly action: JsonObject;
  readonly at: Pointer;
}

function actionsOf(overlay: Json, file: string, reporter: Reporter): Placed[] {
  const refuse = (reason: string, pointer: Pointer = ROOT): Placed[] => {
    reporter.report("overlay/invalid", { file, pointer }, { reason });
    return [];
  };
  const version = childOf(overlay, "overlay");
  if (typeof version !== "string" || !/^1\.[01]\.\d+$/.test(version))
    return refuse('"overlay" must be a version 1.0 or 1.1, such as 1.1.0');
  const actions = childOf(overlay, "actions");
  if (!isList(actions) || actions.length === 0)
    return refuse('"actions" must be a list of one action or more');
  return actions.flatMap((action, index): Placed[] => {
    const at = joinPointer(ROOT, "actions", index);
    if (!isObject(action) || typeof action["target"] !== "string")
      return refuse('an action has a "target", a JSONPath', at);
    if (action["copy"] !== undefined && version.startsWith("1.0"))
      return refuse('"copy" came with version 1.1', at);
    return [{ action, at }];
  });
}

function applied(
  root: Json,
  action: JsonObject,
  location: Location & { readonly pointer: Pointer },
  reporter: Reporter,
): Json {
  const inside = (field: string): Location => ({
    ...location,
    pointer: joinPointer(location.pointer, field),
  });
  const found = (field: "target" | "copy", query: string): Path[] | undefined => {
    try {
      return select(root, query);
    } catch (error) {
      const reason = `no JSONPath: ${error instanceof Error ? error.message : ""}`;
      reporter.report("overlay/invalid", inside(field), { reason });
      return undefined;
    }
  };
  const target = String(action["target"]);
  const paths = found("target", target);
  if (paths === undefined) return root;
  if (paths.length === 0) {
    reporter.report("overlay/unmatched", inside("target"), { target });
    return root;
  }
  if (action["remove"] === true) {
    if (paths.some((path) => path.length === 0)) {
      reporter.report("overlay/invalid", inside("target"), {
        reason: "the document itself cannot be removed",
      });
      return root;
    }
    // From the end, so that places in lists stay what they are.
    return byDepth(paths).reduce<Json>(
      (value, path) => changed(value, path, () => undefined) ?? value,
      root,
    );
  }
  const { copy } = action;
  let { update } = action;
  if (update === undefined && typeof copy === "string") {
    const [source, ...more] = found("copy", copy) ?? [];
    if (source === undefined || more.length > 0) {
      reporter.report("overlay/invalid", inside("copy"), { reason: "it must select one node" });
      return root;
    }
    update = valueAt(root, joinPointer(ROOT, ...source));
  }
  if (update === undefined) {
    reporter.report("overlay/idle", location, { target });
    return root;
  }
  const value = update;
  try {
    return byDepth(paths).reduce<Json>(
      (whole, path) => changed(whole, path, (node) => updated(node, value)) ?? whole,
      root,
    );
  } catch (error) {
    if (!(error instanceof Misfit)) throw error;
    reporter.report("overlay/misfit", inside(copy === undefined ? "update" : "copy"), {
      target,
      reason: error.message,
    });
    return root;
  }
}

/** The last first, and what is inside before what it is in. */
function byDepth(paths: readonly Path[]): readonly Path[] {
  return [...paths].sort((a, b) => {
    for (const [at, token] of a.entries()) {
      const other = b[at];
      if (other === undefined) return -1;
      if (token === other) continue;
      const [left, right] = [Number(token), Number(other)];
      return Number.isNaN(left) || Number.isNaN(right) ? 0 : right - left;
    }
    return b.length - a.length;
  });
}
