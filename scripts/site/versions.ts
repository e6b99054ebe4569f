import { posix } from "node:path";
import type { AddressBook } from "./addresses.js";

/** A version whose pages are in the site. */
export interface Edition {
  readonly version: string;
  /** Where its pages are, with a slash at its end; empty for the latest, which stands at the top. */
  readonly folder: string;
  /** Absent where nobody told what its pages are of. */
  readonly book?: AddressBook;
}

/** A line of the version chooser. */
export interface Choice {
  readonly version: string;
  readonly href: string;
  readonly isHere: boolean;
  readonly isLatest: boolean;
}

/** How a page stands to the same page of other versions. Links are relative to the page. */
export interface Standing {
  readonly version: string;
  /** Empty where there is one version only. */
  readonly choices: readonly Choice[];
  /** The page that search engines are to name. */
  readonly canonical: string;
  /** The latest version of what an older page is of; `isSame` unless that is gone. Absent on the latest. */
  readonly latest?: { readonly version: string; readonly href: string; readonly isSame: boolean };
}

/**
 * Where the pages of several versions stand: the latest at the top, each older one in a folder named
 * after it.
 *
 * @param older the newest first
 */
export function editionsOf(latest: Edition, older: readonly AddressBook[]): readonly Edition[] {
  const taken = new Set<string>();
  return [
    latest,
    ...older.map((book): Edition => {
      const wish = folderName(book.version);
      let name = wish;
      for (let count = 2; taken.has(name.toLowerCase()); count += 1)
        name = `${wish}-${String(count)}`;
      taken.add(name.toLowerCase());
      return { version: book.version, folder: `${name}/`, book };
    }),
  ];
}

/** A version is its own folder where that is a name that no page of the site has; else its words are. */
function folderName(version: string): string {
  if (/^v?\d[0-9A-Za-z.+-]{0,62}[0-9A-Za-z]$|^v?\d$/.test(version)) return version;
  const words = version.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  return `version-${words.join("-")}`.slice(0, 64).replace(/-$/, "");
}

/** How a page of one edition, a path below its folder, stands to the others. The latest is the first. */
export function standingOf(page: string, own: Edition, editions: readonly Edition[]): Standing {
  const [latest = own] = editions;
  const from = posix.dirname(`${own.folder}${page}`);
  const href = (edition: Edition, target: string): string =>
    posix.relative(from, `${edition.folder}${target.replace(/md$/, "html")}`);
  const pageIn = (edition: Edition): string | undefined =>
    edition === own
      ? page
      : own.book === undefined
        ? undefined
        : edition.book?.counterpart(page, own.book);
  const inLatest = pageIn(latest);
  return {
    version: own.version,
    choices:
      editions.length === 1
        ? []
        : editions.map((edition) => ({
            version: edition.version,
            href: href(edition, pageIn(edition) ?? "index.md"),
            isHere: edition === own,
            isLatest: edition === latest,
          })),
    canonical: href(inLatest === undefined ? own : latest, inLatest ?? page),
    ...(own !== latest && {
      latest: {
        version: latest.version,
        href: href(latest, inLatest ?? "index.md"),
        isSame: inLatest !== undefined,
      },
    }),
  };
}
