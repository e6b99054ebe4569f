import type { Section } from "./markdown.js";

/**
 * The site for readers that are programs: what it is, and every page as Markdown with a link.
 *
 * @see https://llmstxt.org/
 */
export function llmsText(title: string, description: string, sections: readonly Section[]): string {
  const blocks = sections
    .filter(({ links }) => links.length > 0)
    .map(({ title: section, links }) => {
      const lines = links.map(({ title: name, target, method }) =>
        method === undefined ? `- [${name}](${target})` : `- [${name}](${target}): ${method}`,
      );
      return `## ${section}\n\n${lines.join("\n")}\n`;
    });
  const quoted = description === "" ? "" : `> ${description}\n\n`;
  return `# ${title}\n\n${quoted}${blocks.join("\n")}`;
}
