import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  folderOf,
  hashOf,
  MANIFEST,
  moved,
  parseManifest,
  provenanceOf,
  readSource,
  shownAs,
  type Diagnostic,
  type Manifest,
  type SourceFile,
} from "../generator/index.js";
import { readable } from "./disk.js";
import type { Prepared } from "./generation.js";
import { isInside } from "./inside.js";
import { isOfThisCode } from "./remembered.js";

/** What a run would say that would write nothing. */
export interface Unchanged {
  /** How many files there are, the manifest included. */
  readonly count: number;
  readonly diagnostics: readonly Diagnostic[];
  /** The document's files that findings speak of. */
  readonly sources: ReadonlyMap<string, SourceFile>;
}

/**
 * Whether a folder holds what a run would write, told without running: the manifest says from what
 * it was made, and every file still has the hash that stands there. Undefined when anything at all
 * is different, and nothing is concluded from times or sizes.
 */
export async function unchangedOutput(
  folder: string,
  { options, host }: Prepared,
): Promise<Unchanged | undefined> {
  const text = readable(join(folder, MANIFEST));
  const manifest = text === undefined ? undefined : parseManifest(text);
  if (text === undefined || manifest?.source === undefined || host.version === undefined) return;
  const texts = new Map<string, string>();
  for (const path of Object.keys(manifest.source.inputs)) {
    const loaded = await host.load(path);
    if (loaded.kind !== "text") return;
    texts.set(path, loaded.text);
  }
  const { input, ...settings } = options;
  const { templates } = host;
  const source = provenanceOf(host.version, { options: settings, templates }, texts);
  const isSame =
    JSON.stringify(source) === JSON.stringify(manifest.source) &&
    Object.keys(source.inputs)[0] === input.slice(folderOf(input).length) &&
    (await isOfThisCode(text)) &&
    isIntact(folder, manifest);
  if (!isSame) return;
  const diagnostics = (manifest.findings ?? []).map((finding) =>
    moved(finding, "", folderOf(input)),
  );
  return {
    count: Object.keys(manifest.files).length + 1,
    diagnostics,
    sources: sourcesOf(diagnostics, folderOf(input), texts),
  };
}

/** At once: thousands of promises would take longer than the disk. */
function isIntact(folder: string, { files }: Manifest): boolean {
  return Object.entries(files).every(
    ([path, { sha256 }]) => isInside(path) && hashAt(join(folder, path)) === sha256,
  );
}

/** The hash of a file's bytes; undefined where there is none that can be read. */
function hashAt(path: string): string | undefined {
  try {
    return hashOf(readFileSync(path));
  } catch {
    return undefined;
  }
}

/** Only texts that a finding speaks of are read again, for its position. */
function sourcesOf(
  diagnostics: readonly Diagnostic[],
  folder: string,
  texts: ReadonlyMap<string, string>,
): Map<string, SourceFile> {
  const sources = new Map<string, SourceFile>();
  const named = new Set(diagnostics.map(({ location }) => location?.file));
  for (const [path, text] of texts) {
    const file = shownAs(path, folder);
    if (named.has(file)) sources.set(file, readSource(file, text).source);
  }
  return sources;
}
