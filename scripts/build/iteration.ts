import type { PluginBuild } from "esbuild";
import { join } from "node:path";
import { programOf } from "./program.js";
import { Rewriting } from "./rewriting.js";

let read: ReadonlyMap<string, string> | undefined;

/**
 * Loads our sources with arrays read by index: loops over them, patterns of their elements, and lists
 * put together of several. By the protocol of iteration each element costs an object until V8 optimises
 * the function, and most of ours run too seldom for that: it is an eighth of all that a run allocates.
 *
 * @see https://tc39.es/ecma262/#sec-iterator-interface
 */
export function withoutIterators({ initialOptions, onLoad }: PluginBuild): void {
  const configFile = join(initialOptions.absWorkingDir ?? ".", "tsconfig.build.json");
  onLoad({ filter: /\.ts$/ }, ({ path }) => {
    read ??= textsByIndex(configFile);
    const contents = read.get(path);
    return contents === undefined ? undefined : { contents, loader: "ts" };
  });
}

/**
 * What of the sources of a program changes when its arrays are read by index. Types tell what is an
 * array; whatever else can be iterated is left as it is written.
 *
 * @param configFile the program's `tsconfig.json`
 * @returns texts by file name
 */
export function textsByIndex(configFile: string): ReadonlyMap<string, string> {
  const program = programOf(configFile);
  const checker = program.getTypeChecker();
  const texts = new Map<string, string>();
  for (const file of program.getSourceFiles()) {
    if (file.isDeclarationFile || program.isSourceFileFromExternalLibrary(file)) continue;
    const text = new Rewriting(file, checker).text();
    if (text !== file.text) texts.set(file.fileName, text);
  }
  return texts;
}
