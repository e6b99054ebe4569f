import type { Diagnostic, Location } from "../diagnostics/diagnostic.js";
import { Reporter } from "../diagnostics/reporter.js";
import type { Json, JsonObject } from "../model/json.js";
import type { Pointer } from "../model/schema.js";
import { limits } from "../source/limits.js";
import { joinPointer, parsePointer, ROOT } from "../source/pointer.js";
import type { SourceFile } from "../source/source.js";
import { bundle } from "./bundle.js";
import { canonicalise } from "./canonical.js";
import { Files, nameOf, type Load } from "./files.js";
import { filterDocument, isNarrowing, type Filters } from "./filter.js";
import { gather, type Found, type Stays, type Gathered } from "./gather.js";
import { isFirm } from "./firm-places.js";
import { slotAt } from "./grammar.js";
import { nameLinkedOperations } from "./linked-operations.js";
import { Origins } from "./origin.js";
import { dropParameters } from "./path-parameters.js";
import type { Allowances } from "./reference.js";
import { repairDocument } from "./repairs/repairs.js";
import { Resources } from "./resources.js";
import { applyOverlays, type OverlayText } from "./overlays/overlays.js";
import { checkDocument } from "./rules/rules.js";
import { beyondOperations } from "./scale.js";
import { Scopes } from "./scopes.js";
import { upgrade } from "./upgrade.js";
import { readVersion } from "./version.js";

export { folderOf, shownAs } from "./files.js";
export type { Allowances } from "./reference.js";
export type { Load, LoadResult } from "./files.js";
export { isNarrowing, type Filters } from "./filter.js";
export type { OverlayText } from "./overlays/overlays.js";

export interface ReadOptions extends Filters, Allowances {
  /** The entry document as the caller names it; findings show it so. `load` is given its last segment. */
  readonly entry: string;
  readonly load: Load;
  /** Applied to the entry document in their order, before anything is read from it. */
  readonly overlays?: readonly OverlayText[];
  /** Puts others in the places of files that were read, of the same structure; default: none. */
  readonly tell?: Tell | undefined;
}

/** Given the parts of a document's files, and the files themselves by path: the files that shall be others. */
export type Tell = (parts: readonly Found[], rootOf: Files["root"]) => ReadonlyMap<string, Json>;

/** OpenAPI 3.1 in one piece: every `$ref` is an unencoded `#/…` of `root`, every operation has an operationId. */
export interface CanonicalDocument {
  readonly root: JsonObject;
  /** Where the author wrote what stands at a pointer of `root`. */
  readonly origin: (pointer: Pointer) => Location;
  /** The files it was read from, as `load` was asked for them; the entry first. */
  readonly files: readonly string[];
}

export interface ReadResult {
  /** Absent when a finding is an error. */
  readonly document?: CanonicalDocument;
  readonly diagnostics: readonly Diagnostic[];
  /** Every file read, by the name findings use; `formatDiagnostic` takes positions from it. */
  readonly sources: ReadonlyMap<string, SourceFile>;
}

/** Reads a document and all it refers to. Throws nothing that the document could cause. */
export async function readDocument(options: ReadOptions): Promise<ReadResult> {
  const reporter = new Reporter();
  const files = new Files(options.entry, options.load, reporter, options);
  const entry = nameOf(options.entry);
  const result = (document?: CanonicalDocument): ReadResult => ({
    ...(document === undefined || reporter.failed ? {} : { document }),
    diagnostics: reporter.diagnostics,
    sources: files.sources,
  });

  await files.read(entry, undefined);
  const written = files.root(entry);
  if (written === undefined) return result();
  const overlaid = applyOverlays(written, options.overlays ?? [], reporter);
  const { root } = overlaid;
  if (options.overlays !== undefined) files.replace(entry, root, overlaid.sources);
  const version = readVersion(root, files.shown(entry), reporter);
  if (version === undefined) return result();

  const narrowing = isNarrowing(options);
  const beyond = narrowing ? undefined : beyondOperations(root);
  if (beyond !== undefined) {
    const place = { file: files.shown(entry), pointer: beyond };
    reporter.report("document/too-many-operations", place, { limit: limits.operations });
    return result();
  }

  const origins = new Origins();
  const stays = staysIn(entry, narrowing);
  const resources = new Resources(files, entry, version !== "3.0");
  const gathered = await gatherAll(resources, entry, stays, reporter);
  const whole: Found = { file: entry, pointer: ROOT, slot: "document" };
  const told = options.tell?.([whole, ...gathered.found], (path) => files.root(path));
  for (const [path, value] of told ?? []) files.replace(path, value, []);
  const bundled = bundle(gathered, origins, reporter);
  const filtered = filterDocument(bundled, options, origins, reporter);
  const left = narrowing ? beyondOperations(filtered) : undefined;
  if (left !== undefined) {
    const place = origins.locate(left);
    reporter.report("document/too-many-operations", place, { limit: limits.operations });
    return result();
  }
  const repaired = repairDocument(filtered, files.sources, origins, reporter);
  const upgraded = upgrade(repaired, version, origins, reporter);
  const named = canonicalise(upgraded, origins, reporter);
  const canonical = nameLinkedOperations(named, resources, entry, origins, reporter);
  checkDocument(canonical, origins, reporter, narrowing);
  // Last, so that the rules still see what a mistyped name may have been meant for.
  const complete = dropParameters(canonical, origins, reporter);
  return result({ root: complete, origin: (at) => origins.locate(at), files: files.paths });
}

/** Everything a document refers to; where it refers dynamically, once more with the scopes told. */
async function gatherAll(
  resources: Resources,
  entry: string,
  stays: Stays,
  reporter: Reporter,
): Promise<Gathered> {
  const found = await gather(resources, entry, stays, reporter);
  for (const { file, pointer, uri } of resources.repeated) {
    const location = { file: resources.files.shown(file), pointer: joinPointer(pointer, "$id") };
    reporter.report("schema/repeated-identifier", location, { uri });
  }
  for (const { file, pointer, keyword, name } of resources.repeatedAnchors) {
    const location = { file: resources.files.shown(file), pointer: joinPointer(pointer, keyword) };
    reporter.report("schema/repeated-anchor", location, { name });
  }
  const places: Found[] = [{ file: entry, pointer: ROOT, slot: "document" }, ...found];
  const scopes = resources.areRead ? Scopes.of(resources, entry, places) : undefined;
  if (scopes === undefined) return { resources, entry, stays, found, scopes };
  // What is wrong was reported the first time, and is not a second.
  const again = await gather(resources, entry, stays, reporter, scopes);
  return { resources, entry, stays, found: again, scopes };
}

/**
 * References may lead anywhere in the entry document where OpenAPI expects such an object and repairs
 * leave it; when operations will be taken away, only to components, so that nothing referred to goes
 * with them.
 */
function staysIn(entry: string, narrowing: boolean): Stays {
  return ({ file, pointer, scope }, slot) => {
    if (
      file !== entry ||
      scope !== undefined ||
      (narrowing && !pointer.startsWith("#/components/"))
    )
      return false;
    return slotAt(parsePointer(pointer) ?? []) === slot && isFirm(pointer);
  };
}
