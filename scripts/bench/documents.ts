import { existsSync } from "node:fs";
import { basename, dirname, extname, resolve } from "node:path";
import { CommandLineFault } from "../fault.js";

/** An OpenAPI document that is measured. */
export interface BenchDocument {
  /** What the tables call it: `museum`. */
  readonly name: string;
  readonly path: string;
}

const OURS = "spec/openapi.yaml";

/**
 * The documents asked for, or ours.
 *
 * @throws CommandLineFault when one that was asked for does not exist.
 */
export function documentsOf(paths: readonly string[] | undefined): BenchDocument[] {
  const missing = paths?.find((path) => !existsSync(path));
  if (missing !== undefined)
    throw new CommandLineFault("option/invalid", {
      option: "--documents",
      reason: `there is no ${missing}`,
    });
  const taken = new Set<string>();
  return (paths ?? [OURS]).map((path) => {
    const name = nameOf(path, taken);
    taken.add(name);
    return { name, path: resolve(path) };
  });
}

/** The file's name; its folder's where the file is called `openapi`, as many are. */
function nameOf(path: string, taken: ReadonlySet<string>): string {
  const own = basename(path, extname(path));
  const folder = basename(dirname(resolve(path)));
  const wish = (own === "openapi" ? folder : own).replace(/[^A-Za-z0-9_-]/g, "-") || "document";
  let name = wish;
  for (let count = 2; taken.has(name); count += 1) name = `${wish}-${String(count)}`;
  return name;
}
