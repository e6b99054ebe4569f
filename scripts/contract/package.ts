import { build } from "esbuild";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, posix } from "node:path";
import { pathToFileURL } from "node:url";
import { generate, hasErrors } from "../../generator/index.js";
import { loadFrom, ownFolder, ownTemplates, textsBelow } from "../disk.js";
import type { OperationInput } from "../../templates/runtime/descriptor.js";

/** What a contract run asks of a generated package. */
export interface ClientPackage {
  readonly client: {
    readonly createTransport: (options: object) => Transport;
    readonly [operation: string]: unknown;
  };
  readonly validators: { readonly [operation: string]: OperationValidators };
  /** The runtime's schemas of formats, by their names there. */
  readonly formats: Readonly<Record<string, unknown>>;
  readonly security: Readonly<Record<string, { readonly type: string; readonly scheme?: string }>>;
}

export interface Transport {
  readonly clock: unknown;
}

export type OperationFunction = (
  transport: Transport,
  input: OperationInput,
  options: object,
) => {
  withResponse(): Promise<{
    readonly data: unknown;
    readonly headers: unknown;
    readonly response: Response;
  }>;
};

export interface OperationValidators {
  readonly responses: {
    readonly [status: string]: { readonly [mediaType: string]: Validator } | undefined;
  };
}

export interface Validator {
  safeParse(value: unknown): { readonly success: boolean };
}

/** Sources of a package by path below its folder. */
export type Sources = ReadonlyMap<string, string>;

/** The sources that a document generates, in memory; undefined where it is refused. */
export async function generatedSources(input: string): Promise<Sources | undefined> {
  const host = { load: loadFrom(input), templates: await ownTemplates() };
  const options = { input, name: "contract-client", only: ["zod", "client"] as const };
  const { files, diagnostics } = await generate(options, host);
  return hasErrors(diagnostics) ? undefined : files;
}

/** The sources of a package that lies in a folder. */
export async function sourcesIn(folder: string): Promise<Sources> {
  const texts = await textsBelow(join(folder, "src"));
  return new Map(Object.entries(texts).map(([path, text]) => [`src/${path}`, text]));
}

const ENTRY = "entry.ts";
const ENTRY_TEXT = `
export * as client from "./src/index.ts";
export { validators } from "./src/schemas/index.ts";
export * as formats from "./src/runtime/formats.ts";
export { securitySchemes as security } from "./src/client/security.ts";
`;

/**
 * Bundles a package's sources as a program that uses them would. Packages it depends on are the
 * toolchain's.
 *
 * @throws Error where the sources do not bundle
 */
async function bundled(sources: Sources): Promise<string> {
  const own = await ownFolder();
  const { outputFiles } = await build({
    entryPoints: [ENTRY],
    bundle: true,
    write: false,
    format: "esm",
    platform: "node",
    target: "node20",
    logLevel: "silent",
    plugins: [
      {
        name: "sources",
        setup({ onResolve, onLoad }) {
          onResolve({ filter: /^entry\.ts$/ }, () => ({ path: ENTRY, namespace: "sources" }));
          onResolve({ filter: /^\./, namespace: "sources" }, ({ path, importer }) => ({
            path: posix.join(posix.dirname(importer), path).replace(/\.js$/, ".ts"),
            namespace: "sources",
          }));
          onLoad({ filter: /.*/, namespace: "sources" }, ({ path }) => {
            const contents = path === ENTRY ? ENTRY_TEXT : sources.get(path);
            if (contents === undefined) return { errors: [{ text: `the package has no ${path}` }] };
            return { contents, loader: "ts", resolveDir: own };
          });
        },
      },
    ],
  });
  return outputFiles[0]?.text ?? "";
}

/** Bundles a package and imports it. @throws Error where the sources do not bundle */
export async function importPackage(sources: Sources): Promise<ClientPackage> {
  const text = await bundled(sources);
  const folder = await mkdtemp(join(tmpdir(), "contract-"));
  try {
    const file = join(folder, "package.mjs");
    await writeFile(file, text);
    return (await import(pathToFileURL(file).href)) as ClientPackage;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
