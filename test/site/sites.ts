import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { buildSite, type BuiltSite, type SiteOptions } from "../../scripts/site/site.js";

/** A site in a temporary folder. */
export interface TemporarySite extends BuiltSite {
  readonly folder: string;
  remove(): Promise<void>;
}

/** Builds the site of a reference, whose files are given by path, and of earlier versions. */
export async function siteOf(
  files: ReadonlyMap<string, string>,
  options: Pick<SiteOptions, "earlier" | "kept"> = {},
): Promise<TemporarySite> {
  const root = await mkdtemp(join(tmpdir(), "site-"));
  for (const [path, text] of files) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  const folder = join(root, "site");
  const extra = [{ title: "Changelog", page: "changelog.md", file: "CHANGELOG.md" }];
  const built = await buildSite({ docs: join(root, "docs"), output: folder, extra, ...options });
  return { ...built, folder, remove: () => rm(root, { recursive: true }) };
}
