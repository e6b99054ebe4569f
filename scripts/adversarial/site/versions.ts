import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Addresses } from "../../../generator/index.js";
import { AddressBook } from "../../site/addresses.js";
import { createPress } from "../../site/edition.js";
import { writeForwardings } from "../../site/forwarding-pages.js";
import { forwardings, type Forwarding } from "../../site/forwarding.js";
import { readLayouts } from "../../site/layout.js";
import { writeAssets } from "../../site/site.js";
import { editionsOf } from "../../site/versions.js";
import type { Reference } from "./sites.js";

/** A site of two versions of a reference, written. */
export interface Versions {
  readonly site: string;
  /** The versions, the latest first. */
  readonly versions: readonly [latest: string, older: string];
  /** The folder of the older one, with a slash at its end. */
  readonly older: string;
  /** What stands at addresses of the older one that the latest has not. */
  readonly forwarded: readonly Forwarding[];
  /** Every page of both, a path below the site. */
  readonly pages: readonly string[];
}

/**
 * Writes a site as `npm run docs -- --earlier` does: the pages of both versions with the chooser in
 * their frame, and those at addresses that have moved or are no more.
 */
export async function writeVersions(
  site: string,
  latest: Reference,
  earlier: Reference,
): Promise<Versions> {
  const [current, before] = [latest, earlier].map(({ addresses }) => bookOf(addresses));
  if (current === undefined || before === undefined) throw new Error("a reference has addresses");
  const newest = { version: current.version, folder: "", book: current };
  const editions = editionsOf(newest, [before]);
  const layouts = await readLayouts();
  const own = createPress(latest.pages.get("index.md") ?? "", [], layouts, newest, editions);
  const pages: string[] = [];
  for (const [edition, { pages: texts }] of [
    [newest, latest],
    [editions[1] ?? newest, earlier],
  ] as const) {
    const press =
      edition === newest
        ? own
        : createPress(texts.get("index.md") ?? "", [], layouts, edition, editions);
    for (const [page, markdown] of texts) {
      const path = `${edition.folder}${page.replace(/md$/, "html")}`;
      await mkdir(dirname(join(site, path)), { recursive: true });
      await writeFile(join(site, path), press.render(page, markdown));
      pages.push(path);
    }
  }
  const forwarded = forwardings(current, [before]);
  await writeForwardings(forwarded, site, own, layouts, editions);
  await writeAssets(site);
  const versions = [current.version, before.version] as const;
  return { site, versions, older: editions[1]?.folder ?? "", forwarded, pages };
}

function bookOf(addresses: string): AddressBook {
  return new AddressBook(JSON.parse(addresses) as Addresses);
}

/** A reference of another version. */
export function ofVersion(reference: Reference, version: string): Reference {
  const addresses = JSON.parse(reference.addresses) as Addresses;
  return { ...reference, addresses: JSON.stringify({ ...addresses, version }) };
}

/** The same reference when all its pages were called otherwise. */
export function withOtherPages(reference: Reference): Reference {
  const { version, ...books } = JSON.parse(reference.addresses) as Addresses;
  const renamed = Object.entries(books).map(([kind, pages]: [string, Record<string, string>]) => [
    kind,
    Object.fromEntries(
      Object.entries(pages).map(([name, page]) => [name, page.replace(/\.md$/, "-before.md")]),
    ),
  ]);
  const addresses = JSON.stringify({ version, ...Object.fromEntries(renamed) });
  return { ...reference, addresses };
}

/** A file of the site. */
export function read({ site }: Versions, path: string): Promise<string> {
  return readFile(join(site, path), "utf8");
}
