import { hash } from "node:crypto";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { Json } from "../model/json.js";

/** The manifest's own path in the output folder. */
export const MANIFEST = "manifest.json";

/** What a run wrote, and from what. It holds nothing of a machine or a time. */
export interface Manifest {
  /** What decided the output; absent where the generator's version was not told. */
  readonly source?: Provenance;
  /** What the run found, none of it an error; absent when that is nothing. */
  readonly findings?: readonly Diagnostic[];
  /** By path, the emitter and the SHA-256 of the bytes. The manifest never lists itself. */
  readonly files: {
    readonly [path: string]: { readonly emitter: string; readonly sha256: string };
  };
}

/** All that decides an output: where two runs agree in it, they write the same bytes. */
export interface Provenance {
  /** The generator's version. */
  readonly generator: string;
  /** SHA-256 of the options and the templates. */
  readonly settings: string;
  /** SHA-256 of each file of the document, by its path from the document's folder; the entry first. */
  readonly inputs: { readonly [path: string]: string };
}

export interface RenderedFile {
  readonly path: string;
  readonly emitter: string;
  readonly content: string;
  readonly sha256: string;
}

/** A file as it is written, with what the manifest says of it. */
export function renderedFile(path: string, emitter: string, content: string): RenderedFile {
  // Hashed at once: the text, put together from many pieces, becomes one, and lets go of them.
  return { path, emitter, content, sha256: hashOf(content) };
}

export function hashOf(content: string | Uint8Array): string {
  return hash("sha256", content);
}

/**
 * The provenance of a run: its version, its options and templates, whatever the order of their keys,
 * and the document's texts by path. A byte order mark is not part of a text.
 */
export function provenanceOf(
  generator: string,
  settings: { readonly options: object; readonly templates: object },
  inputs: ReadonlyMap<string, string>,
): Provenance {
  return {
    generator,
    settings: hashOf(canonicalText(settings)),
    inputs: Object.fromEntries(
      [...inputs].map(([path, text]) => [path, hashOf(text.replace(/^\ufeff/, ""))]),
    ),
  };
}

/** The text of `manifest.json`. */
export function renderManifest(
  files: readonly RenderedFile[],
  source?: Provenance,
  findings: readonly Diagnostic[] = [],
): string {
  const entries = files.map(({ path, emitter, sha256 }) => [path, { emitter, sha256 }] as const);
  const manifest: Manifest = {
    ...(source === undefined ? {} : { source }),
    ...(findings.length === 0 ? {} : { findings }),
    files: Object.fromEntries(entries),
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** Reads a manifest's text; undefined when it is none. */
export function parseManifest(text: string): Manifest | undefined {
  try {
    const value = JSON.parse(text) as Json;
    return isManifest(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** JSON that does not depend on the order in which keys were set. */
function canonicalText(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    isRecord(inner) && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

function isManifest(value: unknown): value is Manifest {
  if (!isRecord(value) || !isRecord(value.files)) return false;
  const { source, findings, files } = value;
  return (
    Object.values(files).every((file) => isRecord(file) && typeof file.sha256 === "string") &&
    (source === undefined || (isRecord(source) && isRecord(source.inputs))) &&
    (findings === undefined || (Array.isArray(findings) && findings.every(isFinding)))
  );
}

function isFinding(value: unknown): boolean {
  return (
    isRecord(value) &&
    typeof value.code === "string" &&
    typeof value.message === "string" &&
    (value.severity === "warning" || value.severity === "info") &&
    (value.hint === undefined || typeof value.hint === "string") &&
    (value.location === undefined ||
      (isRecord(value.location) && typeof value.location.file === "string"))
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
