import { moved, type Diagnostic, type Location } from "./diagnostics/diagnostic.js";
import { diagnose, hasErrors } from "./diagnostics/reporter.js";
import {
  folderOf,
  isNarrowing,
  readDocument,
  shownAs,
  type Allowances,
  type CanonicalDocument,
  type Filters,
  type Load,
  type OverlayText,
  type ReadOptions,
} from "./document/document.js";
import type { EmittedFile, Emitter } from "./emitters/emitter.js";
import { withExactBounds } from "./lower/exact-bounds.js";
import { sentMethod } from "./model/methods.js";
import { undefinedStyles } from "./model/undefined-styles.js";
import { lower, type Findings } from "./lower/lower.js";
import { writtenAt } from "./lower/views/view.js";
import { withViews } from "./lower/views/views.js";
import type { ApiModel } from "./model/model.js";
import type { Pointer } from "./model/schema.js";
import type { EmitterName, EmitterOptions } from "./registry.js";
import {
  hashOf,
  MANIFEST,
  provenanceOf,
  renderedFile,
  renderManifest,
  type Provenance,
  type RenderedFile,
} from "./render/manifest.js";
import { isOutputPath, withHooks, type Overridden } from "./render/hooks.js";
import { createMarkdownRenderer } from "./render/markdown.js";
import { reachedOf } from "./render/reached.js";
import type { render as Render } from "./render/render.js";
import type { Memo } from "./render/memo.js";
import type { Decide, Decided, Models, Session, Written, WrittenFile } from "./session/session.js";
import { literalsIn } from "./source/literal.js";
import type { SourceFile } from "./source/source.js";

/** What decides the output, with the document and our version: nothing else does. */
export interface GenerateOptions extends Filters, Allowances, EmitterOptions {
  /** The entry document as the user names it; findings show it so. */
  readonly input: string;
  /** Applied to the document in their order, before anything is read from it; default: none. */
  readonly overlays?: readonly OverlayText[];
  /** Files of the user's that stand in the place of generated ones, or beside them, by path; default: none. */
  readonly hooks?: Readonly<Record<string, string>>;
  /** Only these emitters; default: all but `model`. */
  readonly only?: readonly EmitterName[];
}

/** What the core is lent: it reads no disk itself. */
export interface Host {
  /** Reads a file by its path from the entry document's folder. */
  readonly load: Load;
  /** Texts of `templates/`, by path: `runtime/token.ts`, `docs/index.md.hbs`. */
  readonly templates: Readonly<Record<string, string>>;
  /** The generator's version, for the manifest to say what the output was made from; default: it does not. */
  readonly version?: string;
  /** Earlier runs for the same output in this process, of which is used what still holds; default: none. */
  readonly session?: Session;
  /** Told before each stage and emitter begins, and when an emitter's files are written down: `read`, `lower`, `zod`, `render`. */
  readonly onStage?: (stage: string) => void;
  /** Told of each file, and whether prettier had to lay it out. */
  readonly onFile?: (file: RenderedFile & { readonly byPrettier: boolean }) => void;
}

export interface Result {
  /** The output by path, manifest included; absent when a finding is an error. */
  readonly files?: ReadonlyMap<string, string>;
  readonly diagnostics: readonly Diagnostic[];
  /** The document's files, for positions: `formatDiagnostics` takes them. */
  readonly sources: ReadonlyMap<string, SourceFile>;
  /** What the user's own files stand in the place of; absent where there are none. */
  readonly overridden?: Overridden;
  /** Paths of the document's files from its folder, the entry first. */
  readonly inputs: readonly string[];
}

export interface Reading extends Omit<Result, "files"> {
  readonly document?: CanonicalDocument;
  readonly model?: ApiModel;
}

/** Text becomes a document, the document becomes a model. */
export async function readModel(
  options: Filters & Allowances & Pick<GenerateOptions, "input" | "overlays">,
  host: Host,
  tell?: ReadOptions["tell"],
): Promise<Reading> {
  host.onStage?.("read");
  const read = await readDocument({ ...options, entry: options.input, load: host.load, tell });
  const { document, sources } = read;
  if (document === undefined) return { diagnostics: read.diagnostics, sources, inputs: [] };
  host.onStage?.("lower");
  const { model, findings } = lower(document.root);
  const diagnostics = [
    ...read.diagnostics,
    ...found(isNarrowing(options) ? withoutLost(findings) : findings, document),
    ...unsupported(model, document),
    ...model.unsent.map(({ method, pointer }) =>
      diagnose("operation/unsent", document.origin(pointer), { method: sentMethod(method) }),
    ),
    ...undefinedStyles(model).map(({ pointer, ...told }) =>
      diagnose("parameter/undefined-style", document.origin(pointer), told),
    ),
  ];
  return { document, model, diagnostics, sources, inputs: document.files };
}

/** The model becomes files. Never throws on account of a document. */
export async function generate(options: GenerateOptions, host: Host): Promise<Result> {
  const { session } = host;
  const decide: Decide = (load, tell) => decideModels(options, { ...host, load }, tell);
  const decided = (await session?.decided(options, host.load, decide)) ?? (await decide(host.load));
  const { document, models, ...reading } = decided;
  if (document === undefined || models === undefined) return reading;
  const diagnostics = [...reading.diagnostics];
  host.onStage?.("load");
  const { emittersOf, render } = await import("./emission.js");
  const print = printer(host, render);
  const rendered: RenderedFile[] = [];
  const { model, directed } = models;
  for (const emitter of emittersOf(model, directed, options, host.templates)) {
    host.onStage?.(emitter.name);
    const write = (given: Models, memo?: Memo): Promise<Written> => print(emitter, given, memo);
    const written = (await session?.written(emitter, models, write)) ?? (await write(models));
    for (const finding of written.diagnostics) diagnostics.push(located(finding, document));
    for (const file of written.files) host.onFile?.(file);
    for (const file of written.files) rendered.push(file);
  }
  const { files: all, overridden, findings: faults } = withHooks(rendered, options.hooks);
  const whole = reachedOf(all);
  for (const finding of [...faults, ...clashes(whole)]) diagnostics.push(finding);
  if (hasErrors(diagnostics)) return { ...reading, diagnostics };
  whole.sort((a, b) => (a.path < b.path ? -1 : 1));
  const files = new Map(whole.map(({ path, content }) => [path, content]));
  const folder = folderOf(options.input);
  const findings = diagnostics.map((finding) => moved(finding, folder, ""));
  const source = provenance(options, host, reading);
  files.set(MANIFEST, renderManifest(whole, source, source && findings));
  return { ...reading, files, diagnostics, ...(overridden && { overridden }) };
}

/** Makes what has an emitter work on models, and writes its files down. */
function printer(
  host: Host,
  render: typeof Render,
): (emitter: Emitter, models: Models, memo?: Memo) => Promise<Written> {
  const markdown = createMarkdownRenderer(host.templates);
  const common = host.session && hashOf(JSON.stringify(host.templates));
  return async (emitter, { model, directed }, memo) => {
    const emission = await emitter.emit(emitter.reads === "directions" ? directed : model);
    host.onStage?.("render");
    memo?.begin(common);
    const files: WrittenFile[] = [];
    for (const file of emission.files) {
      checkPath(file);
      const { content, byPrettier } =
        (await memo?.recall(file, () => render(file, markdown))) ?? (await render(file, markdown));
      files.push({ ...renderedFile(file.path, emitter.name, content), byPrettier });
    }
    return { files, diagnostics: emission.diagnostics };
  };
}

/** The document's two models, or why it has none. */
async function decideModels(
  options: GenerateOptions,
  host: Host,
  tell: ReadOptions["tell"],
): Promise<Decided> {
  const { document, model: read, ...reading } = await readModel(options, host, tell);
  if (document === undefined || read === undefined || hasErrors(reading.diagnostics))
    return reading;
  const exactly = (model: ApiModel): ApiModel =>
    options.numbers === "exact" ? withBounds(model, document, reading.sources) : model;
  const model = exactly(read);
  const directed = directedModel(model, options, exactly);
  return { ...reading, document, models: { model, directed } };
}

/** What decides the output; undefined where nobody told the generator's version. */
function provenance(
  { input, ...options }: GenerateOptions,
  { version, templates }: Host,
  { inputs, sources }: Pick<Result, "inputs" | "sources">,
): Provenance | undefined {
  if (version === undefined) return undefined;
  const texts = inputs.map(
    (path) => [path, sources.get(shownAs(path, folderOf(input)))?.text ?? ""] as const,
  );
  return provenanceOf(version, { options, templates }, new Map(texts));
}

/** The model whose operations read components in their direction. */
function directedModel(
  model: ApiModel,
  options: EmitterOptions,
  exactly: (model: ApiModel) => ApiModel,
): ApiModel {
  const document = withViews(model, options);
  return document === model.document ? model : exactly(lower(document).model);
}

/** The model with the bounds that a `number` rounds as the document's text has them. */
function withBounds(
  model: ApiModel,
  document: CanonicalDocument,
  sources: ReadonlyMap<string, SourceFile>,
): ApiModel {
  const literalOf = literalsIn(sources);
  return withExactBounds(model, (pointer) => literalOf(document.origin(writtenAt(pointer))));
}

function found(
  { collisions, derived, faults, links }: Findings,
  document: CanonicalDocument,
): Diagnostic[] {
  const [first] = derived;
  return [
    ...(first === undefined
      ? []
      : [
          diagnose("name/derived", document.origin(first.pointer), {
            count: derived.length,
            id: first.id,
            name: first.name,
          }),
        ]),
    ...collisions.map(({ key, name, wish, pointer }) =>
      diagnose("name/collision", document.origin(pointer), {
        name: wish,
        other: key,
        chosen: name,
      }),
    ),
    ...faults.map(({ pointer, extension, reason, isForeign }) =>
      diagnose(
        isForeign === true ? "extension/foreign" : "extension/invalid",
        document.origin(pointer),
        { extension, reason },
      ),
    ),
    ...links.map(({ code, pointer, link, reason }) =>
      diagnose(code, document.origin(pointer), { link, reason }),
    ),
  ];
}

/** Links lead to operations that filters took away, as they were told to. */
function withoutLost(findings: Findings): Findings {
  return { ...findings, links: findings.links.filter(({ code }) => code !== "link/operation") };
}

/** Security that no header, query or cookie can carry: a call that needs it goes out without. */
function unsupported({ security }: ApiModel, document: CanonicalDocument): Diagnostic[] {
  return Object.entries(security).flatMap(([scheme, { type, pointer }]) =>
    type === "mutualTLS"
      ? [diagnose("security/unsupported", document.origin(pointer), { scheme, type })]
      : [],
  );
}

/** Emitters know the canonical document only; people know what they wrote. */
function located(finding: Diagnostic, document: CanonicalDocument): Diagnostic {
  const pointer: Pointer | undefined = finding.location?.pointer;
  if (pointer === undefined || finding.location?.file !== "") return finding;
  const location: Location = document.origin(writtenAt(pointer));
  return { ...finding, location };
}

/** The last gate before a path: a closed alphabet, and nothing that climbs. A failure is a fault of ours. */
function checkPath({ path }: EmittedFile): void {
  if (!isOutputPath(path)) {
    throw new Error(`not a path of an output file: ${JSON.stringify(path)}`);
  }
}

/** Files that would be one where file systems ignore case. */
function clashes(files: readonly RenderedFile[]): Diagnostic[] {
  const seen = new Map<string, string>();
  return files.flatMap(({ path }) => {
    const other = seen.get(path.toLowerCase());
    seen.set(path.toLowerCase(), path);
    return other === undefined ? [] : [diagnose("output/case", undefined, { path, other })];
  });
}
