import { quote } from "../diagnostics/quote.js";
import type { ApiModel, Link, Response } from "../model/model.js";
import { note, type Scene } from "./context.js";

/** What answers tell of other calls, by the links' names. @see https://spec.openapis.org/oas/v3.1.0#link-object */
export function compareLinks(scene: Scene, before: Response, after: Response): void {
  const [old, young] = [byName(before), byName(after)];
  const nameOf = ({ name }: Link): string =>
    `link ${quote(name)} of the ${String(after.status)} answer`;
  for (const [key, one] of old) {
    const other = young.get(key);
    const places = { before: one.pointer, after: other?.pointer ?? after.pointer };
    if (other === undefined) note(scene, "link-removed", { name: nameOf(one) }, places);
    else if (callOf(one, scene.before) !== callOf(other, scene.after))
      note(scene, "link-changed", { name: nameOf(other) }, places);
  }
  for (const [key, one] of young) {
    if (!old.has(key))
      note(
        scene,
        "link-added",
        { name: nameOf(one) },
        { before: before.pointer, after: one.pointer },
      );
  }
}

function byName({ links }: Response): Map<string, Link> {
  return new Map(links.map((link) => [link.name, link]));
}

/** The call that a link describes: the operation by method and path, which other names do not change. */
function callOf({ operation, parameters, requestBody }: Link, { operations }: ApiModel): string {
  const target = operations.find(({ id }) => id === operation);
  const called = target === undefined ? operation : `${target.method} ${target.path}`;
  const given = Object.entries(parameters).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([called, given, requestBody]);
}
