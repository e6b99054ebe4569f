import type { MediaType, Operation } from "../model/model.js";
import { covers, pairContent, sameType } from "./content.js";
import { note, type Scene } from "./context.js";
import { compareEncodings } from "./encodings.js";
import { compareSchemas } from "./schemas.js";

/** What operations send. @see https://spec.openapis.org/oas/v3.1.0#request-body-object */
export function compareRequestBodies(scene: Scene, before: Operation, after: Operation): void {
  const [old, young] = [before.requestBody, after.requestBody];
  const places = {
    before: old?.pointer ?? before.pointer,
    after: young?.pointer ?? after.pointer,
  };
  if (old === undefined && young === undefined) return;
  if (old === undefined)
    return note(
      scene,
      young?.required === true ? "required-request-body-added" : "request-body-added",
      {},
      places,
    );
  if (young === undefined) return note(scene, "request-body-removed", {}, places);
  if (old.required !== young.required)
    note(
      scene,
      young.required ? "request-body-became-required" : "request-body-became-optional",
      {},
      places,
    );
  const { pairs, removed, added } = pairContent(old.content, young.content);
  for (const [one, other] of pairs) {
    // The pair is one of a type and a range: what the range takes besides is taken no longer, or as well.
    const [from, to] = [one.type, other.type];
    if (!sameType(from, to)) {
      const id = covers(to, from) ? "request-media-type-added" : "request-media-type-removed";
      note(
        scene,
        id,
        { name: covers(to, from) ? to : from },
        { before: one.pointer, after: other.pointer },
      );
    }
    compareSchemas(scene, {
      party: scene.request,
      area: "request-body",
      name: bodyName("the request body", other, young.content.length),
      before: idsOf(one),
      after: idsOf(other),
    });
    const name = bodyName("the request body", other, young.content.length);
    compareEncodings(scene, name, one, other, true);
  }
  for (const one of removed)
    note(
      scene,
      "request-media-type-removed",
      { name: one.type },
      { before: one.pointer, after: young.pointer },
    );
  for (const one of added)
    note(
      scene,
      "request-media-type-added",
      { name: one.type },
      { before: old.pointer, after: one.pointer },
    );
}

export function idsOf({ schema }: MediaType): readonly NonNullable<MediaType["schema"]>[] {
  return schema === undefined ? [] : [schema];
}

/** The media type is told where there are several. */
export function bodyName(name: string, { type }: MediaType, count: number): string {
  return count > 1 ? `${name} as ${type}` : name;
}
