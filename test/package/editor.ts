import { readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import ts from "typescript";

/** What an editor shows at a place of a program, by TypeScript's own language service. */
export class Editor {
  readonly #service: ts.LanguageService;
  readonly #file: string;
  readonly #text: string;

  /** Opens `file`, an ES module of a project that has its packages installed. */
  constructor(file: string) {
    this.#file = file;
    this.#text = readFileSync(file, "utf8");
    const options: ts.CompilerOptions = {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      lib: ["lib.es2022.d.ts", "lib.dom.d.ts"],
      types: [],
      strict: true,
    };
    this.#service = ts.createLanguageService({
      getCompilationSettings: () => options,
      getScriptFileNames: () => [file],
      getScriptVersion: () => "1",
      getScriptSnapshot: (path) => {
        const text = ts.sys.readFile(path);
        return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
      },
      getCurrentDirectory: () => dirname(file),
      getDefaultLibFileName: (given) => ts.getDefaultLibFilePath(given),
      fileExists: (path) => ts.sys.fileExists(path),
      readFile: (path, encoding) => ts.sys.readFile(path, encoding),
      directoryExists: (path) => ts.sys.directoryExists(path),
      getDirectories: (path) => ts.sys.getDirectories(path),
      realpath: (path) => ts.sys.realpath?.(path) ?? path,
    });
  }

  /** Where "go to definition" leads from the last word of `place`, below `node_modules`: `warehouse-sync-client/src/…`, with the line found there. */
  definitions(place: string): { readonly file: string; readonly line: string }[] {
    const found = this.#service.getDefinitionAtPosition(this.#file, this.#at(place)) ?? [];
    return found.map(({ fileName: declared, textSpan: { start } }) => {
      const { fileName, pos } = this.#source(declared, start);
      const text = ts.sys.readFile(fileName) ?? "";
      const begin = text.lastIndexOf("\n", pos - 1) + 1;
      const line = text.slice(begin, text.indexOf("\n", pos)).trim();
      const packages = join(dirname(this.#file), "node_modules");
      return { file: relative(packages, fileName).split(sep).join("/"), line };
    });
  }

  /** What hovering the last word of `place` shows: the type, the text, and the tags. */
  hover(place: string): { readonly type: string; readonly text: string; readonly tags: string } {
    const info = this.#service.getQuickInfoAtPosition(this.#file, this.#at(place));
    if (info === undefined) throw new Error(`nothing is shown at ${place}`);
    const tags = (info.tags ?? []).map(
      ({ name, text }) => `@${name} ${ts.displayPartsToString(text)}`,
    );
    return {
      type: ts.displayPartsToString(info.displayParts),
      text: ts.displayPartsToString(info.documentation),
      tags: tags.join("\n"),
    };
  }

  /** By declaration maps, as the server that editors talk to does it; the service itself keeps that to itself. */
  #source(fileName: string, pos: number): { readonly fileName: string; readonly pos: number } {
    const { getSourceMapper } = this.#service as unknown as {
      getSourceMapper(): {
        tryGetSourcePosition(of: object): { fileName: string; pos: number } | undefined;
      };
    };
    return getSourceMapper().tryGetSourcePosition({ fileName, pos }) ?? { fileName, pos };
  }

  #at(place: string): number {
    const begin = this.#text.indexOf(place);
    if (begin < 0) throw new Error(`the program has no ${place}`);
    return begin + place.length - 1;
  }
}
