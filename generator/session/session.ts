import type { CanonicalDocument, Load } from "../document/document.js";
import { folderOf, nameOf, shownAs } from "../document/files.js";
import { toldApart, type Apart } from "../document/prose.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { Emitter } from "../emitters/emitter.js";
import type { Json, JsonObject } from "../model/json.js";
import type { ApiModel } from "../model/model.js";
import { hasPlaceholder } from "../model/prose.js";
import { renderedFile, type RenderedFile } from "../render/manifest.js";
import { Memo } from "../render/memo.js";
import { readSource, type SourceFile } from "../source/source.js";
import { changedProse, entryOf, type Entry } from "./changed-prose.js";
import { Filled, type Texts } from "./filled.js";

/** What decides a run's models, beside the document. */
export interface SessionOptions {
  /** The entry document as the user names it. */
  readonly input: string;
  readonly overlays?: readonly unknown[];
  readonly hooks?: unknown;
  readonly guides?: unknown;
}

/** The two models that emitters are given. */
export interface Models {
  readonly model: ApiModel;
  /** Whose operations read components in their direction. */
  readonly directed: ApiModel;
}

/** What is known of a document before the first emitter; without models where it is refused. */
export interface Decided {
  readonly models?: Models;
  readonly document?: CanonicalDocument;
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: ReadonlyMap<string, SourceFile>;
  readonly inputs: readonly string[];
}

/** Decides everything of a document as `load` gives it, and as `tell` puts its root. */
export type Decide = (load: Load, tell?: (root: Json) => Json) => Promise<Decided>;

/** What an emitter has made, written down. */
export interface Written {
  readonly files: readonly WrittenFile[];
  readonly diagnostics: readonly Diagnostic[];
}

export type WrittenFile = RenderedFile & { readonly byPrettier: boolean };

/** Has an emitter work on models, and writes down what it says. */
export type Write = (models: Models, memo: Memo) => Promise<Written>;

/** A document as it was in the run before, decided with placeholders in the place of its prose. */
interface Kept {
  readonly options: string;
  readonly entry: Entry;
  readonly places: Apart["places"];
  readonly texts: Texts;
  readonly structure: Decided & { readonly models: Models };
  readonly models: Filled<Models>;
}

/**
 * Generates one output again and again in one process. A document is its structure and its prose:
 * where nothing but prose has changed, what was decided before, and what emitters that pass prose on
 * unread have written, is told the new texts. Of all else, files whose contents come again are not
 * written down anew. The output is that of a run without a session, byte for byte.
 */
export class Session {
  /** The last document that was not refused. */
  #kept: Kept | undefined;
  /** Whether it is the one of this run. */
  #isKept = false;
  readonly #memos = new Map<string, Memo>();
  readonly #written = new Map<string, { readonly structure: Decided; readonly written: Written }>();

  /** Everything of a document that is decided before the first emitter. */
  async decided(options: SessionOptions, load: Load, decide: Decide): Promise<Decided> {
    // A file is read once a run, whoever asks for it.
    const loads = new Map<string, ReturnType<Load>>();
    const once: Load = (path) => {
      const loading = loads.get(path) ?? load(path);
      loads.set(path, loading);
      return loading;
    };
    const kept = (await retold(this.#kept, options, once)) ?? (await begun(options, once, decide));
    this.#isKept = kept !== undefined && "structure" in kept;
    if (kept === undefined) return decide(once);
    if (!("structure" in kept)) return kept;
    this.#kept = kept;
    return told(kept);
  }

  /** What an emitter makes of the models decided last. */
  async written(emitter: Emitter, models: Models, write: Write): Promise<Written> {
    const memo = this.#memos.get(emitter.name) ?? new Memo();
    this.#memos.set(emitter.name, memo);
    const { retell } = emitter;
    const kept = this.#isKept ? this.#kept : undefined;
    if (kept === undefined || retell === undefined) return write(models, memo);
    const { structure, texts } = kept;
    const before = this.#written.get(emitter.name);
    const written =
      before?.structure === structure ? before.written : await write(structure.models, memo);
    this.#written.set(emitter.name, { structure, written });
    const textOf = (placeholder: string): string => texts.get(placeholder) ?? "";
    const files = written.files.map((file) => {
      if (!hasPlaceholder(file.content)) return file;
      const content = retell(file.content, textOf);
      if (hasPlaceholder(content)) throw new Error(`a placeholder is left in ${file.path}`);
      return { ...file, ...renderedFile(file.path, file.emitter, content) };
    });
    return { files, diagnostics: written.diagnostics };
  }
}

/** The document as it is now, where only its prose is other than before. */
async function retold(
  before: Kept | undefined,
  options: SessionOptions,
  load: Load,
): Promise<Kept | undefined> {
  if (before === undefined || before.options !== decisive(options)) return undefined;
  const { structure } = before;
  const folder = folderOf(options.input);
  for (const path of structure.inputs.slice(1)) {
    const loaded = await load(path);
    const text = structure.sources.get(shownAs(path, folder))?.text;
    if (loaded.kind !== "text" || withoutMark(loaded.text) !== text) return undefined;
  }
  const loaded = await load(nameOf(options.input));
  if (loaded.kind !== "text" || hasPlaceholder(loaded.text)) return undefined;
  const { source, diagnostics } = readSource(before.entry.source.file, loaded.text);
  if (diagnostics.length > 0 || source.value === undefined) return undefined;
  const entry = entryOf(source);
  const changed = changedProse(before.entry, entry, before.places);
  if (changed === undefined) return undefined;
  const texts = new Map([...before.texts, ...changed]);
  return { ...before, entry, texts, models: before.models.with(changed) };
}

/**
 * Decides a document with placeholders. One that is refused is not kept; undefined where it has to be
 * decided as it is.
 */
async function begun(
  options: SessionOptions,
  load: Load,
  decide: Decide,
): Promise<Kept | Decided | undefined> {
  // What an overlay has brought stands nowhere in the document's files.
  if (options.overlays !== undefined && options.overlays.length > 0) return undefined;
  const loaded = await load(nameOf(options.input));
  if (loaded.kind !== "text" || hasPlaceholder(loaded.text)) return undefined;
  let written: Json | undefined;
  let apart: Apart | undefined;
  const structure = await decide(load, (root) => {
    written = root;
    apart = toldApart(root);
    return apart.structure;
  });
  const { models, sources, diagnostics } = structure;
  const source = sources.get(options.input);
  if (apart === undefined || source === undefined) return structure;
  const entry = entryOf({ ...source, value: written });
  const beside = [...sources.values()].filter((file) => file !== source);
  if (beside.some(({ text }) => hasPlaceholder(text))) return undefined;
  if (diagnostics.some(({ message, hint = "" }) => hasPlaceholder(message + hint)))
    return undefined;
  if (models === undefined) return { ...structure, sources: withEntry(sources, entry) };
  return {
    options: decisive(options),
    entry,
    places: apart.places,
    texts: apart.texts,
    structure: { ...structure, models },
    models: Filled.of(models, apart.texts),
  };
}

/** What was decided, with the texts. */
function told({ structure, entry, models: { value: models } }: Kept): Decided {
  const { document, sources } = structure;
  return {
    ...structure,
    models,
    sources: withEntry(sources, entry),
    ...(document && { document: { ...document, root: models.model.document as JsonObject } }),
  };
}

function withEntry(sources: Decided["sources"], { source }: Entry): Decided["sources"] {
  return new Map([...sources, [source.file, source]]);
}

/** What decides models: neither hooks nor guides do. */
function decisive({ hooks: _hooks, guides: _guides, ...options }: SessionOptions): string {
  return JSON.stringify(options);
}

/** A byte order mark is no part of a text. */
function withoutMark(text: string): string {
  return text.replace(/^\ufeff/, "");
}
