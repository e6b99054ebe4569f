import MarkdownIt from "markdown-it";

/** A page of Markdown as a site shows it. */
export interface Page {
  readonly path: string;
  readonly markdown: string;
  readonly html: string;
}

/**
 * HTML in Markdown is let through, as sites do; code is marked as not the template language's, which
 * is what VitePress does.
 *
 * @see https://vitepress.dev/guide/using-vue#escaping
 */
const renderer = new MarkdownIt({ html: true, linkify: true });
// A site that checks links again would hide what we let through.
renderer.validateLink = () => true;
for (const rule of ["code_inline", "code_block", "fence"] as const) {
  const plain = renderer.renderer.rules[rule];
  renderer.renderer.rules[rule] = (...given) =>
    (plain?.(...given) ?? "").replace(/^<(code|pre)/, "<$1 v-pre");
}

/** The pages of a package, its README too. */
export function pagesOf(files: ReadonlyMap<string, string>): Page[] {
  return [...files]
    .filter(([path]) => path.endsWith(".md"))
    .map(([path, markdown]) => ({ path, markdown, html: renderedPage(markdown) }));
}

/** Markdown as the least careful site would show it. */
export function renderedPage(markdown: string): string {
  return renderer.render(markdown);
}

/** The fenced code of a language. */
export function fencesOf(markdown: string, language: string): string[] {
  return renderer
    .parse(markdown, {})
    .filter(({ type, info }) => type === "fence" && info === language)
    .map(({ content }) => content);
}
