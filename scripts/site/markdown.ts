import { posix } from "node:path";
import MarkdownIt from "markdown-it";
import { markCells, markFacts } from "./cells.js";
import { highlighted } from "./highlight.js";

type Token = ReturnType<MarkdownIt["parse"]>[number];
type Environment = { readonly page: string; tabs: number; tables: number };

/** A heading of a page, for its table of contents. */
export interface Heading {
  readonly level: number;
  readonly id: string;
  readonly title: string;
}

/** A page of the reference, as HTML. */
export interface RenderedPage {
  readonly title: string;
  /** The first paragraph as plain text, at most 200 characters; empty where there is none. */
  readonly description: string;
  readonly headings: readonly Heading[];
  readonly html: string;
}

/** A link of a page, and what stands under it. */
export interface Link {
  readonly title: string;
  readonly target: string;
  /** `POST`, of operations. */
  readonly method?: string;
}

/** A section of the index: a heading of level 2 or 3 and the links below it. */
export interface Section {
  readonly level: number;
  readonly id: string;
  readonly title: string;
  readonly links: readonly Link[];
}

/**
 * What the reference is written in: CommonMark and tables. HTML of a document stays text. The two
 * tags that our own templates print, anchors and line breaks, are read as such by rules of their own.
 */
const commonmark = new MarkdownIt({ html: false, linkify: false });

const OWN_TAG = /<a id="([^"<>&\s]+)"><\/a>|<br>/y;
commonmark.inline.ruler.before("html_inline", "anchor", (state, silent) => {
  OWN_TAG.lastIndex = state.pos;
  const found = OWN_TAG.exec(state.src);
  if (found === null) return false;
  if (!silent) {
    const token = state.push(found[1] === undefined ? "hardbreak" : "anchor", "a", 0);
    token.meta = found[1];
  }
  state.pos += found[0].length;
  return true;
});

const { escapeHtml } = commonmark.utils;
const { rules } = commonmark.renderer;
rules.anchor = (tokens, index) => `<a id="${escapeHtml(String(tokens[index]?.meta))}"></a>`;
// A table may be wider than the page: it scrolls by itself, by the keyboard too, and so needs a name.
rules.table_open = (tokens, index, _options, environment: Environment) => {
  environment.tables += 1;
  const kind = tokens[index]?.meta === "list" ? "table list" : "table";
  return `<div class="${kind}" role="region" aria-label="Table ${String(environment.tables)}" tabindex="0"><table>`;
};
rules.required = () => ' <span class="required">(required)</span>';
rules.part = (tokens, index) =>
  `<span class="part"></span><span class="label">${escapeHtml(tokens[index]?.content ?? "")}:</span> `;
rules.table_close = () => "</table></div>";
rules.fence = (tokens, index, _, environment: Environment) => {
  const token = tokens[index];
  return token === undefined ? "" : codeOf(token, environment);
};
rules.code_block = rules.fence;

/** A request line reads as one; other code can be copied, and is not searched. */
function codeOf({ info, content, meta }: Token, environment: Environment): string {
  const language = info.trim().split(/\s/)[0] ?? "";
  const line = language === "http" ? /^([A-Z]+) (\S+)\n?$/.exec(content) : null;
  if (line !== null) {
    const [, method = "", path = ""] = line;
    return `<p class="endpoint"><span class="method ${escapeHtml(method)}">${escapeHtml(method)}</span> <code>${escapeHtml(path)}</code></p>`;
  }
  const figure = `<div class="code" data-pagefind-ignore><pre tabindex="0"><code>${highlighted(content, language)}</code></pre></div>`;
  const tab = meta as { readonly first: boolean; readonly last: boolean } | null;
  if (tab === null) return figure;
  if (tab.first) environment.tabs += 1;
  const group = `sample-${String(environment.tabs)}`;
  const id = `${group}-${language}`;
  const label = LANGUAGES[language] ?? language;
  const start = tab.first ? '<div class="tabs" role="group" aria-label="Sample">' : "";
  return `${start}<input type="radio" name="${group}" id="${id}" value="${language}"${tab.first ? " checked" : ""}><label for="${id}">${label}</label>${figure}${tab.last ? "</div>" : ""}`;
}

/** Languages that say the same thing in their own way, one beside the other. */
const LANGUAGES: Readonly<Record<string, string>> = { ts: "TypeScript", sh: "curl" };

/** Files beside a reference that its pages link to; the site has them at its root. */
export const DOWNLOADS = ["postman/collection.json", "postman/environment.json"];

/** Renders a page of the reference; its links lead to `.html`. */
export function renderPage(page: string, markdown: string): RenderedPage {
  const environment: Environment = { page, tabs: 0, tables: 0 };
  const tokens = tidied(commonmark.parse(withoutBanner(markdown), environment));
  const headings: Heading[] = [];
  let title = "";
  let description = "";
  const anchors = anchorsIn(tokens);
  tokens.forEach((token, index) => {
    const inline = tokens[index + 1];
    if (token.type === "heading_open" && inline !== undefined) {
      const level = Number(token.tag.slice(1));
      const text = textOf(inline);
      if (level === 1) title ||= text;
      const id = token.attrGet("id");
      if (level > 1 && level < 4 && id !== null)
        headings.push({ level, id: String(id), title: text });
    }
    if (token.type === "paragraph_open" && token.level === 0 && inline !== undefined)
      description ||= textOf(inline);
    markLinks(token, page, anchors);
    markUnconfirmed(token, tokens[index + 2]);
  });
  markTabs(tokens);
  markCells(tokens);
  markFacts(tokens);
  const html = commonmark.renderer.render(tokens, commonmark.options, environment);
  return { title, description: clipped(description), headings, html };
}

/** The sections of the index, by which a reader finds a page. */
export function sectionsOf(markdown: string): Section[] {
  const tokens = tidied(
    commonmark.parse(withoutBanner(markdown), { page: "", tabs: 0, tables: 0 }),
  );
  const sections: { level: number; id: string; title: string; links: Link[] }[] = [];
  tokens.forEach((token, index) => {
    const inline = tokens[index + 1];
    if (token.type === "heading_open" && token.tag !== "h1" && inline !== undefined) {
      sections.push({
        level: Number(token.tag.slice(1)),
        id: String(token.attrGet("id") ?? ""),
        title: textOf(inline),
        links: [],
      });
    }
    // The first link of a cell or of a list item is the entry; the cell beside it has the method.
    if (
      token.type !== "inline" ||
      !["td_open", "paragraph_open"].includes(tokens[index - 1]?.type ?? "")
    )
      return;
    const open = token.children?.[0];
    const target = open?.type === "link_open" ? String(open.attrGet("href")) : undefined;
    if (target === undefined || token.children === null) return;
    const end = token.children.findIndex(({ type }) => type === "link_close");
    const linked = token.children
      .slice(1, end)
      .map(({ content }) => content)
      .join("");
    const beside = tokens.slice(index + 1, index + 4).find(({ type }) => type === "inline");
    const method = beside?.children?.[0]?.type === "code_inline" ? beside.children[0].content : "";
    sections.at(-1)?.links.push({
      title: linked,
      target,
      ...(/^[A-Z]+$/.test(method) && { method }),
    });
  });
  return sections;
}

/** The title of a page. */
export function titleOf(markdown: string): string {
  return renderPage("", markdown.slice(0, 2_000)).title;
}

function withoutBanner(markdown: string): string {
  return markdown.replace(/^<!--[^>]*-->\n+/, "");
}

/** An anchor that stands before a heading, and anchors of nothing else, are the heading's own. */
function tidied(tokens: Token[]): Token[] {
  const kept: Token[] = [];
  let id: string | undefined;
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index];
    const inline = tokens[index + 1];
    if (token === undefined) continue;
    const only = inline?.children?.length === 1 ? inline.children[0] : undefined;
    if (
      token.type === "paragraph_open" &&
      only?.type === "anchor" &&
      tokens[index + 3]?.type === "heading_open"
    ) {
      id = String(only.meta);
      index += 2;
      continue;
    }
    if (token.type === "heading_open" && id !== undefined) token.attrSet("id", id);
    if (token.type === "heading_open") id = undefined;
    kept.push(token);
  }
  return kept;
}

/** What links within a page may lead to. */
function anchorsIn(tokens: readonly Token[]): ReadonlySet<string> {
  return new Set(
    tokens.flatMap((token) => [
      String(token.attrGet("id") ?? ""),
      ...(token.children ?? []).flatMap(({ type, meta }) =>
        type === "anchor" ? [String(meta)] : [],
      ),
    ]),
  );
}

/**
 * Links to pages lead to their HTML. An address of the document's own that has no host is relative
 * to the document, not to the site: it is words, no link.
 */
function markLinks(token: Token, page: string, anchors: ReadonlySet<string>): void {
  let isWords = false;
  for (const child of token.children ?? []) {
    if (child.type === "link_open") {
      const href = String(child.attrGet("href"));
      const isForeign = /^[a-z][a-z0-9+.-]*:/i.test(href);
      const path = posix.join(posix.dirname(page), href);
      const isDownload = DOWNLOADS.some((file) => path === `../${file}`);
      const isOurs = href.startsWith("#")
        ? anchors.has(href.slice(1))
        : /^[^?#]+\.md(?:#|$)/.test(href) && !/^\.\.|^\//.test(path);
      isWords = !isForeign && !isDownload && !isOurs;
      if (isDownload) {
        child.attrSet("href", posix.relative(posix.dirname(page), path.slice("../".length)));
        child.attrSet("download", "");
      } else if (isWords) child.attrs = null;
      else if (isForeign) child.attrSet("rel", "noopener noreferrer");
      else child.attrSet("href", href.replace(/\.md(?=$|#)/, ".html"));
    }
    if (isWords && /^link_/.test(child.type)) child.tag = "span";
  }
}

/** What no source confirms shows it: a quotation, or a phrase in a cell. */
function markUnconfirmed(token: Token, inline: Token | undefined): void {
  if (token.type === "blockquote_open" && textOf(inline).startsWith("Unconfirmed"))
    token.attrSet("class", "unconfirmed");
  token.children?.forEach((child, index, children) => {
    if (child.type === "strong_open" && /^Unconfirmed\b/.test(children[index + 1]?.content ?? ""))
      child.attrSet("class", "unconfirmed");
  });
}

/** Neighbouring samples in different languages become tabs. */
function markTabs(tokens: readonly Token[]): void {
  const isSample = (token: Token | undefined): boolean =>
    token?.type === "fence" && LANGUAGES[token.info.trim()] !== undefined;
  tokens.forEach((token, index) => {
    if (!isSample(token)) return;
    const follows = (other: Token | undefined): boolean =>
      isSample(other) && other?.info.trim() !== token.info.trim();
    const [before, after] = [follows(tokens[index - 1]), follows(tokens[index + 1])];
    if (before || after) token.meta = { first: !before, last: !after };
  });
}

function textOf(token: Token | undefined): string {
  return (token?.children ?? [])
    .map((child) =>
      child.type === "softbreak" || child.type === "hardbreak"
        ? " "
        : child.type === "anchor"
          ? ""
          : child.content,
    )
    .join("")
    .trim();
}

function clipped(text: string): string {
  return text.length <= 200 ? text : `${text.slice(0, 199).replace(/\s+\S*$/, "")}…`;
}
