import type { Reporter } from "../../diagnostics/reporter.js";
import type { Json, JsonObject } from "../../model/json.js";
import type { Pointer } from "../../model/schema.js";
import { literalsIn } from "../../source/literal.js";
import { isObject, ROOT } from "../../source/pointer.js";
import type { SourceFile } from "../../source/source.js";
import type { Slot } from "../grammar.js";
import type { Origins } from "../origin.js";
import { mapChildren } from "../walk.js";
import { bodies } from "./bodies.js";
import { containers } from "./containers.js";
import { examples } from "./examples.js";
import { listedChildren } from "./listed-children.js";
import { mediaTypeNames } from "./media-type-names.js";
import { mediaTypes } from "./media-types.js";
import { nulls } from "./nulls.js";
import { parameters } from "./parameters.js";
import { declarePathParameters } from "./path-parameters.js";
import { paths } from "./paths.js";
import { recursiveReferences } from "./recursive-references.js";
import { Desk, type Repair } from "./repair.js";
import { required } from "./required.js";
import { requiredFields } from "./required-fields.js";
import { requirements } from "./requirements.js";
import { scalars } from "./scalars.js";
import { schemaKeywords } from "./schema-keywords.js";
import { servers } from "./servers.js";
import { spellings } from "./spellings.js";
import { types } from "./types.js";
import { unusedParameters } from "./unused-parameters.js";

/** Of any place; in this order, as each reads what those before it have left. */
const everywhere: readonly Repair[] = [nulls, containers];

/** Of one kind of place, behind those. */
const bySlot: { readonly [S in Slot]?: readonly Repair[] } = {
  document: [requiredFields, requirements],
  info: [requiredFields],
  server: [requiredFields, servers],
  paths: [paths],
  pathItem: [spellings],
  operation: [bodies, requirements],
  "list:tag": [requiredFields],
  "list:parameter": [parameters],
  "map:parameter": [unusedParameters],
  parameter: [spellings, parameters, examples],
  header: [parameters, examples],
  requestBody: [bodies],
  "map:mediaType": [mediaTypes, mediaTypeNames],
  mediaType: [examples],
  responses: [spellings],
  response: [bodies],
  schema: [types, listedChildren, schemaKeywords, recursiveReferences, required, examples],
  securityScheme: [spellings],
};

/**
 * Reads common mistakes as what was plainly meant, each with a warning that says what is assumed.
 * What is not plain is left to the rules, which refuse it.
 */
export function repairDocument(
  root: JsonObject,
  sources: ReadonlyMap<string, SourceFile>,
  origins: Origins,
  reporter: Reporter,
): JsonObject {
  const desk = new Desk(root, origins, reporter, literalsIn(sources));
  const look = (value: Json, slot: Slot, at: Pointer): Json => {
    let read = value;
    for (const repair of everywhere) read = repair(read, slot, at, desk);
    for (const repair of bySlot[slot] ?? []) read = repair(read, slot, at, desk);
    return mapChildren(scalars(read, slot, at, desk), slot, at, look);
  };
  const repaired = look(root, "document", ROOT);
  return isObject(repaired) ? declarePathParameters(repaired, desk) : root;
}
