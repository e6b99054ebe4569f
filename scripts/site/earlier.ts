import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { addressesOf, generate, type GenerateOptions } from "../../generator/index.js";
import { readVersion, versionOf } from "../diff/sources.js";
import { ownTemplates } from "../disk.js";
import { refusalOf } from "../exit.js";
import { CommandLineFault, printDiagnostics } from "../fault.js";
import { compareVersions, parseVersion } from "../release/versions.js";
import { AddressBook } from "./addresses.js";

/** An earlier version of a document. */
export interface EarlierDocument {
  readonly book: AddressBook;
  /** Its reference and its Postman collection, by path: made when asked for, one version at a time. */
  files(): Promise<ReadonlyMap<string, string>>;
}

/** What earlier versions are generated with, beside the document. */
export type Settings = Pick<GenerateOptions, "name" | "formats" | "enums" | "numbers" | "zod">;

/** The documents that were frozen in a folder, oldest first; none where there is no folder. */
export async function releasesIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names
    .flatMap((name) => {
      const version = name.endsWith(".yaml") ? parseVersion(name.slice(0, -5)) : undefined;
      return version === undefined ? [] : [{ name, version }];
    })
    .sort((a, b) => compareVersions(a.version, b.version))
    .map(({ name }) => join(folder, name));
}

/**
 * Reads earlier documents, each a file or a `revision:path` of git, and returns the newest first: by
 * their versions where all are like 1.2.3, else the last that was named. The exit code where one is
 * refused, its findings printed. Throws `CommandLineFault` for what is no document, and for two of
 * one version.
 */
export async function readEarlier(
  names: readonly string[],
  settings: Settings,
): Promise<EarlierDocument[] | number> {
  const documents: EarlierDocument[] = [];
  for (const name of names) {
    const version = await versionOf(name);
    const { sound, diagnostics, sources } = await readVersion(version);
    if (sound === undefined) {
      printDiagnostics(diagnostics, sources, "text");
      return refusalOf(diagnostics);
    }
    const book = new AddressBook(addressesOf(sound.model));
    if (documents.some((other) => other.book.version === book.version)) {
      const reason = `two documents say they are version ${JSON.stringify(book.version)}`;
      throw new CommandLineFault("option/invalid", { option: "--earlier", reason });
    }
    documents.push({
      book,
      files: () => filesOf({ ...settings, input: version.input }, version.load),
    });
  }
  return newestFirst(documents);
}

async function filesOf(
  options: GenerateOptions,
  load: Awaited<ReturnType<typeof versionOf>>["load"],
): Promise<ReadonlyMap<string, string>> {
  const host = { load, templates: await ownTemplates() };
  const { files } = await generate({ ...options, only: ["docs", "postman"] }, host);
  if (files === undefined) throw new Error(`${options.input} has no reference`);
  return files;
}

function newestFirst(documents: readonly EarlierDocument[]): EarlierDocument[] {
  const versions = documents.map((document) => ({
    document,
    version: parseVersion(document.book.version),
  }));
  const ordered = versions.flatMap(({ document, version }) =>
    version === undefined ? [] : [{ document, version }],
  );
  if (ordered.length < documents.length) return documents.toReversed();
  return ordered
    .sort((a, b) => compareVersions(b.version, a.version))
    .map(({ document }) => document);
}
