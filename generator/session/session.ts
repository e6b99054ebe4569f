import type { CanonicalDocument, Load, Tell } from "../document/document.js";
import { folderOf, shownAs } from "../document/files.js";
import { toldApart, type Apart } from "../document/prose.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import type { Emitter } from "../emitters/emitter.js";
import type { JsonObject } from "../model/json.js";
import type { ApiModel } from "../model/model.js";
import { hasPlaceholder, type Placeholder } from "../model/prose.js";
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

/** Decides everything of a document as `load` gives it, and as `tell` puts its files. */
export type Decide = (load: Load, tell?: Tell) => Promise<Decided>;

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
  /** By path, as `load` takes it. */
  readonly files: ReadonlyMap<string, Entry>;
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
  const files = new Map(before.files);
  const texts = new Map(before.texts);
  const changed = new Map<Placeholder, string>();
  for (const [path, entry] of before.files) {
    const loaded = await load(path);
    if (loaded.kind !== "text") return undefined;
    if (withoutMark(loaded.text) === entry.source.text) continue;
    if (hasPlaceholder(loaded.text)) return undefined;
    const { file, language } = entry.source;
    const { source, diagnostics } = readSource(file, loaded.text, language === "text");
    if (diagnostics.length > 0 || source.value === undefined) return undefined;
    const now = entryOf(source);
    const told = changedProse(entry, now, before.places.get(path) ?? new Map());
    if (told === undefined) return undefined;
    files.set(path, now);
    for (const [placeholder, text] of told) {
      changed.set(placeholder, text);
      texts.set(placeholder, text);
    }
  }
  return { ...before, files, texts, models: before.models.with(changed) };
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
  let apart: Apart | undefined;
  const structure = await decide(load, (...parts) => {
    apart = toldApart(...parts);
    return apart.structure;
  });
  const { models, sources, diagnostics, inputs } = structure;
  if (apart === undefined) return structure;
  const { written, places, texts } = apart;
  if ([...sources.values()].some(({ text }) => hasPlaceholder(text))) return undefined;
  if (diagnostics.some(({ message, hint = "" }) => hasPlaceholder(message + hint)))
    return undefined;
  const files = new Map<string, Entry>();
  for (const path of models === undefined ? written.keys() : inputs) {
    const source = sources.get(shownAs(path, folderOf(options.input)));
    if (source === undefined) return undefined;
    files.set(path, entryOf({ ...source, value: written.get(path) ?? source.value }));
  }
  if (models === undefined) return { ...structure, sources: withFiles(sources, files) };
  return {
    options: decisive(options),
    files,
    places,
    texts,
    structure: { ...structure, models },
    models: Filled.of(models, texts),
  };
}

/** What was decided, with the texts. */
function told({ structure, files, models: { value: models } }: Kept): Decided {
  const { document, sources } = structure;
  return {
    ...structure,
    models,
    sources: withFiles(sources, files),
    ...(document && { document: { ...document, root: models.model.document as JsonObject } }),
  };
}

function withFiles(
  sources: Decided["sources"],
  files: ReadonlyMap<string, Entry>,
): Decided["sources"] {
  return new Map([
    ...sources,
    ...[...files.values()].map(({ source }) => [source.file, source] as const),
  ]);
}

/** What decides models: neither hooks nor guides do. */
function decisive({ hooks: _hooks, guides: _guides, ...options }: SessionOptions): string {
  return JSON.stringify(options);
}

/** A byte order mark is no part of a text. */
function withoutMark(text: string): string {
  return text.replace(/^\ufeff/, "");
}
