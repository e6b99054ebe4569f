import { escapeToken, parentOf } from "../../model/pointer.js";
import type { SchemaId } from "../../model/schema.js";
import { shapeOf, type Members } from "./members.js";
import { textFormat } from "./scalars.js";
import type { Printer, Scope } from "./scope.js";

/**
 * Notes where the members of an object stand and where they are required, as far as these are not
 * its own `properties` and `required`: members merged from `allOf`, keys that nothing describes.
 * Returns the scope that members are printed in.
 */
export function noteMembers(members: Members, printer: Printer, scope: Scope): Scope {
  const { place, places } = scope;
  const [first] = members.properties.values();
  const home = first === undefined ? `${place}/properties` : places.of(parentOf(first));
  places.note(`${place}/properties`, home);
  noteSpreads(members, home, printer, scope);
  for (const key of members.required) {
    const schema = members.properties.get(key);
    // What another part of the composition describes is found there, and required here.
    const isElsewhere =
      schema === undefined &&
      scope.whole !== undefined &&
      printer.facts.described(scope.whole, key) !== undefined;
    const wanted = isElsewhere ? undefined : wantedBy(home, schema, printer, scope);
    const asking = members.groups.filter(({ object }) => object.required?.includes(key));
    const [other] = asking;
    if (other === undefined || asking.some((group) => group.place === wanted)) continue;
    places.note(`${place}/required/${escapeToken(key)}`, `${other.place}/required`);
  }
  return { ...scope, place: home };
}

/** Where the runtime looks for `required` of a member, if nothing is noted. */
function wantedBy(
  home: string,
  schema: SchemaId | undefined,
  printer: Printer,
  { places }: Scope,
): string {
  const container =
    schema === undefined || mentions(schema, printer) ? home : places.of(parentOf(schema));
  return container.replace(/\/properties$/, "");
}

/**
 * Members that are spread are found where they are declared, unless they are components themselves,
 * which stand where they are used, or formats, which stand in many objects.
 */
function noteSpreads({ spreads }: Members, home: string, printer: Printer, scope: Scope): void {
  for (const unit of spreads) {
    const shape = shapeOf(unit.id, printer, { ...scope, unit });
    for (const [key, schema] of shape?.properties ?? []) {
      if (shape?.required.has(key) && isFormatted(schema, printer))
        scope.places.note(`${home}/${escapeToken(key)}`, scope.places.of(schema));
      if (!shape?.required.has(key) || !mentions(schema, printer)) continue;
      const asking = shape.groups.find(({ object }) => object.required?.includes(key));
      const at = asking?.place ?? scope.places.of(unit.id);
      scope.places.note(`${scope.place}/required/${escapeToken(key)}`, `${at}/required`);
    }
  }
}

/** Printed as the name of a component, and so not found at the member's own place. */
function mentions(schema: SchemaId, printer: Printer): boolean {
  return printer.unit(printer.facts.followed(schema)) !== undefined;
}

function isFormatted(schema: SchemaId, printer: Printer): boolean {
  const { string } = printer.facts.assertions(schema);
  return string !== undefined && textFormat(string, printer) !== undefined;
}
