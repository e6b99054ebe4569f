import type { Reporter } from "../../diagnostics/reporter.js";
import type { JsonObject } from "../../model/json.js";
import { ROOT } from "../../source/pointer.js";
import type { Origins } from "../origin.js";
import { visit } from "../walk.js";
import { annotations } from "./annotations.js";
import { catastrophicPatterns } from "./catastrophic-patterns.js";
import { componentNames } from "./component-names.js";
import { containers } from "./containers.js";
import { contradictions } from "./contradictions.js";
import { discriminators } from "./discriminators.js";
import { emptyDocument } from "./empty-document.js";
import { endlessSchemas } from "./endless-schemas.js";
import { exampleTypes } from "./example-types.js";
import { examples } from "./examples.js";
import { fields } from "./fields.js";
import { httpNames } from "./http-names.js";
import { identicalPaths } from "./identical-paths.js";
import { laterFeatures } from "./later-features.js";
import { misspeltKeywords } from "./misspelt-keywords.js";
import { parameters } from "./parameters.js";
import { pathParameters } from "./path-parameters.js";
import { pathTemplates } from "./path-templates.js";
import { responses } from "./responses.js";
import type { Rule, See, Subject } from "./rule.js";
import { schemaKeywords } from "./schema-keywords.js";
import { security } from "./security.js";
import { servers } from "./servers.js";
import { tags } from "./tags.js";
import { unenforcedKeywords } from "./unenforced-keywords.js";
import { unknownFields } from "./unknown-fields.js";

/** Every rule; the order does not matter, since each reads a document that may be malformed. */
const rules: readonly Rule[] = [
  containers,
  fields,
  schemaKeywords,
  laterFeatures,
  emptyDocument,
  componentNames,
  pathTemplates,
  pathParameters,
  identicalPaths,
  httpNames,
  parameters,
  responses,
  discriminators,
  endlessSchemas,
  security,
  servers,
  tags,
  contradictions,
  unenforcedKeywords,
  unknownFields,
  misspeltKeywords,
  annotations,
  catastrophicPatterns,
  examples,
  exampleTypes,
];

/** Applies every rule; findings point at the text the author wrote. `narrowed`: filters were at work. */
export function checkDocument(
  root: JsonObject,
  origins: Origins,
  reporter: Reporter,
  narrowed: boolean,
): void {
  const seers: See[] = [];
  const subject: Subject = {
    root,
    narrowed,
    each: (see) => void seers.push(see),
    report: (code, at, params) => reporter.report(code, origins.locate(at), params),
  };
  for (const rule of rules) rule(subject);
  visit(root, "document", ROOT, (node, slot, at) => {
    for (const see of seers) see(node, slot, at);
  });
}
