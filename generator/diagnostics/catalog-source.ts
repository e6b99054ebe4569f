import { defineDiagnostics, type None } from "./define.js";
import { didYouMean, quote } from "./quote.js";

/** What a `$ref` says that has lost the beginning of a component's address. */
function componentMeant(ref: string): string | undefined {
  const [, rest] = /^#?\/?(components\/.*)$/.exec(ref) ?? [];
  if (rest !== undefined && !ref.startsWith("#/")) return `did you mean ${quote(`#/${rest}`)}?`;
  return /^[\w-]+$/.test(ref)
    ? `a component is named in full: ${quote(`#/components/schemas/${ref}`)}`
    : undefined;
}

/** Reading text, and following references from one text to another. */
export const sourceDiagnostics = defineDiagnostics({
  "source/missing-file": {
    severity: "error",
    message: (p: { path: string }) => `there is no file ${quote(p.path)}`,
    hint: (p) =>
      /^(?:https?:|-$)/i.test(p.path)
        ? "the document is read from a file: save it first, as by curl --output openapi.yaml"
        : undefined,
  },
  "source/unreadable": {
    severity: "error",
    message: (p: { path: string; reason: string }) => `cannot read ${quote(p.path)}: ${p.reason}`,
  },
  "source/syntax": {
    severity: "error",
    message: (p: { language: "JSON" | "YAML"; problem: string }) =>
      `not valid ${p.language}: ${p.problem}`,
  },
  "source/empty": {
    severity: "error",
    message: (p: { path: string }) => `${quote(p.path)} is empty`,
  },
  "source/encoding": {
    severity: "error",
    message: (p: { path: string } & ({ encoding: string } | { byte: number })) =>
      "encoding" in p
        ? `${quote(p.path)} is written in ${p.encoding}, and UTF-8 is read`
        : `this is not UTF-8: the byte 0x${p.byte.toString(16).toUpperCase().padStart(2, "0")} makes no character here`,
    hint: () => "save it as UTF-8, if it is a text",
  },
  "source/too-large": {
    severity: "error",
    message: (p: { path: string; size: number; limit: number }) =>
      `${quote(p.path)} has a size of ${p.size}, more than the ${p.limit} a document may have`,
    hint: () => "split the document into files that refer to each other",
  },
  "source/too-deep": {
    severity: "error",
    message: (p: { limit: number }) => `nested deeper than ${p.limit} levels`,
  },
  "source/aliases": {
    severity: "error",
    message: (p: { limit: number }) =>
      `its YAML aliases would repeat more than ${p.limit} values when written out`,
    hint: () => "use $ref instead of aliases for parts that repeat",
  },
  "source/alias-unresolved": {
    severity: "error",
    message: (p: { name: string }) => `no anchor ${quote(p.name)} stands before this alias`,
  },
  "source/alias-circular": {
    severity: "error",
    message: (p: { name: string }) => `the alias ${quote(p.name)} stands inside its own anchor`,
    hint: () => "use $ref for recursive structures",
  },
  "source/duplicate-key": {
    severity: "error",
    message: (p: { key: string }) => `the key ${quote(p.key)} appears twice in one object`,
  },
  "source/ill-formed": {
    severity: "error",
    message: (p: { place: "a key" | "this text" }) =>
      `${p.place} holds half a character: a surrogate without its pair`,
    hint: () => "UTF-8 has no such text: write the whole character, or the code point as text",
  },
  "source/not-json": {
    severity: "error",
    message: (p: { what: string }) => `${p.what} has no counterpart in JSON`,
  },
  "ref/unresolved": {
    severity: "error",
    message: (p: { ref: string; nearest?: string }) => `nothing at ${quote(p.ref)}`,
    hint: (p) => didYouMean(p) ?? componentMeant(p.ref),
  },
  "ref/missing-file": {
    severity: "error",
    message: (p: { ref: string; path: string }) =>
      `${quote(p.ref)} needs ${quote(p.path)}, and there is no such file`,
    hint: (p) => componentMeant(p.ref),
  },
  "ref/remote": {
    severity: "error",
    message: (p: { ref: string }) => `${quote(p.ref)} leads to the network`,
    hint: () =>
      "save a copy beside the document and refer to that, or let its origin be read: --allow-network",
  },
  "ref/outside": {
    severity: "error",
    message: (p: { ref: string }) => `${quote(p.ref)} leads out of the document's folder`,
    hint: (p) =>
      componentMeant(p.ref) ??
      (/^(?:[/\\]|[a-z]:|file:)/i.test(p.ref)
        ? "a file is named from the one that refers to it, never from the root of a disk"
        : undefined) ??
      "move the file into the document's folder, or let another folder be read: --allow-outside",
  },
  "ref/circular": {
    severity: "error",
    message: (p: { ref: string }) => `${quote(p.ref)} leads back to itself and never to a value`,
  },
  "ref/invalid": {
    severity: "error",
    message: (p: { ref: string; reason: string }) => `${quote(p.ref)} is no reference: ${p.reason}`,
  },
  "ref/kind": {
    severity: "error",
    message: (p: { ref: string; expected: string; found: string }) =>
      `${quote(p.ref)} leads to ${p.found} where ${p.expected} belongs`,
  },
  "ref/beyond-resource": {
    severity: "warning",
    message: (p: { ref: string; base: string }) =>
      `${quote(p.ref)} begins at ${quote(p.base)}, where nothing is, and is read from the document's root`,
    hint: () =>
      "a $ref is relative to the nearest $id: write the document's name before the #, or drop the $id",
  },
  "ref/nullable-ignored": {
    severity: "warning",
    points: "key",
    message: (_: None) =>
      `OpenAPI 3.0 ignores "nullable" beside a $ref: null is refused, unless what it leads to takes it`,
    hint: () =>
      'let the schema it leads to be nullable, or move to OpenAPI 3.1 and write anyOf: [{ $ref: … }, { type: "null" }]',
  },
  "ref/siblings-ignored": {
    severity: "info",
    message: (p: { names: readonly string[] }) =>
      `OpenAPI 3.0 ignores what stands beside a $ref: ${p.names.map(quote).join(", ")}`,
    hint: () => "put the $ref into an allOf, or move to OpenAPI 3.1",
  },
});
