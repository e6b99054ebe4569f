import type { Location } from "../diagnostics/diagnostic.js";
import type { Reporter } from "../diagnostics/reporter.js";
import type { Json } from "../model/json.js";
import { limits } from "../source/limits.js";
import { readSource, type SourceFile } from "../source/source.js";
import { foreignText } from "./foreign.js";
import { isUrl, type Allowances } from "./reference.js";

/**
 * Reads one file. `path` is relative to the entry document's folder, `/`-separated, without `.`, and
 * without `..` but in front, where a folder outside is allowed; or a URL of an origin that is allowed.
 */
export type Load = (path: string) => Promise<LoadResult>;

export type LoadResult =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "missing" }
  /** `size`: of what was not read, because it is beyond `limits.size`. */
  | { readonly kind: "too-large"; readonly size: number }
  /** What it is written in, or the first byte that begins no character of UTF-8, and where. */
  | { readonly kind: "not-utf8"; readonly encoding: string }
  | {
      readonly kind: "not-utf8";
      readonly byte: number;
      readonly position: NonNullable<Location["position"]>;
      /** As it is shown, with a replacement for what cannot be read. */
      readonly text: string;
    }
  | { readonly kind: "unreadable"; readonly reason: string };

/** The files of one document, each read once. Paths are those `Load` takes. */
export class Files {
  readonly #folder: string;
  readonly #load: Load;
  readonly #reporter: Reporter;
  readonly #sources = new Map<string, SourceFile | undefined>();
  readonly allowed: Allowances;

  /** Texts that findings speak of and that no reference leads to. */
  readonly #beside: SourceFile[] = [];

  constructor(entry: string, load: Load, reporter: Reporter, allowed: Allowances = {}) {
    this.allowed = allowed;
    this.#folder = folderOf(entry);
    this.#load = load;
    this.#reporter = reporter;
  }

  /** Loads a file unless that was done before; reports what is wrong with it, at `needed` if it is missing. */
  async read(path: string, needed: { location: Location; ref: string } | undefined): Promise<void> {
    if (this.#sources.has(path)) return;
    const file = this.shown(path);
    const result = await this.#load(path);
    this.#sources.set(path, undefined);
    if (result.kind === "missing") {
      if (needed === undefined)
        this.#reporter.report("source/missing-file", { file }, { path: file });
      else
        this.#reporter.report("ref/missing-file", needed.location, { ref: needed.ref, path: file });
    } else if (result.kind === "too-large") {
      const params = { path: file, size: result.size, limit: limits.size };
      this.#reporter.report("source/too-large", needed?.location ?? { file }, params);
    } else if (result.kind === "unreadable") {
      const params = { path: file, reason: result.reason };
      this.#reporter.report("source/unreadable", needed?.location ?? { file }, params);
    } else if (result.kind === "not-utf8") {
      this.#refuseBytes(path, result);
    } else if (needed === undefined && foreignText(result.text) !== undefined) {
      const kind = foreignText(result.text) ?? "";
      this.#reporter.report("document/foreign", { file }, { kind });
    } else {
      const plain = !/\.(ya?ml|json)$/i.test(path) && needed !== undefined && isProse(path);
      const { source, diagnostics } = readSource(file, result.text, plain);
      this.#sources.set(path, source);
      this.#reporter.diagnostics.push(...diagnostics);
    }
  }

  #refuseBytes(path: string, found: Extract<LoadResult, { kind: "not-utf8" }>): void {
    const file = this.shown(path);
    if ("encoding" in found) {
      const params = { path: file, encoding: found.encoding };
      this.#reporter.report("source/encoding", { file }, params);
      return;
    }
    const { text, position, byte } = found;
    this.#sources.set(path, { file, text, language: "text", value: undefined });
    this.#reporter.report("source/encoding", { file, position }, { path: file, byte });
  }

  isRead(path: string): boolean {
    return this.#sources.has(path);
  }

  /** The whole of a file; undefined when it could not be read. */
  root(path: string): Json | undefined {
    return this.#sources.get(path)?.value;
  }

  /** Puts another value in the place of what a file says; its text, and so the places of findings, stay. */
  replace(path: string, value: Json, beside: readonly SourceFile[]): void {
    const source = this.#sources.get(path);
    if (source !== undefined) this.#sources.set(path, { ...source, value });
    this.#beside.push(...beside);
  }

  /** The path as findings show it: beside the entry as the caller named that. */
  shown(path: string): string {
    return shownAs(path, this.#folder);
  }

  /** How many files were asked for. */
  get count(): number {
    return this.#sources.size;
  }

  /** Every file that was asked for, in the order of reading. */
  get paths(): string[] {
    return [...this.#sources.keys()];
  }

  /** What was read, by the name findings show. */
  get sources(): Map<string, SourceFile> {
    return new Map(
      [...this.#sources.values(), ...this.#beside].flatMap((source) =>
        source ? [[source.file, source]] : [],
      ),
    );
  }
}

/** A path of `Load` as findings show it, of a document in a folder. */
export function shownAs(path: string, folder: string): string {
  return isUrl(path) ? path : folder + path;
}

/** The last segment of a path; the entry may come with either separator. */
export function nameOf(path: string): string {
  return path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
}

/** All before the last segment, separator included: what findings put before a path of `Load`. */
export function folderOf(path: string): string {
  return path.slice(0, path.length - nameOf(path).length);
}

/** Files of prose that a description may refer to. */
function isProse(path: string): boolean {
  return /\.(md|markdown|txt|html?)$/i.test(path.replace(/\?.*$/, ""));
}
