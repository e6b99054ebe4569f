import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { readConfig } from "../config.js";
import { releasesIn, type Settings } from "./earlier.js";

/** What a site is made of when nothing else is said. */
export interface OwnReference {
  /** The reference that the config file's document is generated into. */
  readonly docs: string;
  /** The releases that are frozen beside that document, the oldest first. */
  readonly earlier: readonly string[];
  /** The changelog, where there is one. */
  readonly pages: readonly string[];
  readonly settings: Settings;
}

/** The reference of the config file in a folder; without a file, that of `generated/`. */
export async function ownReference(folder: string): Promise<OwnReference> {
  const {
    input,
    output = "generated",
    name,
    formats,
    enums,
    numbers,
    zod,
  } = await readConfig(undefined, folder);
  return {
    docs: join(output, "docs"),
    earlier: input === undefined ? [] : await releasesIn(join(dirname(input), "releases")),
    pages: existsSync("CHANGELOG.md") ? ["CHANGELOG.md"] : [],
    settings: {
      ...(name !== undefined && { name }),
      ...(formats !== undefined && { formats }),
      ...(enums !== undefined && { enums }),
      ...(numbers !== undefined && { numbers }),
      ...(zod !== undefined && { zod }),
    },
  };
}
