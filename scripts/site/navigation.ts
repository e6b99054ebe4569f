import { posix } from "node:path";
import type { Link, Section } from "./markdown.js";

/** A line of the menu. */
export interface Entry {
  readonly title: string;
  readonly href: string;
  readonly method?: string;
  readonly isHere?: boolean;
  readonly entries?: readonly Entry[];
}

/** A part of the menu. */
export interface Part {
  readonly title: string;
  readonly entries: readonly Entry[];
}

/** Where the pages are found, by the sections of the index. */
export interface Navigation {
  /** The menu as one page shows it, its links relative to that page. */
  for(page: string): Part[];
}

/**
 * Every page shows all groups, but the operations of its own group alone: a menu of everything on
 * every page would make the site grow with the square of the document.
 */
export function createNavigation(sections: readonly Section[]): Navigation {
  const parts = partsOf(sections);
  return {
    for: (page) => {
      const root = posix.relative(posix.dirname(page), ".") || ".";
      const href = (target: string): string => `${root}/${target}`;
      const entryOf = ({ title, target, method }: Link): Entry => ({
        title,
        href: href(target.replace(/\.md(?=$|#)/, ".html")),
        ...(method !== undefined && { method }),
        isHere: target === page,
      });
      return parts.map(({ section, groups }) => ({
        title: section.title,
        entries: [
          ...(section.links.length > MOST
            ? [
                {
                  title: `All ${String(section.links.length)}`,
                  href: href(`index.html#${section.id}`),
                },
              ]
            : section.links.map(entryOf)),
          ...groups.map((group): Entry => {
            const isHere = group.links.some(({ target }) => target === page);
            return {
              title: group.title,
              href: href(`index.html#${group.id}`),
              isHere,
              ...(isHere && { entries: group.links.map(entryOf) }),
            };
          }),
        ],
      }));
    },
  };
}

/** More links than these are behind one. */
const MOST = 12;

function partsOf(
  sections: readonly Section[],
): { readonly section: Section; readonly groups: readonly Section[] }[] {
  const parts: { section: Section; groups: Section[] }[] = [];
  for (const section of sections) {
    if (section.level === 2) parts.push({ section, groups: [] });
    else if (section.links.length > 0) parts.at(-1)?.groups.push(section);
  }
  return parts.filter(({ section, groups }) => section.links.length + groups.length > 0);
}
