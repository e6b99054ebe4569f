/**
 * The toolchain as a library. `generate` takes a document and returns files as values; reading and
 * writing are the caller's.
 */
export { generate, readModel } from "./pipeline.js";
export type { GenerateOptions, Host, Reading, Result } from "./pipeline.js";
export { bumpOf, diff } from "./diff.js";
export type { Diff, LocatedChange, Sound } from "./diff.js";
export type { Bump } from "./changes/change.js";
export { addressesOf } from "./emitters/docs/addresses.js";
export type { Addresses } from "./emitters/docs/addresses.js";
export { callSamples } from "./samples.js";
export type { CallSample } from "./samples.js";
export { emitterNames, runtimeTexts } from "./registry.js";
export type { EmitterName } from "./registry.js";
export { defineConfig } from "./config.js";
export type { Config } from "./config.js";
export { hashOf, MANIFEST, parseManifest, provenanceOf } from "./render/manifest.js";
export type { Manifest, Provenance } from "./render/manifest.js";
export { Session } from "./session/session.js";
export { diagnose, hasErrors } from "./diagnostics/reporter.js";
export { createMarkdownRenderer } from "./render/markdown.js";
export { inline as markdownOf } from "./render/markdown-text.js";
export { compiledAhead } from "./render/templates.js";
export { callbacksOf, parameterSchema } from "./model/walk.js";
export { isValidated } from "./model/validators.js";
export { judgedHeaders } from "./model/header-reading.js";
export { headerFacts } from "./wire/header-descriptors.js";
export { operationKeyOf } from "./model/type-keys.js";
export { sampleAnswers, sampleComponents } from "./emitters/contract/samples.js";
export type { CaseFile } from "./emitters/contract/case.js";
export type { Sample } from "./emitters/contract/samples.js";
export { formatDiagnostics, recordDiagnostics } from "./diagnostics/format.js";
export { locateIn } from "./source/locate.js";
export { limits } from "./source/limits.js";
export { readSource } from "./source/source.js";
export type { SourceFile } from "./source/source.js";
export { folderOf, nameOf, shownAs } from "./document/files.js";
export { isUrl } from "./document/reference.js";
export type { Allowances } from "./document/reference.js";
export { moved } from "./diagnostics/diagnostic.js";
export type { Diagnostic } from "./diagnostics/diagnostic.js";
export type { Json, JsonObject } from "./model/json.js";
export { escapeToken, unescapeToken } from "./model/pointer.js";
export { valueAt } from "./source/pointer.js";
export type {
  ApiModel,
  SecurityScheme,
  Example,
  Link,
  MediaType,
  Operation,
  Parameter,
  Response,
} from "./model/model.js";
export type { LinkedCall, LinkedValue } from "./model/links.js";
export type { Schema, SchemaId } from "./model/schema.js";
export { suiteOf } from "./emitters/contract/suite/derive.js";
export type { SuiteOptions } from "./emitters/contract/suite/derive.js";
export { isFollowed } from "./emitters/contract/suite/played-headers.js";
export { DIMENSIONS } from "./emitters/contract/suite/suite.js";
export type {
  CaseKind,
  Dimension,
  Suite,
  PlayedHeader,
  SuiteCase,
  SuiteOperation,
  Unit,
} from "./emitters/contract/suite/suite.js";
export { applyEdit } from "./emitters/contract/edit.js";
export type { Edit, Input } from "./emitters/contract/case.js";
export { METHODS } from "./model/model.js";
export { headerReading } from "./model/header-reading.js";
export { readTexts } from "./wire/header-text.js";
export { isSecretParameter } from "./model/secrets.js";
export { isMisreadForm } from "./model/form-parts.js";
export { isNestedText } from "./model/undefined-styles.js";
export { pathParts } from "./lower/routes.js";
