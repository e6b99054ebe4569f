import { readdir, readFile, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { CommandLineFault } from "../fault.js";

/**
 * The OpenAPI documents that files and folders hold: a file stands for itself; of a folder, every
 * YAML or JSON file below with a top-level `openapi`, unless another file of the folder refers to it.
 *
 * @returns paths in the order given, those of a folder sorted.
 * @throws CommandLineFault where there is nothing, or a folder without a document.
 */
export async function entriesOf(paths: readonly string[]): Promise<string[]> {
  const found = await Promise.all(paths.map(entriesAt));
  return [...new Set(found.flat())];
}

async function entriesAt(path: string): Promise<string[]> {
  const status = await stat(path).catch(() => undefined);
  if (status === undefined) throw fault(`there is no ${path}`);
  if (status.isFile()) return [path];
  const files = (await readdir(path, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && /\.(?:ya?ml|json)$/i.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !file.split(/[\\/]/).includes("node_modules"))
    .sort();
  const documents: string[] = [];
  const referred = new Set<string>();
  for (const file of files) {
    const text = await readFile(file, "utf8");
    if (DOCUMENT.test(text.slice(0, HEAD)) || DOCUMENT.test(text)) documents.push(file);
    for (const target of targetsOf(text)) {
      const other = resolve(dirname(file), target);
      if (other !== resolve(file)) referred.add(other);
    }
  }
  const entries = documents.filter((file) => !referred.has(resolve(file)));
  if (entries.length === 0) throw fault(`there is no OpenAPI document in ${path}`);
  return entries;
}

/** Most documents begin with it; a search of the whole text is for the few that do not. */
const HEAD = 2000;

/** `openapi` as a member of the root: at the margin of YAML, at the first level of JSON. */
const DOCUMENT =
  /^(?:"openapi"|'openapi'|openapi)\s*:|^\s*\{\s*"openapi"\s*:|^[ \t]{1,4}"openapi"\s*:\s*"3/m;

/** The files that a text's references name, as they are written, fragments cut off. */
function targetsOf(text: string): string[] {
  const found = text.matchAll(/["']?\$ref["']?\s*:\s*["']?([^"'#\s]+\.(?:ya?ml|json))/gi);
  return [...found].map(([, target = ""]) => decodedOf(target));
}

function decodedOf(target: string): string {
  try {
    return decodeURIComponent(target);
  } catch {
    return target;
  }
}

function fault(reason: string): CommandLineFault {
  return new CommandLineFault("option/invalid", { option: "<documents>", reason });
}
