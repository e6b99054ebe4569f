import { posix } from "node:path";
import type { StageOutcome } from "./outcome.js";

/**
 * Every link of the reference leads to a page and an anchor that exist, anchors are unique on their
 * page, and the index leads to every page.
 *
 * @param pages Markdown by its path below `docs/`
 */
export function checkLinks(pages: ReadonlyMap<string, string>): StageOutcome {
  const prose = new Map([...pages].map(([path, page]) => [path, proseOf(page)]));
  const anchors = new Map([...prose].map(([path, page]) => [path, anchorsOf(page)]));
  const faults: { at: string; reason: string }[] = [];
  const reached = new Set(["index.md"]);
  const links = new Map<string, string[]>();
  let checked = 0;
  for (const [path, page] of prose) {
    const own = anchors.get(path) ?? [];
    const repeated = own.filter((id, index) => own.indexOf(id) !== index);
    for (const id of new Set(repeated))
      faults.push({ at: path, reason: `the anchor ${id} is there twice` });
    for (const target of targetsOf(page)) {
      checked += 1;
      const [file = "", anchor] = target.split("#");
      const to = file === "" ? path : posix.join(posix.dirname(path), file);
      links.set(path, [...(links.get(path) ?? []), to]);
      if (!pages.has(to)) faults.push({ at: path, reason: `${target} is no page` });
      else if (anchor !== undefined && anchors.get(to)?.includes(anchor) !== true)
        faults.push({ at: path, reason: `${target} is no anchor` });
    }
  }
  // A set takes in what is added while it is gone through.
  for (const path of reached) for (const to of links.get(path) ?? []) reached.add(to);
  const lost = [...pages.keys()].filter((path) => !reached.has(path));
  faults.push(...lost.map((path) => ({ at: path, reason: "no link leads here from the index" })));
  return { checked, faults, notes: [] };
}

/** The page without its code, where brackets mean nothing. */
function proseOf(page: string): string {
  return (
    page
      .replace(/^(`{3,})\w*\n[\s\S]*?\n\1$/gm, "")
      // What is escaped opens nothing.
      .replace(/\\[\\`[\]]/g, "")
      .replace(/(`+)(?!`)[\s\S]*?[^`]\1(?!`)/g, "code")
  );
}

function anchorsOf(prose: string): string[] {
  return [...prose.matchAll(/<a id="([^"]*)"><\/a>/g)].map(([, id = ""]) => id);
}

/** Links inside the reference: not those of the author's that lead out of it. */
function targetsOf(prose: string): string[] {
  const all = [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = ""]) => target);
  return all.filter(
    (target) => /^(?:[A-Za-z0-9_./$-]+\.md)?(?:#.*)?$/.test(target) && target !== "",
  );
}
