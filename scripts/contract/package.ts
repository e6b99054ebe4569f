import { join } from "node:path";
import { generate, hasErrors } from "../../generator/index.js";
import { ownTemplates, textsBelow } from "../disk.js";
import { opened, type DocumentJob } from "../document-job.js";
import { Modules, type Sources } from "./modules.js";
import type { OperationInput } from "../../templates/runtime/descriptor.js";

/** What a contract run asks of a generated package. */
export interface ClientPackage {
  readonly client: {
    readonly createTransport: (options: object) => Transport;
    readonly [operation: string]: unknown;
  };
  readonly validators: { readonly [operation: string]: OperationValidators };
  /** The runtime's schemas of formats, by their names there; absent where the package asks for none. */
  readonly formats?: Readonly<Record<string, unknown>>;
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

/** Why a value is not valid, as the package explains it. */
export interface Finding {
  /** Into the value. */
  readonly pointer: string;
  readonly keyword: string;
  /** Where the keyword stands in the document. */
  readonly schema: string;
  /** Without a subject, and never with the value: `must have at least 1 character`. */
  readonly message: string;
}

/** What a package says of an answer's headers: where, and what. */
export interface HeaderIssue {
  readonly in: string;
  /** Into the headers by their names; empty where one is not there. */
  readonly pointer: string;
  readonly message: string;
}

export type Explain = (value: unknown) => readonly Finding[];

export interface OperationValidators {
  readonly explain?: (validator: never, value: unknown) => readonly Finding[];
  /** Judges the headers of an answer, as `200`, `4XX` or `default` describes them; absent where nothing can be wrong with any. */
  readonly headers?: (
    status: string,
    response: Response,
    issuesOf: (schema: Validator | undefined, values: unknown) => readonly HeaderIssue[],
  ) => readonly HeaderIssue[];
  readonly responses: {
    readonly [status: string]: { readonly [mediaType: string]: Validator } | undefined;
  };
}

export interface Validator {
  safeParse(value: unknown): { readonly success: boolean };
}

/** The sources that a document generates, in memory; undefined where it is refused. */
export async function generatedSources(job: DocumentJob): Promise<Sources | undefined> {
  const { options: read, load } = await opened(job);
  const host = { load, templates: await ownTemplates() };
  const options = { ...read, name: "contract-client", only: ["zod", "client"] as const };
  const { files, diagnostics } = await generate(options, host);
  return hasErrors(diagnostics) ? undefined : files;
}

/** The sources of a package that lies in a folder. */
export async function sourcesIn(folder: string): Promise<Sources> {
  const texts = await textsBelow(join(folder, "src"));
  return new Map(Object.entries(texts).map(([path, text]) => [`src/${path}`, text]));
}

const ENTRIES = {
  client: "src/index.ts",
  validators: "src/schemas/validators.ts",
  formats: "src/runtime/formats.ts",
  security: "src/client/security.ts",
} as const;

/** A package's modules; those that `before` has alike are shared with it. @throws Error where one does not compile */
export function modulesOf(sources: Sources, before?: Modules): Promise<Modules> {
  return Modules.of(sources, Object.values(ENTRIES), before);
}

/** What a contract run asks of a package's modules. @throws Error where one fails when it is run */
export function packageIn(modules: Modules): ClientPackage {
  const { securitySchemes } = modules.exportsOf(ENTRIES.security);
  return {
    client: modules.exportsOf(ENTRIES.client) as ClientPackage["client"],
    validators: modules.exportsOf(ENTRIES.validators) as ClientPackage["validators"],
    ...(modules.compiled.has(ENTRIES.formats) && {
      formats: modules.exportsOf(ENTRIES.formats),
    }),
    security: securitySchemes as ClientPackage["security"],
  };
}

/** Compiles a package's sources and runs them. @throws Error where they do not compile or fail */
export async function importPackage(sources: Sources): Promise<ClientPackage> {
  return packageIn(await modulesOf(sources));
}
