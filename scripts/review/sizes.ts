import { readdir, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { treeOf } from "../diff/git.js";

/** Bytes of the files of an output, by what they are: `src/client`, `docs`. */
export type Sizes = ReadonlyMap<string, number>;

/** The output as it lies on the disk. */
export async function sizesOnDisk(folder: string): Promise<Sizes> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter(
    (entry) => entry.isFile() && !entry.parentPath.includes("node_modules"),
  );
  const sized = await Promise.all(
    files.map(async (file) => {
      const path = join(file.parentPath, file.name);
      const name = relative(folder, path).split(sep).join("/");
      return [name, (await stat(path)).size] as const;
    }),
  );
  return grouped(sized);
}

/** The output as a commit has it. */
export async function sizesAt(commit: string, folder: string): Promise<Sizes> {
  return grouped(await treeOf(commit, folder));
}

function grouped(files: Iterable<readonly [path: string, size: number]>): Sizes {
  const sizes = new Map<string, number>();
  for (const [path, size] of files) {
    const parts = path.split("/");
    const name =
      parts.length === 1
        ? "."
        : parts.slice(0, parts[0] === "src" && parts.length > 2 ? 2 : 1).join("/");
    sizes.set(name, (sizes.get(name) ?? 0) + size);
  }
  return sizes;
}

/** A Markdown table of what grew and shrank, the whole in its last row. */
export function sizeTable(before: Sizes, after: Sizes): string {
  const names = [...new Set([...before.keys(), ...after.keys()])].sort();
  const total = (sizes: Sizes): number => [...sizes.values()].reduce((sum, size) => sum + size, 0);
  const changed = names.filter((name) => before.get(name) !== after.get(name));
  const rows = [
    ...changed.map((name) => row(`\`${name}\``, before.get(name) ?? 0, after.get(name) ?? 0)),
    row("all", total(before), total(after)),
  ];
  return [
    "| Output | Before, kB | After, kB | Change, kB |",
    "| --- | ---: | ---: | ---: |",
    ...rows,
  ].join("\n");
}

function row(name: string, before: number, after: number): string {
  const change = after - before;
  return `| ${name} | ${kilo(before)} | ${kilo(after)} | ${change > 0 ? "+" : ""}${kilo(change)} |`;
}

function kilo(bytes: number): string {
  return (bytes / 1000).toFixed(1);
}
