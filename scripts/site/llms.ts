import { createWriteStream } from "node:fs";
import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { markdownOf } from "../../generator/index.js";
import type { MarkdownFile } from "./markdown-files.js";
import type { Section } from "./markdown.js";

/** What a site is, by its index. */
interface Outline {
  readonly title: string;
  readonly description: string;
  readonly sections: readonly Section[];
}

/**
 * Writes the site for readers that are programs: `llms.txt`, what it is and every page as Markdown
 * with a link, and `llms-full.txt`, all pages one after the other.
 *
 * @see https://llmstxt.org/
 */
export async function writeLlms(
  outline: Outline,
  files: readonly MarkdownFile[],
  output: string,
): Promise<void> {
  await writeFile(join(output, "llms.txt"), llmsText(outline));
  // One by one: all of them together are in no memory.
  const full = createWriteStream(join(output, "llms-full.txt"));
  for (const { page, file } of files) {
    const text = await readFile(file, "utf8");
    if (!full.write(`<!-- ${page} -->\n\n${text.trim()}\n\n`)) await once(full, "drain");
  }
  full.end();
  await once(full, "finish");
}

/** Titles and the description are plain text, and show as such. */
function llmsText({ title, description, sections }: Outline): string {
  const blocks = sections
    .filter(({ links }) => links.length > 0)
    .map(({ title: section, links }) => {
      const lines = links.map(({ title: name, target, method }) => {
        const link = `- [${markdownOf(name)}](${target})`;
        return method === undefined ? link : `${link}: ${method}`;
      });
      return `## ${markdownOf(section)}\n\n${lines.join("\n")}\n`;
    });
  const quoted = description === "" ? "" : `> ${markdownOf(description)}\n\n`;
  return `# ${markdownOf(title)}\n\n${quoted}${blocks.join("\n")}`;
}
