import { generate, readModel } from "../../generator/index.js";
import type {
  Collection,
  Environment,
  Folder,
  Item,
} from "../../generator/emitters/postman/collection.js";
import type { Diagnostic } from "../../generator/diagnostics/diagnostic.js";
import type { ApiModel } from "../../generator/model/model.js";
import { loadFrom } from "../../scripts/disk.js";

export interface Generated {
  readonly model: ApiModel;
  readonly collection: Collection;
  readonly environment: Environment;
  readonly diagnostics: readonly Diagnostic[];
}

/** Generates the Postman files of a document, in memory, as `codegen generate` does. */
export async function generatePostman(input: string): Promise<Generated> {
  const host = { load: loadFrom(input), templates: {} };
  const { model } = await readModel({ input }, host);
  const { files, diagnostics } = await generate({ input, only: ["postman"] }, host);
  const text = (path: string): string => files?.get(path) ?? "null";
  if (model === undefined || files === undefined)
    throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  return {
    model,
    collection: JSON.parse(text("postman/collection.json")) as Collection,
    environment: JSON.parse(text("postman/environment.json")) as Environment,
    diagnostics,
  };
}

export function isFolder(item: Folder | Item): item is Folder {
  return "item" in item;
}

/** All requests, in the order a run sends them. */
export function requestsOf(collection: Collection): Item[] {
  return collection.item.flatMap((item) => (isFolder(item) ? [...item.item] : [item]));
}

export function requestCalled(collection: Collection, name: string): Item {
  const found = requestsOf(collection).find((item) => item.name === name);
  if (found === undefined) throw new Error(`no request is called ${name}`);
  return found;
}

/** The variables of the collection and its environment, with some values replaced. */
export function valuesOf(
  { collection, environment }: Generated,
  given: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const all = [...collection.variable, ...environment.values];
  return { ...Object.fromEntries(all.map(({ key, value }) => [key, value])), ...given };
}
