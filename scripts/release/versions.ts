import { readdir } from "node:fs/promises";
import type { Bump } from "../../generator/index.js";

/** Major, minor, patch. @see https://semver.org */
export type Version = readonly [number, number, number];

/** `1.2.3`; undefined for anything else, pre-releases included. */
export function parseVersion(text: string): Version | undefined {
  const match = /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$/.exec(text);
  return match === null ? undefined : [Number(match[1]), Number(match[2]), Number(match[3])];
}

export function compareVersions(a: Version, b: Version): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}

/**
 * The next version. Before 1.0.0 a breaking change grows the minor number and anything else the
 * patch, as npm's `^` reads such versions.
 */
export function bumped([major, minor, patch]: Version, bump: Bump): string {
  if (major === 0)
    return bump === "major"
      ? `0.${String(minor + 1)}.0`
      : `0.${String(minor)}.${String(patch + 1)}`;
  if (bump === "major") return `${String(major + 1)}.0.0`;
  return bump === "minor"
    ? `${String(major)}.${String(minor + 1)}.0`
    : `${String(major)}.${String(minor)}.${String(patch + 1)}`;
}

/** The highest version that was frozen in a folder; undefined where there is none. */
export async function latestRelease(folder: string): Promise<string | undefined> {
  const names = await readdir(folder).catch(() => []);
  const versions = names.flatMap((name) => {
    const version = name.endsWith(".yaml")
      ? parseVersion(name.slice(0, -".yaml".length))
      : undefined;
    return version === undefined ? [] : [version];
  });
  return versions.sort(compareVersions).at(-1)?.join(".");
}
