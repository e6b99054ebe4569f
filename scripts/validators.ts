import { build, type Plugin } from "esbuild";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, posix } from "node:path";
import { pathToFileURL } from "node:url";
import type * as z from "zod";
import { generate, runtimeTexts, type GenerateOptions } from "../generator/index.js";
import { ownTemplates } from "./disk.js";

/**
 * The components' schemas of one document by their keys, those of its operations and what explains
 * them, or why there are none. `stage`: what went wrong; `document`: a finding is an error,
 * `generator` and `import`: something threw.
 */
export type Evaluated =
  | {
      readonly schemas: Readonly<Record<string, z.ZodType>>;
      /** By the operation's name: `path`, `query`, `body`, `responses`… */
      readonly validators: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
      readonly explain: Explain;
    }
  | { readonly reason: string; readonly stage?: "document" | "generator" | "import" };

/** `explain` of the runtime that the schemas were generated with. */
export type Explain = (
  schema: z.ZodType,
  value: unknown,
) => {
  readonly pointer: string;
  readonly keyword: string;
  readonly schema: string;
  readonly message: string;
}[];

/** Options of the generator that decide what a validator accepts. */
export type ValidatorOptions = Pick<GenerateOptions, "formats" | "numbers" | "zod">;

/** Reads a further file of a document by its path, `other.json`; undefined where there is none. */
export type Files = Readonly<Record<string, string>>;

/**
 * Generates the validators of documents and evaluates them in this process: what a user would
 * import, without the disk between. Nothing is written but one bundle in a temporary folder, which
 * is removed. The result has the documents' order.
 */
export async function evaluateValidators(
  documents: readonly unknown[],
  options: ValidatorOptions = {},
  files: Files = {},
): Promise<Evaluated[]> {
  const templates = await ownTemplates();
  const runtime = Object.entries(runtimeTexts(templates, options.zod));
  const modules = new Map(runtime.map(([name, text]) => [`runtime/${name}`, text]));
  const reasons = new Map<number, Extract<Evaluated, { reason: string }>>();
  for (const [index, document] of documents.entries()) {
    const text = JSON.stringify(document);
    const result = await generate(
      { ...options, input: "openapi.json", only: ["zod"] },
      { load: async (path) => loaded(path, text, files), templates },
    ).catch((error: unknown) => String(error));
    if (typeof result === "string") reasons.set(index, { reason: result, stage: "generator" });
    else if (result.files === undefined) {
      const fault = result.diagnostics.find(({ severity }) => severity === "error");
      reasons.set(index, { reason: fault?.message ?? "no output", stage: "document" });
    } else {
      for (const [path, content] of result.files) {
        if (path.startsWith("src/schemas/"))
          modules.set(`documents/${String(index)}/${path.slice(4)}`, content);
      }
    }
  }
  const wanted = documents.map((_, index) => index).filter((index) => !reasons.has(index));
  const evaluated = await load(modules, wanted);
  return documents.map((_, index): Evaluated => {
    return reasons.get(index) ?? evaluated.get(index) ?? { reason: "no output" };
  });
}

function loaded(
  path: string,
  entry: string,
  files: Files,
): { kind: "text"; text: string } | { kind: "missing" } {
  if (path === "openapi.json") return { kind: "text", text: entry };
  const text = Object.hasOwn(files, path) ? files[path] : undefined;
  return text === undefined ? { kind: "missing" } : { kind: "text", text };
}

async function load(
  modules: ReadonlyMap<string, string>,
  documents: readonly number[],
): Promise<Map<number, Evaluated>> {
  const imports = documents.map((index) => {
    const folder = `virtual:documents/${String(index)}/schemas`;
    const imported = (path: string): string => `import(${JSON.stringify(path)})`;
    const parts = [
      imported(`${folder}/registry.ts`),
      `${imported(`${folder}/validators.ts`)}.then((validators) => ({ validators }))`,
      imported("virtual:runtime/findings.ts"),
    ];
    return `[${String(index)}, async () => Object.assign({}, ...await Promise.all([${parts.join(", ")}]))]`;
  });
  const folder = await mkdtemp(join(tmpdir(), "validators-"));
  try {
    const outfile = join(folder, "schemas.mjs");
    await build({
      stdin: { contents: `export default [${imports.join(",\n")}];`, resolveDir: process.cwd() },
      bundle: true,
      format: "esm",
      platform: "node",
      logLevel: "error",
      outfile,
      plugins: [virtualFiles(modules)],
    });
    const bundle = (await import(pathToFileURL(outfile).href)) as {
      default: [
        number,
        () => Promise<{
          componentSchemas: Record<string, z.ZodType>;
          validators: Record<string, Record<string, unknown>>;
          explain: Explain;
        }>,
      ][];
    };
    const found = new Map<number, Evaluated>();
    for (const [index, read] of bundle.default) {
      found.set(
        index,
        await read().then(
          ({ componentSchemas: schemas, ...others }) => ({ schemas, ...others }),
          (error: unknown) => ({ reason: String(error), stage: "import" }),
        ),
      );
    }
    return found;
  } finally {
    await rm(folder, { recursive: true });
  }
}

function virtualFiles(modules: ReadonlyMap<string, string>): Plugin {
  return {
    name: "virtual-files",
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^virtual:/ }, ({ path }) => ({
        path: path.slice(8),
        namespace: "virtual",
      }));
      onResolve({ filter: /^\./, namespace: "virtual" }, ({ path, importer }) => {
        const joined = posix.join(posix.dirname(importer), path).replace(/\.js$/, ".ts");
        return {
          path: joined.replace(/^documents\/\d+\/runtime\//, "runtime/"),
          namespace: "virtual",
        };
      });
      onLoad({ filter: /.*/, namespace: "virtual" }, ({ path }) => {
        const contents = modules.get(path);
        if (contents === undefined) return { errors: [{ text: `no such file: ${path}` }] };
        return { contents, loader: "ts", resolveDir: process.cwd() };
      });
    },
  };
}
