import { sourceDiagnostics } from "./catalog-source.js";
import { documentDiagnostics } from "./catalog-document.js";
import { repairDiagnostics } from "./catalog-repairs.js";
import { modelDiagnostics } from "./catalog-model.js";
import { outputDiagnostics } from "./catalog-output.js";
import { postmanDiagnostics } from "./catalog-postman.js";
import { contractDiagnostics } from "./catalog-contract.js";
import { changeDiagnostics } from "./catalog-changes.js";

/**
 * Every finding the toolchain can report, once: severity, wording, hint. A code is `area/fault`,
 * areas being rooms and nouns; it never changes its meaning.
 */
export const catalog = {
  ...sourceDiagnostics,
  ...documentDiagnostics,
  ...repairDiagnostics,
  ...modelDiagnostics,
  ...outputDiagnostics,
  ...postmanDiagnostics,
  ...contractDiagnostics,
  ...changeDiagnostics,
};

export type Code = keyof typeof catalog;

/** The parameters a code's message needs. */
export type Params<C extends Code> = Parameters<(typeof catalog)[C]["message"]>[0];
