import { defineDiagnostics } from "./define.js";
import { didYouMean, quote } from "./quote.js";

/** A link that is shown in the reference, and that no code is made of. */
const linkLeftOut = {
  severity: "warning",
  message: (p: { link: string; reason: string }) =>
    `the link ${quote(p.link)} is documented but not generated: ${p.reason}`,
} as const;

/** What the interpretation of a sound document finds. */
export const modelDiagnostics = defineDiagnostics({
  "name/collision": {
    severity: "info",
    message: (p: { name: string; other: string; chosen: string }) =>
      `${quote(p.other)} is called ${quote(p.chosen)} in code: ${quote(p.name)} is taken`,
  },
  "name/derived": {
    severity: "info",
    message: (p: { count: number; id: string; name: string }) =>
      `${quote(p.id)} is called ${quote(p.name)}, by what it does${p.count === 1 ? "" : `, and ${String(p.count - 1)} more likewise`}: operationIds that only repeat method and path are no names`,
    hint: () => "give the operation an operationId of your choice to call it otherwise",
  },
  "extension/invalid": {
    severity: "error",
    message: (p: { extension: string; reason: string }) => `${quote(p.extension)}: ${p.reason}`,
  },
  "extension/foreign": {
    severity: "warning",
    message: (p: { extension: string; reason: string }) =>
      `${quote(p.extension)} is taken for another tool's and ignored: ${p.reason}`,
  },
  "link/operation": linkLeftOut,
  "link/parameter": linkLeftOut,
  "link/expression": linkLeftOut,
  "link/type": linkLeftOut,
  "link/both": {
    severity: "warning",
    message: (p: { taken: "operationId" | "operationRef" }) =>
      `"operationId" and "operationRef" exclude each other; ${quote(p.taken)} is taken`,
  },
  "link/converted": {
    severity: "warning",
    message: (p: { link: string; reason: string }) => `the link ${quote(p.link)}: ${p.reason}`,
  },
  "schema/unsupported-keyword": {
    severity: "warning",
    points: "key",
    message: (p: { keyword: string }) => `${quote(p.keyword)} is kept but not enforced`,
  },
  "schema/invalid-keyword": {
    severity: "error",
    message: (p: { keyword: string; reason: string; nearest?: string }) =>
      `${quote(p.keyword)} ${p.reason}`,
    hint: didYouMean,
  },
  "schema/version-keyword": {
    severity: "warning",
    points: "key",
    message: (p: { keyword: string }) =>
      `${quote(p.keyword)} is written as in OpenAPI 3.0 and is read so; 3.1 has another form`,
  },
  "schema/unknown-format": {
    severity: "info",
    message: (p: { format: string }) => `the format ${quote(p.format)} is kept but not checked`,
  },
  "schema/invalid-pattern": {
    severity: "warning",
    message: (p: { pattern: string; reason: string }) =>
      `the pattern ${quote(p.pattern)} is no regular expression of ECMAScript and is not enforced: ${p.reason}`,
  },
  "schema/pattern-catastrophic": {
    severity: "warning",
    message: (p: { pattern: string }) =>
      `the pattern ${quote(p.pattern)} repeats what it can read in more than one way: a short text that does not match may keep a validator busy for years`,
    hint: () => 'let no two parts of what is repeated begin alike: "(a+b)+" instead of "(a+b?)+"',
  },
  "schema/pattern-unexamined": {
    severity: "info",
    message: (p: { pattern: string; reason: string }) =>
      `whether a text can keep the pattern ${quote(p.pattern)} busy was not examined: ${p.reason}`,
  },
  "schema/never": {
    severity: "warning",
    message: (p: { reason: string }) => `no value can satisfy this schema: ${p.reason}`,
  },
  "schema/circular": {
    severity: "error",
    message: (p: { ref: string }) =>
      `${quote(p.ref)} requires itself and describes no finite value`,
  },
  "schema/circular-alternatives": {
    severity: "error",
    message: (p: { ref: string }) =>
      `${quote(p.ref)} is an alternative of itself: whether a value is valid is never decided`,
  },
  "schema/precision": {
    severity: "info",
    message: (p: { keyword: string; text: string }) =>
      `${quote(p.keyword)} ${p.text} is beyond the integers JavaScript represents exactly`,
  },
  "schema/discriminator": {
    severity: "warning",
    message: (p: { reason: string }) => `the discriminator is not used: ${p.reason}`,
  },
  "schema/invalid-example": {
    severity: "warning",
    message: (p: { reason: string }) => `the example does not satisfy its schema: ${p.reason}`,
  },
  "media-type/unsupported": {
    severity: "warning",
    message: (p: { type: string }) => `${quote(p.type)} is carried as bytes: no codec is known`,
  },
  "media-type/invalid": {
    severity: "error",
    points: "key",
    message: (p: { type: string }) => `${quote(p.type)} is no media type`,
    hint: () => "write type/subtype, and parameters as ; name=value",
  },
  "media-type/parameter": {
    severity: "warning",
    points: "key",
    message: (p: { type: string }) =>
      `${quote(p.type)} has a parameter without a value, which HTTP does not know; it is sent as it is written`,
    hint: () => "write parameters as ; name=value",
  },
  "parameter/unsupported-style": {
    severity: "error",
    message: (p: { name: string; style: string; place: string }) =>
      `the style ${quote(p.style)} of ${quote(p.name)} is not defined for a ${p.place} parameter`,
  },
  "parameter/undefined-style": {
    severity: "info",
    message: (p: { name: string; style: string; values: string; written: string }) =>
      `OpenAPI does not say how ${quote(p.style)} of ${quote(p.name)} writes ${p.values}: it is done ${p.written}`,
  },
  "security/unsupported": {
    severity: "warning",
    message: (p: { scheme: string; type: string }) =>
      `the scheme ${quote(p.scheme)} of type ${quote(p.type)} is documented but not applied by the client`,
  },
});
