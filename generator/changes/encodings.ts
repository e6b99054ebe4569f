import { quote } from "../diagnostics/quote.js";
import type { Encoding, MediaType, PartEncodings } from "../model/model.js";
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
  const places = { before: before.pointer, after: after.pointer };
  const isKnown = (key: string): boolean =>
    isDescribed(scene.before, before, key) && isDescribed(scene.after, after, key);
  for (const [name, one, other] of pairsOf(of, before, after, isKnown)) {
    const [from, to] = [writtenAs(one), writtenAs(other)];
    if (from !== to) note(scene, "encoding-changed", { name, from, to }, places);
    if (isRequest) comparePartHeaders(scene, name, one, other, places);
  }
}

type Paired = readonly [name: string, before: Encoding | undefined, after: Encoding | undefined];

/** The encodings of parts by what they are called, those of parts inside parts too. */
function pairsOf(
  of: string,
  before: PartEncodings,
  after: PartEncodings,
  isKnown: (key: string) => boolean = () => true,
): Paired[] {
  const keys = new Set([before, after].flatMap(({ encoding = {} }) => Object.keys(encoding)));
  const lists = [before.positions ?? [], after.positions ?? []];
  const last = Math.max(...lists.map(({ length }) => length)) - 1;
  const pairs: Paired[] = [
    ...[...keys].filter(isKnown).map((key): Paired => {
      const [one, other] = [before, after].map(({ encoding = {} }) =>
        Object.hasOwn(encoding, key) ? encoding[key] : undefined,
      );
      return [`${quote(key)} of ${of}`, one, other];
    }),
    ...Array.from({ length: last + 1 }, (_, index): Paired => {
      const [one, other] = lists.map((list) => list[Math.min(index, list.length - 1)]);
      const which = index < last ? `item ${String(index + 1)}` : "each further item";
      return [`${which} of ${of}`, one, other];
    }),
  ];
  return pairs.flatMap((pair) => {
    const [name, one, other] = pair;
    return [pair, ...pairsOf(name, one?.inside ?? {}, other?.inside ?? {})];
  });
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
