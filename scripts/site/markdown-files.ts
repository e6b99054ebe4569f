import { copyFile, mkdir, readdir } from "node:fs/promises";
import { dirname, join } from "node:path";

/** A page as Markdown: the name it has in the site, and its file. */
export interface MarkdownFile {
  readonly page: string;
  readonly file: string;
}

/** The pages of a reference, by their names. */
export async function markdownIn(docs: string): Promise<MarkdownFile[]> {
  return (await readdir(docs, { recursive: true }))
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => path.endsWith(".md"))
    .sort()
    .map((page) => ({ page, file: join(docs, page) }));
}

/** Puts each page as Markdown beside its HTML. */
export async function copyMarkdown(files: readonly MarkdownFile[], output: string): Promise<void> {
  for (const { page, file } of files) {
    await mkdir(dirname(join(output, page)), { recursive: true });
    await copyFile(file, join(output, page));
  }
}
