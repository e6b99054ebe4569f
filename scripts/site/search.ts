import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { close, createIndex } from "pagefind";

/**
 * Indexes the pages of a folder for searching without a server, into `pagefind/` below it. Returns
 * how many pages are in the index. Throws what the indexer reports.
 *
 * @see https://pagefind.app/docs/node-api/
 */
export async function indexPages(folder: string): Promise<number> {
  try {
    const { index, errors } = await createIndex({ forceLanguage: "en" });
    if (index === undefined) throw new Error(errors.join("; "));
    const added = await index.addDirectory({ path: folder });
    if (added.errors.length > 0) throw new Error(added.errors.join("; "));
    const output = join(folder, "pagefind");
    const written = await index.writeFiles({ outputPath: output });
    if (written.errors.length > 0) throw new Error(written.errors.join("; "));
    // Faces of the indexer's own for a search; ours is in the frame.
    for (const name of await readdir(output))
      if (/^pagefind-(?:.*ui|highlight)\./.test(name)) await rm(join(output, name));
    return await countIn(output);
  } finally {
    await close();
  }
}

/** Pages in an index; those without a body to be searched were read, and are not in it. */
async function countIn(index: string): Promise<number> {
  const text = await readFile(join(index, "pagefind-entry.json"), "utf8");
  const { languages } = JSON.parse(text) as {
    languages: Record<string, { page_count: number }>;
  };
  return Object.values(languages).reduce((sum, { page_count }) => sum + page_count, 0);
}
