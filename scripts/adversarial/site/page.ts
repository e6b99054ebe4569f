import { JSDOM } from "jsdom";
import { posix } from "node:path";
import { faultsAmong, isHarmless, visible, type Elements } from "../page-faults.js";

/** A page of a built site, read back. */
export interface SitePage {
  /** Its path below its site's folder. */
  readonly path: string;
  readonly html: string;
  readonly document: Document;
}

/** Where a document's text goes on a page; all else is the frame. */
const REGIONS = "main, nav.menu, nav.contents";

/** Elements that a page's regions may have, each with its attributes. */
const ELEMENTS: Elements = {
  ...Object.fromEntries("table thead tbody tr hr br em s".split(" ").map((tag) => [tag, []])),
  ...Object.fromEntries("h1 h2 h3 h4 h5 h6".split(" ").map((tag) => [tag, ["id"]])),
  ...Object.fromEntries(
    "p ul li span strong code blockquote".split(" ").map((tag) => [tag, ["class"]]),
  ),
  a: ["href", "id", "rel", "title", "download", "aria-current"],
  ol: ["start"],
  th: ["style"],
  td: ["style"],
  pre: ["tabindex"],
  div: ["class", "role", "aria-label", "tabindex", "data-pagefind-ignore"],
  input: ["type", "name", "id", "value", "checked"],
  label: ["for"],
};

/** Classes of what a document's text becomes, those of highlighted code among them; none is of the frame. */
const CLASSES =
  /^(?:hljs-[a-z_-]+|[a-z]+_{1,3}|code|tabs|table|list|facts|required|part|label|endpoint|method|unconfirmed|source|level-[23]|[A-Z][A-Z-]*)$/;

export function readSitePage(path: string, html: string): SitePage {
  return { path, html, document: new JSDOM(html).window.document };
}

/** The page holds no element, attribute or class but ours, no identifier twice, and no address that runs something. */
export function faultsOfElements({ document }: SitePage): string[] {
  const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id);
  const twice = ids.filter((id, index) => ids.indexOf(id) < index);
  return [
    ...twice.map((id) => `the identifier ${id} twice`),
    ...[...document.querySelectorAll(REGIONS)].flatMap((region) =>
      [...region.querySelectorAll("*")].flatMap(faultsOfElement),
    ),
  ];
}

function faultsOfElement(element: Element): string[] {
  return faultsAmong(ELEMENTS, element, (name, value) => {
    if (name === "type" && value !== "radio") return [`the input ${value}`];
    if (name === "class")
      return value
        .split(" ")
        .filter((word) => !CLASSES.test(word))
        .map((word) => `the class ${word}`);
    return [];
  });
}

/**
 * Links lead to files and anchors of the page's own site, or to other hosts by HTTP and mail.
 * `anchors` are the site's: the identifiers of each page, and nothing for a file of another kind.
 */
export function faultsOfLinks(
  { path, document }: SitePage,
  anchors: ReadonlyMap<string, ReadonlySet<string>>,
): string[] {
  return [...document.querySelectorAll("[href], [src]")].flatMap((element) => {
    const address = element.getAttribute("href") ?? element.getAttribute("src") ?? "";
    // The frame's own: no icon, so that none is asked for.
    if (element.matches('head > link[rel="icon"]')) return [];
    const fault = `the address ${address}`;
    if (/^[a-z][a-z0-9+.-]*:/i.test(address.trim()))
      return isHarmless(address) && element.getAttribute("rel") === "noopener noreferrer"
        ? []
        : [fault];
    const [target = "", id] = address.split("#");
    const file = target === "" ? path : posix.join(posix.dirname(path), target);
    const found = anchors.get(file);
    const leads =
      !address.startsWith("/") &&
      found !== undefined &&
      (id === undefined || id === "" || found.has(decodeURIComponent(id)));
    return leads ? [] : [fault];
  });
}

/** Parts of the frame that a page has or has not. */
const SOMETIMES =
  'meta[name="description"], link[rel="canonical"], .top > .version, .top > .versions, nav.contents';

/** All around the regions is as it is on a harmless page: no text has left its place. */
export function frameOf({ document }: SitePage): string {
  const copy = document.documentElement.cloneNode(true) as Element;
  const root = copy.querySelector("body")?.getAttribute("data-root") ?? "";
  for (const own of copy.querySelectorAll(SOMETIMES)) own.remove();
  for (const place of copy.querySelectorAll("title, .top > .name, main, nav.menu"))
    place.replaceChildren();
  for (const element of [copy, ...copy.querySelectorAll("*")]) {
    for (const { name, value } of [...element.attributes]) {
      if (name === "data-root" || name.startsWith("data-pagefind-") || value.endsWith(".md"))
        element.removeAttribute(name);
      else if (root !== "" && value.startsWith(root))
        element.setAttribute(name, value.slice(root.length));
    }
  }
  return copy.outerHTML.replace(/\s+/g, " ").replace(/ (?=<)/g, "");
}

/** What the reader of a page sees of its Markdown: labels of samples and the page's own link apart. */
export function textOf({ document }: SitePage): string {
  const main = document.querySelector("main")?.cloneNode(true) as Element;
  for (const own of main.querySelectorAll("label, .source")) own.remove();
  return compact(main.textContent);
}

/** What can be seen, without any space. */
export function compact(text: string): string {
  return visible(text).replace(/\s/g, "");
}
