import { quote } from "../diagnostics/quote.js";
import type { Operation, Parameter } from "../model/model.js";
import type { SchemaId } from "../model/schema.js";
import { note, type Scene } from "./context.js";
import { compareParameterLifecycle, noteParameterRemoval } from "./lifecycle.js";
import { compareSchemas } from "./schemas.js";

/** Parameters by place and name; those of the path by their place in it, as their names are never sent. */
export function compareParameters(scene: Scene, before: Operation, after: Operation): void {
  const [old, young] = [keyed(before), keyed(after)];
  for (const [key, one] of old) {
    const other = young.get(key);
    if (other === undefined)
      noteParameterRemoval(scene, nameOf(one), one, {
        before: one.pointer,
        after: after.pointer,
      });
    else compareParameter(scene, one, other);
  }
  for (const [key, one] of young) {
    if (old.has(key)) continue;
    const id = one.required ? "required-parameter-added" : "parameter-added";
    note(scene, id, { name: nameOf(one) }, { before: before.pointer, after: one.pointer });
  }
}

function compareParameter(scene: Scene, before: Parameter, after: Parameter): void {
  const places = { before: before.pointer, after: after.pointer };
  const name = nameOf(after);
  if (before.in === "path" && before.key !== after.key)
    note(scene, "path-parameter-renamed", { name, from: before.key, to: after.key }, places);
  if (before.required !== after.required)
    note(
      scene,
      after.required ? "parameter-became-required" : "parameter-became-optional",
      { name },
      places,
    );
  compareParameterLifecycle(scene, name, before, after);
  const [from, to] = [serializationOf(before), serializationOf(after)];
  const [was, is] = [mediaTypeOf(before), mediaTypeOf(after)];
  if (was !== is && (was !== undefined || is !== undefined))
    note(
      scene,
      "parameter-media-type-changed",
      { name, from: was ?? "plain", to: is ?? "plain" },
      places,
    );
  else if (was === undefined && from !== to)
    note(scene, "parameter-serialization-changed", { name, from, to }, places);
  const party = scene.request;
  compareSchemas(scene, {
    party,
    area: "request-parameter",
    name,
    before: idsOf(before),
    after: idsOf(after),
  });
}

/** `query parameter "limit"` */
export function nameOf({ in: place, key }: Parameter): string {
  return `${place} parameter ${quote(key)}`;
}

export function idsOf({ value }: Parameter): readonly SchemaId[] {
  const id = "schema" in value ? value.schema : value.content.schema;
  return id === undefined ? [] : [id];
}

function mediaTypeOf({ value }: Parameter): string | undefined {
  return "content" in value ? value.content.type : undefined;
}

function serializationOf({ style, explode, allowReserved }: Parameter): string {
  return [
    style,
    ...(explode ? ["exploded"] : []),
    ...(allowReserved ? ["reserved characters as they are"] : []),
  ].join(", ");
}

function keyed({ path, parameters }: Operation): Map<string, Parameter> {
  const templates = [...path.matchAll(/\{([^{}]*)\}/g)].map(([, name]) => name);
  return new Map(
    parameters.map((parameter) => {
      const { in: place, key } = parameter;
      const name = place === "header" ? key.toLowerCase() : key;
      return [
        place === "path" ? `path ${String(templates.indexOf(key))}` : `${place} ${name}`,
        parameter,
      ];
    }),
  );
}
