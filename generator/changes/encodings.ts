import { quote } from "../diagnostics/quote.js";
import type { Encoding, MediaType } from "../model/model.js";
import { note, type Scene } from "./context.js";
import { idsOf } from "./parameters.js";
import { compareSchemas } from "./schemas.js";

/**
 * How the members of forms and multipart bodies are written, and in requests the headers of their parts. `of`
 * names the body. A member that both documents know is compared; one that comes or goes is a change of
 * the schema.
 *
 * @see https://spec.openapis.org/oas/v3.2.0#encoding-object
 */
export function compareEncodings(
  scene: Scene,
  of: string,
  before: MediaType,
  after: MediaType,
  isRequest = false,
): void {
  const [old, young] = [before.encoding ?? {}, after.encoding ?? {}];
  const places = { before: before.pointer, after: after.pointer };
  for (const key of new Set([...Object.keys(old), ...Object.keys(young)])) {
    const [one, other] = [old, young].map((all) =>
      Object.hasOwn(all, key) ? all[key] : undefined,
    );
    if (!isDescribed(scene.before, before, key) || !isDescribed(scene.after, after, key)) continue;
    const [from, to] = [writtenAs(one), writtenAs(other)];
    const name = `${quote(key)} of ${of}`;
    if (from !== to) note(scene, "encoding-changed", { name, from, to }, places);
    if (isRequest) comparePartHeaders(scene, name, one, other, places);
  }
}

/** What is not described may be there or not; what the schema leaves open counts as described. */
function isDescribed(model: Scene["before"], { schema }: MediaType, key: string): boolean {
  const properties = schema === undefined ? undefined : membersOf(model, schema);
  return properties === undefined || properties.has(key);
}

function membersOf(model: Scene["before"], id: string): Set<string> | undefined {
  const shape = model.schemas[id as keyof typeof model.schemas]?.shape;
  if (shape?.kind === "reference") return membersOf(model, shape.target);
  return shape?.kind === "object" ? new Set(shape.properties.map(({ key }) => key)) : undefined;
}

function writtenAs(encoding: Encoding | undefined): string {
  const { style, contentType } = encoding ?? {};
  if (style !== undefined)
    return [
      style.style,
      ...(style.explode ? ["exploded"] : []),
      ...(style.allowReserved ? ["reserved characters as they are"] : []),
    ].join(", ");
  return contentType === undefined ? "its value asks" : quote(normal(contentType));
}

function normal(contentType: string): string {
  return contentType
    .split(",")
    .map((type) => type.trim().toLowerCase())
    .join(", ");
}

function comparePartHeaders(
  scene: Scene,
  part: string,
  before: Encoding | undefined,
  after: Encoding | undefined,
  places: { readonly before: MediaType["pointer"]; readonly after: MediaType["pointer"] },
): void {
  const named = (encoding: Encoding | undefined) =>
    new Map((encoding?.headers ?? []).map((header) => [header.key.toLowerCase(), header]));
  const [old, young] = [named(before), named(after)];
  for (const [key, one] of young) {
    const other = old.get(key);
    const name = `header ${quote(one.key)} of ${part}`;
    if (other === undefined || (one.required && !other.required))
      note(
        scene,
        one.required ? "required-part-header-added" : "part-header-added",
        { name },
        { ...places, after: one.pointer },
      );
    else if (other.required && !one.required)
      note(
        scene,
        "part-header-became-optional",
        { name },
        { before: other.pointer, after: one.pointer },
      );
    if (other !== undefined)
      compareSchemas(scene, {
        party: scene.request,
        area: "request-parameter",
        name,
        before: idsOf(other),
        after: idsOf(one),
      });
  }
  for (const [key, one] of old) {
    if (young.has(key)) continue;
    const name = `header ${quote(one.key)} of ${part}`;
    note(scene, "part-header-removed", { name }, { ...places, before: one.pointer });
  }
}
