import { createHash } from "node:crypto";
import type { Json } from "../model/json.js";

/** The manifest's own path in the output folder. */
export const MANIFEST = "manifest.json";

/** What a run wrote: by path, the emitter and the SHA-256 of the bytes. It never lists itself. */
export interface Manifest {
  readonly files: {
    readonly [path: string]: { readonly emitter: string; readonly sha256: string };
  };
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
  return createHash("sha256").update(content).digest("hex");
}

/** The manifest of the given files, as the text of `manifest.json`. */
export function renderManifest(files: readonly RenderedFile[]): string {
  const entries = files.map(({ path, emitter, sha256 }) => [path, { emitter, sha256 }] as const);
  return `${JSON.stringify({ files: Object.fromEntries(entries) }, null, 2)}\n`;
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

function isManifest(value: unknown): value is Manifest {
  if (typeof value !== "object" || value === null || !("files" in value)) return false;
  const { files } = value;
  if (typeof files !== "object" || files === null) return false;
  return Object.values(files).every(
    (file: unknown) =>
      typeof file === "object" &&
      file !== null &&
      "sha256" in file &&
      typeof file.sha256 === "string",
  );
}
