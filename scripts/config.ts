import { readFile } from "node:fs/promises";
import { dirname, extname, join, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { emitterNames, hashOf, type Config } from "../generator/index.js";
import { codeOf, reasonOf } from "./disk.js";
import { CommandLineFault } from "./fault.js";
import { importModule } from "./import-module.js";
import { originOf } from "./origin.js";
import { packageNameFault } from "./package-name.js";

/** Looked for in the working directory when no document is named. */
export const configNames = ["codegen.config.mjs", "codegen.config.js", "codegen.config.json"];

/** What an option holds; a list of words: one of them. */
type Kind = "text" | "name" | "list" | "origins" | "emitters" | "guides" | readonly string[];

/** Every option of a config file and what it holds; the flags are named alike. */
const KINDS: { readonly [K in keyof Required<Config>]: Kind } = {
  input: "text",
  overlay: "list",
  output: "text",
  hooks: "text",
  name: "name",
  only: "emitters",
  formats: ["assert", "annotate"],
  enums: ["open", "closed"],
  numbers: ["double", "exact"],
  zod: ["classic", "mini"],
  includeTags: "list",
  excludeTags: "list",
  includePaths: "list",
  excludePaths: "list",
  allowOutside: "list",
  allowNetwork: "origins",
  guides: "guides",
};

/**
 * Reads a config file: the one named, or the first of `codegen.config.{mjs,js,json}` in the folder.
 * Its paths come back relative to the working directory. Throws `CommandLineFault` for what is wrong in it.
 */
export async function readConfig(named: string | undefined, folder: string): Promise<Config> {
  for (const name of named === undefined ? configNames : [named]) {
    const path = resolve(folder, name);
    const value = await load(path, name, named !== undefined);
    if (value !== missing) return rebased(checked(value, name), dirname(path), folder);
  }
  return {};
}

/** In the place of a file that is not there, and need not be. */
const missing = Symbol("missing");

async function load(path: string, name: string, needed: boolean): Promise<unknown> {
  const fault = (reason: string): CommandLineFault =>
    new CommandLineFault("option/invalid", { option: name, reason });
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    if (!needed && codeOf(error) === "ENOENT") return missing;
    throw fault(codeOf(error) === "ENOENT" ? "there is no such file" : reasonOf(error));
  }
  try {
    if (extname(path) === ".json") return JSON.parse(text) as unknown;
    // A module is loaded once by its address: what it says now has an address of its own.
    const address = `${pathToFileURL(path).href}?${hashOf(text)}`;
    const module = (await importModule(address)) as { default?: unknown };
    return module.default;
  } catch (error) {
    throw fault(error instanceof Error ? error.message : String(error));
  }
}

/** Refuses unknown options and values of the wrong kind, so that a slip of the pen is not silently nothing. */
function checked(value: unknown, name: string): Config {
  const fault = (reason: string): CommandLineFault =>
    new CommandLineFault("option/invalid", { option: name, reason });
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw fault("it must export an object");
  for (const [option, given] of Object.entries(value)) {
    if (option === "$schema") continue;
    if (!Object.hasOwn(KINDS, option)) throw fault(`there is no option ${JSON.stringify(option)}`);
    const reason = faultOf(given, KINDS[option as keyof Config]);
    if (reason !== undefined) throw fault(`${option} ${reason}`);
  }
  return value as Config;
}

function faultOf(value: unknown, kind: Kind): string | undefined {
  const isList = Array.isArray(value) && value.every((item) => typeof item === "string");
  if (typeof kind !== "string") {
    const words = kind.map((word) => JSON.stringify(word)).join(" or ");
    return kind.some((word) => word === value) ? undefined : `must be ${words}`;
  }
  switch (kind) {
    case "text":
      return typeof value === "string" && value !== "" ? undefined : "must be a text";
    case "name":
      return typeof value === "string" ? packageNameFault(value) : "must be a text";
    case "list":
      return isList ? undefined : "must be a list of texts";
    case "origins":
      return isList && value.every((item) => originOf(item as string) === item)
        ? undefined
        : "must be a list of origins, such as https://example.com";
    case "emitters": {
      const names: readonly string[] = emitterNames;
      return isList && value.every((item) => names.includes(item as string))
        ? undefined
        : `must be a list of ${names.join(", ")}`;
    }
    case "guides": {
      const { templates, data } = (value ?? {}) as { templates?: unknown; data?: unknown };
      const fine =
        typeof templates === "string" && (data === undefined || typeof data === "string");
      return fine ? undefined : "must be { templates: folder, data?: file }";
    }
  }
}

function rebased(config: Config, from: string, to: string): Config {
  const path = (given: string): string =>
    relative(to, join(from, given)).replaceAll("\\", "/") || ".";
  const { input, overlay, output, hooks, guides, allowOutside } = config;
  return {
    ...config,
    ...(input === undefined ? {} : { input: path(input) }),
    ...(overlay === undefined ? {} : { overlay: overlay.map(path) }),
    ...(output === undefined ? {} : { output: path(output) }),
    ...(hooks === undefined ? {} : { hooks: path(hooks) }),
    ...(allowOutside === undefined ? {} : { allowOutside: allowOutside.map(path) }),
    ...(guides === undefined
      ? {}
      : {
          guides: {
            templates: path(guides.templates),
            ...(guides.data === undefined ? {} : { data: path(guides.data) }),
          },
        }),
  };
}
