import { defineDiagnostics, type None } from "./define.js";
import { didYouMean, quote, quoteAll } from "./quote.js";

const TOKEN_HINT = "a token has letters, digits and any of !#$%&'*+-.^_`|~";

/** What to do with what is no document, where that is known. */
const FOREIGN_HINTS: Readonly<Record<string, string | undefined>> = {
  HTML: "a server may have answered with a page: look at the file, and at the address it is from",
  "an overlay": "name the document by --input, and this by --overlay",
  "a schema alone":
    "put it into the components of a document, whose validators it then has: openapi, info, components.schemas",
};

/** What a document of OpenAPI may not say, or says in a way that asks for a word. */
export const documentDiagnostics = defineDiagnostics({
  "document/swagger-2": {
    severity: "error",
    message: (p: { version: string }) =>
      `Swagger ${p.version} is not read, OpenAPI 3.0 and later is`,
    hint: () => "convert it once: npx swagger2openapi --outfile openapi.yaml <document>",
  },
  "document/foreign": {
    severity: "error",
    message: (p: { kind: string }) => `this is ${p.kind}, and documents of OpenAPI are read`,
    hint: (p) => FOREIGN_HINTS[p.kind],
  },
  "document/version-missing": {
    severity: "error",
    message: (_: None) => `the field "openapi" with the version of OpenAPI is missing`,
    hint: () => `begin the document with openapi: "3.1.1"`,
  },
  "document/version-unknown": {
    severity: "error",
    message: (p: { version: string }) =>
      `OpenAPI ${quote(p.version)} is not known; 3.0, 3.1 and 3.2 are read`,
  },
  "document/unsupported-feature": {
    severity: "warning",
    message: (p: { feature: string; version: string }) =>
      `${quote(p.feature)} of OpenAPI ${p.version} is left out`,
  },
  "document/shape": {
    severity: "error",
    message: (p: { expected: string; found: string }) => `expected ${p.expected}, found ${p.found}`,
  },
  "document/field-missing": {
    severity: "error",
    message: (p: { field: string; owner: string }) => `the ${p.owner} has no ${quote(p.field)}`,
  },
  "document/field-value": {
    severity: "error",
    message: (p: { field: string; allowed: readonly string[]; found: string; nearest?: string }) =>
      `${quote(p.field)} is ${quote(p.found)} and must be ${quoteAll(p.allowed, "or")}`,
    hint: didYouMean,
  },
  "document/unknown-field": {
    severity: "warning",
    points: "key",
    message: (p: { field: string; owner: string; nearest?: string }) =>
      `${p.owner} has no field ${quote(p.field)}; it is ignored`,
    hint: didYouMean,
  },
  "document/example-and-examples": {
    severity: "warning",
    message: (_: None) => `"example" and "examples" exclude each other; both are read`,
  },
  "document/too-many-operations": {
    severity: "error",
    points: "key",
    message: (p: { limit: number }) =>
      `the document describes more than ${p.limit} operations: this is the first beyond`,
    hint: () => "make a package of a part of it, by --include-paths or --include-tags",
  },
  "document/empty": {
    severity: "warning",
    message: (_: None) => "the document describes no operation",
  },
  "document/component-name": {
    severity: "warning",
    points: "key",
    message: (p: { name: string }) =>
      `the component name ${quote(p.name)} has characters other than letters, digits, ".", "-" and "_"`,
  },
  "path/slash": {
    severity: "error",
    points: "key",
    message: (p: { path: string }) => `the path ${quote(p.path)} does not start with "/"`,
  },
  "path/template": {
    severity: "error",
    points: "key",
    message: (p: { path: string; reason: string }) => `the path ${quote(p.path)} ${p.reason}`,
  },
  "path/method": {
    severity: "error",
    points: "key",
    message: (p: { method: string; reason: string }) => `${quote(p.method)} ${p.reason}`,
  },
  "path/parameter-undeclared": {
    severity: "error",
    message: (p: { name: string; path: string; nearest?: string }) =>
      `no parameter declares ${quote(p.name)} of ${quote(p.path)}`,
    hint: (p) =>
      p.nearest === undefined
        ? `add a parameter with in: path and name: ${quote(p.name)} to the operation or its path item`
        : `did you mean ${quote(p.nearest)}?`,
  },
  "path/identical": {
    severity: "warning",
    points: "key",
    message: (p: { path: string; other: string }) =>
      `${quote(p.path)} and ${quote(p.other)} match the same URLs`,
  },
  "parameter/not-in-path": {
    severity: "warning",
    message: (p: { name: string; path: string }) =>
      `the path parameter ${quote(p.name)} does not occur in ${quote(p.path)} and is left out`,
  },
  "parameter/duplicate": {
    severity: "error",
    message: (p: { name: string; place: string }) =>
      `two parameters are called ${quote(p.name)} in ${p.place}`,
  },
  "parameter/path-required": {
    severity: "warning",
    message: (p: { name: string }) =>
      `the path parameter ${quote(p.name)} must say required: true, and is read as if it did`,
  },
  "parameter/header-name": {
    severity: "error",
    message: (p: { name: string }) =>
      `no header can be called ${quote(p.name)}: its name is one token`,
    hint: () => TOKEN_HINT,
  },
  "parameter/header-ignored": {
    severity: "warning",
    message: (p: { name: string }) =>
      `OpenAPI ignores a header parameter called ${quote(p.name)}: media types and security say it`,
  },
  "parameter/schema-missing": {
    severity: "warning",
    message: (p: { name: string }) =>
      `${quote(p.name)} has neither schema nor content; any text is accepted`,
  },
  "parameter/content": {
    severity: "error",
    message: (p: { name: string; reason: string }) => `the content of ${quote(p.name)} ${p.reason}`,
  },
  "operation/unsent": {
    severity: "warning",
    points: "key",
    message: (p: { method: string }) =>
      `${p.method} is sent by no "fetch": the operation is documented, and nothing calls it`,
  },
  "operation/id-missing": {
    severity: "info",
    message: (p: { id: string }) => `the operation has no operationId and is called ${quote(p.id)}`,
  },
  "operation/id-duplicate": {
    severity: "warning",
    message: (p: { id: string; chosen: string }) =>
      `another operation has the operationId ${quote(p.id)}; this one is called ${quote(p.chosen)}`,
  },
  "response/none": {
    severity: "warning",
    message: (_: None) => "the operation documents no response",
  },
  "response/status": {
    severity: "error",
    points: "key",
    message: (p: { status: string }) =>
      `${quote(p.status)} is no status: write three digits, a range such as "4XX", or "default"`,
  },
  "response/description-missing": {
    severity: "warning",
    message: (_: None) => "the response has no description",
  },
  "response/header-name": {
    severity: "error",
    points: "key",
    message: (p: { name: string }) =>
      `no header can be called ${quote(p.name)}: its name is one token`,
    hint: () => TOKEN_HINT,
  },
  "security/token": {
    severity: "error",
    message: (p: { name: string }) => `${quote(p.name)} cannot stand in a header: it is no token`,
    hint: () => TOKEN_HINT,
  },
  "security/scope-unknown": {
    severity: "warning",
    message: (p: { scheme: string; scope: string }) =>
      `no flow of ${quote(p.scheme)} offers the scope ${quote(p.scope)}`,
  },
  "security/conflict": {
    severity: "warning",
    message: (p: { schemes: readonly string[] }) =>
      `${quoteAll(p.schemes, "and")} are needed together and write the same header: only the last is sent`,
  },
  "tag/undeclared": {
    severity: "info",
    message: (p: { tag: string }) => `the tag ${quote(p.tag)} is not declared in "tags"`,
  },
  "tag/duplicate": {
    severity: "warning",
    message: (p: { tag: string }) => `the tag ${quote(p.tag)} is declared twice`,
  },
  "tag/parent": {
    severity: "warning",
    message: (p: { tag: string; parent: string; reason: string }) =>
      `the tag ${quote(p.tag)} is below ${quote(p.parent)}, ${p.reason}`,
  },
  "example/several": {
    severity: "warning",
    message: (_: None) => `an example has one value: "dataValue" is not read beside "value"`,
  },
  "example/serialized": {
    severity: "warning",
    message: (p: { reason: string }) => `"serializedValue" shows nothing: ${p.reason}`,
    hint: () => "give the value by dataValue beside it",
  },
  "server/repeated": {
    severity: "warning",
    message: (p: { what: string; name: string }) => `${p.what} ${quote(p.name)} is there twice`,
  },
  "server/variable-undeclared": {
    severity: "error",
    message: (p: { name: string; url: string }) =>
      `no variable declares ${quote(p.name)} of the server ${quote(p.url)}`,
  },
  "server/variable-default": {
    severity: "warning",
    message: (p: { name: string }) =>
      `the default of the server variable ${quote(p.name)} is none of its values`,
  },
  "server/url": {
    severity: "warning",
    message: (p: { url: string; part: string }) =>
      `the server ${quote(p.url)} has a ${p.part}, and paths cannot follow it`,
    hint: () => "leave it out, or give baseUrl when the client is made",
  },
  "schema/discriminator-mapping": {
    severity: "error",
    message: (p: { value: string; nearest?: string }) =>
      `the discriminator maps to ${quote(p.value)}, which is no schema`,
    hint: didYouMean,
  },
  "schema/repeated-identifier": {
    severity: "warning",
    message: (p: { uri: string }) =>
      `another schema has the identifier ${quote(p.uri)}, and references lead to that`,
  },
  "schema/repeated-anchor": {
    severity: "warning",
    message: (p: { name: string }) =>
      `another schema of the same resource has the anchor ${quote(p.name)}, and references lead to that`,
  },
  "schema/unknown-keyword": {
    severity: "warning",
    points: "key",
    message: (p: { keyword: string; nearest: string }) =>
      `${quote(p.keyword)} is no keyword of JSON Schema and constrains nothing`,
    hint: (p) => `did you mean ${quote(p.nearest)}?`,
  },
  "schema/items-missing": {
    severity: "info",
    message: (_: None) =>
      `OpenAPI 3.0 asks for the "items" of an array; items of any kind are assumed`,
  },
  "schema/later-keyword": {
    severity: "info",
    points: "key",
    message: (p: { keyword: string }) =>
      `${quote(p.keyword)} is written as in OpenAPI 3.1 and is read so; 3.0 has no such form`,
  },
  "schema/format-type": {
    severity: "info",
    message: (p: { format: string; speaks: string }) =>
      `the format ${quote(p.format)} speaks of ${p.speaks}s only, of which this schema has none`,
  },
  "schema/invalid-default": {
    severity: "warning",
    message: (p: { reason: string }) => `the default does not satisfy its schema: ${p.reason}`,
  },
  "schema/nullable-untyped": {
    severity: "warning",
    points: "key",
    message: (_: None) =>
      `"nullable" without a "type" beside it says nothing in OpenAPI 3.0.3: null is no more allowed than without`,
    hint: () => 'write the type beside it, or move to OpenAPI 3.1 and list "null" among the types',
  },
});
