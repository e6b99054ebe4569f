import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { readBuiltPage } from "./built-page.js";
import type { Tally } from "./finding.js";

/**
 * Counts every link of a built site that stays in it: it leads to a file and, where it names one, to
 * an anchor; no page gives an anchor twice; and no link leaves for the root of whatever server it is on.
 *
 * @param folder the site, or the part of it below a folder
 */
export function checkSiteLinks(folder: string, tally: Tally): void {
  const pages = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => path.endsWith(".html"))
    .sort();
  const ids = new Map<string, ReadonlySet<string>>();
  const asked: [page: string, target: string][] = [];
  for (const page of pages) {
    const { ids: own, links } = readBuiltPage(readFileSync(join(folder, page), "utf8"));
    ids.set(page, new Set(own));
    const repeated = own.find((id, index) => own.indexOf(id) !== index);
    if (repeated !== undefined)
      tally.add("links of the site", { page }, `the anchor ${repeated} is there twice`);
    for (const target of links)
      if (!/^[a-z][a-z0-9+.-]*:/i.test(target)) asked.push([page, target]);
  }
  for (const [page, target] of asked)
    tally.add("links of the site", { page }, faultOf(page, target, ids, folder));
}

function faultOf(
  page: string,
  target: string,
  ids: ReadonlyMap<string, ReadonlySet<string>>,
  folder: string,
): string | undefined {
  if (target.startsWith("/")) return `${target} holds under one path alone`;
  const [path = "", anchor] = target.split("#");
  const file = path === "" ? page : posix.join(posix.dirname(page), path);
  if (file.startsWith("..")) return `${target} leaves the site`;
  if (!ids.has(file) && !existsSync(join(folder, file))) return `${target} is no file`;
  if (anchor === undefined || anchor === "") return undefined;
  return ids.get(file)?.has(decodeURIComponent(anchor)) === true
    ? undefined
    : `${target} is no anchor`;
}
