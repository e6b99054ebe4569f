import { execFileSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import {
  generate,
  runtimeTexts,
  type EmitterName,
  type GenerateOptions,
} from "../../../generator/index.js";
import { STRICTEST } from "../../../scripts/agreement/compile.js";
import { compilers } from "../../../scripts/compilers.js";
import { ownTemplates } from "../../../scripts/disk.js";

export { inTemporaryFolder as inFolder } from "../../../scripts/agreement/compile.js";
export { compilers };

/** A 3.1 document whose components are the given schemas. */
export function documentOf(schemas: object, paths: object = {}): object {
  return {
    openapi: "3.1.0",
    info: { title: "Test", version: "1.0.0" },
    paths,
    components: { schemas },
  };
}

/** Generates from a document in memory, or its text; throws the findings of one that is refused. */
export async function generated(
  document: object | string,
  only: readonly EmitterName[],
  options: Partial<GenerateOptions> = {},
): Promise<Map<string, string>> {
  const text = typeof document === "string" ? document : JSON.stringify(document);
  const templates = await ownTemplates();
  const { files, diagnostics } = await generate(
    { ...options, input: "openapi.json", only },
    { load: async () => ({ kind: "text", text }), templates },
  );
  if (files === undefined) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  const runtime = Object.entries(runtimeTexts(templates, options.zod));
  return new Map([
    ...files,
    ...runtime.map(([name, content]) => [`src/runtime/${name}`, content] as const),
  ]);
}

/** One file without banner and imports. */
export function body(files: ReadonlyMap<string, string>, path: string): string {
  const content = files.get(path) ?? `no ${path}`;
  return content
    .split("\n")
    .filter((line) => !/^(?:import .*;|\/\/.*)$/.test(line))
    .join("\n")
    .trim();
}

/** The same without the statements that say where in the document schemas stand. */
export function schemaText(files: ReadonlyMap<string, string>, path: string): string {
  return body(files, path).replace(/\nlocate\([^;]*;/g, "");
}

/** What a compiler has to say of the folder's `src`, a line each; none when it compiles. */
export async function compile(
  folder: string,
  compiler: (typeof compilers)[number],
): Promise<string[]> {
  await writeFile(join(folder, "package.json"), '{ "type": "module" }');
  const config = { compilerOptions: STRICTEST, include: ["src"] };
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify(config));
  const tsc = join(process.cwd(), "node_modules", compiler, "bin", "tsc");
  try {
    execFileSync(process.execPath, [tsc, "-p", folder, "--pretty", "false"], { encoding: "utf8" });
    return [];
  } catch (error) {
    const output = (error as { stdout?: string }).stdout ?? String(error);
    return output.split("\n").filter((line) => /error TS/.test(line));
  }
}
