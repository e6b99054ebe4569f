import { generate, readModel } from "../../generator/index.js";
import type { ApiModel } from "../../generator/model/model.js";
import { loadFrom, ownTemplates } from "../../scripts/disk.js";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";

type Options = Parameters<typeof generate>[0];

export const ROOT = fileURLToPath(new URL("../..", import.meta.url));
export const WAREHOUSE_SYNC = `${ROOT}spec/openapi.yaml`;

/** A reference, and the collection that it tells of. */
export interface Reference {
  readonly model: ApiModel;
  /** Its pages by path below `docs/`. */
  readonly pages: ReadonlyMap<string, string>;
  /** All that was generated, by path. */
  readonly files: ReadonlyMap<string, string>;
}

/** The reference of a document. */
export async function referenceOf(input: string, guides?: Options["guides"]): Promise<Reference> {
  const host = { load: loadFrom(input), templates: await ownTemplates() };
  const { model } = await readModel({ input }, host);
  const options: Options = {
    input,
    name: "warehouse-sync-client",
    only: ["docs", "postman"],
    ...(guides === undefined ? {} : { guides }),
  };
  const { files, diagnostics } = await generate(options, host);
  if (model === undefined || files === undefined) throw new Error(JSON.stringify(diagnostics));
  const pages = [...files].filter(([path]) => /^docs\/.*\.md$/.test(path));
  return {
    model,
    pages: new Map(pages.map(([path, text]) => [path.slice("docs/".length), text])),
    files,
  };
}

/** The Warehouse Sync reference, guides included. */
export async function warehouseSync(): ReturnType<typeof referenceOf> {
  const data = parse(await readFile(`${ROOT}spec/pods.yaml`, "utf8")) as NonNullable<
    Options["guides"]
  >["data"];
  const templates = ["tutorial", "snowflake", "bigquery", "redshift", "databricks"];
  return referenceOf(WAREHOUSE_SYNC, { templates, data });
}

/** Fenced blocks of a page, in order. */
export function fencesOf(page: string, language: string): string[] {
  const found: string[] = [];
  for (const [, , info = "", text = ""] of page.matchAll(/^(`{3,})(\w*)\n([\s\S]*?)\n\1$/gm)) {
    if (info === language) found.push(text);
  }
  return found;
}

/** The page without its code, where brackets mean nothing. */
export function proseOf(page: string): string {
  return page
    .replace(/^(`{3,})\w*\n[\s\S]*?\n\1$/gm, "")
    .replace(/(`+)(?!`)[\s\S]*?[^`]\1(?!`)/g, "code");
}
