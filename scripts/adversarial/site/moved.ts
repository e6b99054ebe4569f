import { JSDOM } from "jsdom";
import { posix } from "node:path";
import { faultsOfElement } from "../page-faults.js";
import { renderedPage } from "../pages.js";
import { compact, faultsOfLinks, frameOf, readSitePage, type SitePage } from "./page.js";
import { read, type Versions } from "./versions.js";

/** What is on pages of harmless versions: their frames, and the elements that tell of versions. */
export type Harmless = ReadonlySet<string>;

/** The shapes of a harmless site's pages, which no text may change. */
export async function shapesOf(versions: Versions): Promise<Harmless> {
  return new Set((await toldPages(versions)).flatMap(shapes));
}

/** A page that tells of versions, and what it has to say of them. */
interface Told {
  readonly page: SitePage;
  readonly says: string;
  /** Where it says so. */
  readonly place: string;
}

/**
 * Versions, and names of what has moved or is no more, stand on pages as the texts they are: in
 * the chooser, above older pages, and at addresses that earlier versions gave out.
 */
export async function faultsOfVersions(versions: Versions, harmless: Harmless): Promise<string[]> {
  const told = await toldPages(versions);
  const anchors = new Map(
    [...versions.pages, ...forwardedPaths(versions)]
      .flatMap((path) => [path, path.replace(/html$/, "md")])
      .map((path): [string, ReadonlySet<string>] => [path, new Set()]),
  );
  for (const name of ["site.css", "site.js", "theme.js", "moved.js"])
    anchors.set(`assets/${name}`, new Set());
  for (const path of [...versions.pages, ...forwardedPaths(versions)])
    anchors.set(path, idsOf(await read(versions, path)));
  const faults = told.flatMap((one) => {
    const { page, says, place } = one;
    const said = [...page.document.querySelectorAll(place)].map((element) => {
      const copy = element.cloneNode(true) as Element;
      copy.querySelector(".source")?.remove();
      return copy.textContent;
    });
    return [
      ...faultsOfLinks(page, anchors),
      ...shapes(one).flatMap((shape) => (harmless.has(shape) ? [] : ["a text has left its place"])),
      ...(compact(said.join("")) === compact(says) ? [] : [`it says ${said.join("")}`]),
    ].map((fault) => `${page.path}: ${fault.slice(0, 160)}`);
  });
  return [...faults, ...(await faultsOfMarkdown(versions))];
}

/** Pages to be loaded: of each kind that tells of versions, all. */
export function visitedPaths(versions: Versions): string[] {
  return ["index.html", `${versions.older}index.html`, ...forwardedPaths(versions)];
}

function forwardedPaths({ forwarded }: Versions): string[] {
  return forwarded.map(({ page }) => page.replace(/md$/, "html"));
}

async function toldPages(versions: Versions): Promise<Told[]> {
  const [latest, older] = versions.versions;
  const page = async (path: string): Promise<SitePage> =>
    readSitePage(path, await read(versions, path));
  const choices = `${latest} (latest)${older}`;
  const home = await page("index.html");
  const olderHome = await page(`${versions.older}index.html`);
  const told: Told[] = [
    { page: home, place: ".versions", says: `Version ${latest}${choices}` },
    { page: olderHome, place: ".versions", says: `Version ${older}${choices}` },
    {
      page: olderHome,
      place: ".older",
      says: `This is version ${older}, an older one. This page in version ${latest}.`,
    },
  ];
  for (const { page: address, subject, to } of versions.forwarded) {
    const { name, kind } = subject;
    told.push({
      page: await page(address.replace(/md$/, "html")),
      place: "main",
      says:
        to === undefined
          ? `${name}This ${kind} is not part of version ${latest}. It was last there in version ${older}.What is there today`
          : `This page has moved${name}`,
    });
  }
  return told;
}

/** A page's frame, and the elements where it tells of versions, all without their texts. */
function shapes({ page, place }: Told): string[] {
  const { documentElement: whole } = page.document;
  // One that leads on has its target in its frame too.
  if (whole.querySelector("main.moved") !== null) return [shapeOf(whole, "main")];
  return [
    frameOf(page),
    ...[...page.document.querySelectorAll(place)].map((element) => shapeOf(element, place)),
  ];
}

function shapeOf(element: Element, place: string): string {
  const tags = [...element.querySelectorAll("*")].map(({ localName, attributes }) =>
    [localName, ...[...attributes].map(({ name }) => name).sort()].join(" "),
  );
  return [place, ...tags].join("\n");
}

function idsOf(html: string): ReadonlySet<string> {
  const { document } = new JSDOM(html).window;
  return new Set([...document.querySelectorAll("[id]")].map(({ id }) => id));
}

/** The same pages as Markdown hold a heading, a sentence and a link. */
async function faultsOfMarkdown(versions: Versions): Promise<string[]> {
  const pages = new Set([
    ...versions.pages.map((path) => path.replace(/html$/, "md")),
    ...versions.forwarded.map(({ page }) => page),
  ]);
  const faults: string[] = [];
  for (const { page, subject } of versions.forwarded) {
    const fragment = JSDOM.fragment(renderedPage(await read(versions, page)));
    const links = [...fragment.querySelectorAll("a")].map(
      (link) => link.getAttribute("href") ?? "",
    );
    const found = [
      ...[...fragment.querySelectorAll("*")].flatMap(faultsOfElement),
      ...[...fragment.querySelectorAll("*")]
        .filter((element) => !element.matches("h1, p, a"))
        .map((element) => `the element ${element.outerHTML}`),
      ...links
        .filter((target) => !pages.has(posix.join(posix.dirname(page), target)))
        .map((target) => `the address ${target}`),
      ...(compact(fragment.textContent).includes(compact(subject.name))
        ? []
        : [`it says ${fragment.textContent}`]),
    ];
    faults.push(...found.map((fault) => `${page}: ${fault.slice(0, 160)}`));
  }
  return faults;
}
