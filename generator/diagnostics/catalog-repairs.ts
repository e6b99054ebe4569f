import { defineDiagnostics } from "./define.js";
import { quote } from "./quote.js";

/**
 * Common mistakes whose meaning is plain: the document is read as if it had said so, and told what
 * was assumed.
 */
export const repairDiagnostics = defineDiagnostics({
  "repair/null": {
    severity: "warning",
    message: (p: { field: string; read: string }) => `${quote(p.field)} is null and is ${p.read}`,
  },
  "repair/container": {
    severity: "warning",
    message: (p: { found: string; read: string }) =>
      `${p.found} stands here and is read as ${p.read}`,
  },
  "repair/scalar": {
    severity: "warning",
    message: (p: { field: string; found: string; read: string }) =>
      `${quote(p.field)} is ${p.found} and is read as ${p.read}`,
  },
  "repair/spelling": {
    severity: "warning",
    message: (p: { found: string; read: string }) =>
      `${quote(p.found)} is read as ${quote(p.read)}`,
  },
  "repair/field-missing": {
    severity: "warning",
    message: (p: { owner: string; field: string; assumed: string }) =>
      `the ${p.owner} has no ${quote(p.field)}; ${quote(p.assumed)} is assumed`,
  },
  "repair/swagger-2": {
    severity: "warning",
    points: "key",
    message: (p: { field: string; read: string }) =>
      `${quote(p.field)} stands here as in Swagger 2.0 and is read as ${p.read}`,
  },
  "repair/reference": {
    severity: "warning",
    message: (p: { ref: string; read: string }) =>
      `${quote(p.ref)} leads to nothing that belongs here and is read as ${quote(p.read)}`,
    hint: () => "a $ref begins at the root of the file it stands in",
  },
  "repair/path-slash": {
    severity: "warning",
    points: "key",
    message: (p: { path: string }) =>
      `the path ${quote(p.path)} does not start with "/" and is read as if it did`,
  },
  "repair/path-parameter": {
    severity: "warning",
    message: (p: { name: string; path: string }) =>
      `no parameter declares ${quote(p.name)} of ${quote(p.path)}; a required text is assumed`,
    hint: (p) => `add a parameter with in: path and name: ${quote(p.name)}`,
  },
  "repair/path-parameter-name": {
    severity: "warning",
    message: (p: { name: string; path: string; meant: string }) =>
      `${quote(p.path)} has no ${quote(p.name)}; the parameter is read as ${quote(p.meant)}, which nothing declares`,
  },
  "repair/parameter-repeated": {
    severity: "warning",
    message: (p: { name: string; place: string }) =>
      `two parameters are called ${quote(p.name)} in ${p.place}; the first is read`,
  },
  "repair/parameter-unused": {
    severity: "warning",
    message: (p: { name: string; field: string }) =>
      `the parameter ${quote(p.name)} has no ${quote(p.field)} and nothing refers to it: it is left out`,
  },
  "repair/body-empty": {
    severity: "warning",
    message: () => `the request body has no "content" and is left out`,
  },
  "repair/listed-children": {
    severity: "warning",
    message: (p: { ref: string }) =>
      `${quote(p.ref)} lists this schema among its alternatives and is a part of it; it is read here without the list`,
    hint: () =>
      "put what the alternatives share into a schema of its own, and let them refer to that",
  },
  "repair/media-type": {
    severity: "warning",
    points: "key",
    message: (p: { found: string; read: string }) => `${quote(p.found)} is read as ${p.read}`,
    hint: () => "write each media type as a key of its own, and its parameters behind a semicolon",
  },
  "repair/media-type-field": {
    severity: "warning",
    points: "key",
    message: (p: { field: string; type: string }) =>
      `${quote(p.field)} stands where media types do and is read as that of ${quote(p.type)}`,
  },
  "repair/body-as-response": {
    severity: "warning",
    message: (p: { ref: string }) =>
      `${quote(p.ref)} leads to a request body and is read as a response of its content`,
  },
  "repair/body-unsendable": {
    severity: "warning",
    message: (p: { method: string }) =>
      `a ${p.method.toUpperCase()} request carries no body: its "requestBody" is left out`,
  },
  "repair/server-variable": {
    severity: "warning",
    message: (p: { name: string; url: string }) =>
      `no variable declares ${quote(p.name)} of the server ${quote(p.url)}; its own name is its default`,
    hint: () => `declare it under "variables" with a default, or give clients another server`,
  },
  "repair/unknown-scheme": {
    severity: "warning",
    points: "key",
    message: (p: { scheme: string; areOthers: boolean; nearest?: string }) =>
      `no security scheme is called ${quote(p.scheme)}: ` +
      (p.areOthers
        ? "this alternative is left out"
        : "what demands it is called without credentials, and does not pass for public"),
    hint: (p) =>
      p.nearest === undefined
        ? "declare it under components/securitySchemes"
        : `did you mean ${quote(p.nearest)}?`,
  },
  "repair/type-name": {
    severity: "warning",
    message: (p: { found: string; read: string }) =>
      `${quote(p.found)} is no type of JSON Schema and is read as ${p.read}`,
  },
  "repair/keyword": {
    severity: "warning",
    message: (p: { keyword: string; found: string; read: string }) =>
      `${quote(p.keyword)} is ${p.found} and is read as ${p.read}`,
  },
  "repair/keyword-ignored": {
    severity: "warning",
    message: (p: { keyword: string; found: string }) =>
      `${quote(p.keyword)} is ${p.found}, which says nothing, and is left out`,
  },
  "repair/examples": {
    severity: "warning",
    message: (p: { found: string; read: string }) =>
      `"examples" is ${p.found} and is read as ${p.read}`,
  },
});
