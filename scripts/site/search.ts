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
    const written = await index.writeFiles({ outputPath: join(folder, "pagefind") });
    if (written.errors.length > 0) throw new Error(written.errors.join("; "));
    return added.page_count;
  } finally {
    await close();
  }
}
