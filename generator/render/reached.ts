import type { RenderedFile } from "./manifest.js";

const RUNTIME = "src/runtime/";

/** A module of the runtime as the rest of a package names it, and as the runtime's own do. */
const FROM_OUTSIDE = /"(?:\.\.?\/)+runtime\/([\w-]+)\.js"/g;
const FROM_INSIDE = /"\.\/([\w-]+)\.js"/g;

/**
 * The output without what nothing in it imports: of the runtime a package has the modules that its
 * document asks for, itself or by way of others. Files of the user's ask as well, and are never left
 * out.
 */
export function reachedOf(files: readonly RenderedFile[]): RenderedFile[] {
  const runtime = new Map<string, RenderedFile>();
  const waiting: RenderedFile[] = [];
  for (const file of files) {
    if (file.path.startsWith(RUNTIME) && file.emitter === "client") runtime.set(file.path, file);
    else if (file.path.endsWith(".ts")) waiting.push(file);
  }
  const reached = new Set<string>();
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    const names = file.path.startsWith(RUNTIME) ? FROM_INSIDE : FROM_OUTSIDE;
    for (const [, name = ""] of file.content.matchAll(names)) {
      const path = `${RUNTIME}${name}.ts`;
      const module = runtime.get(path);
      if (module === undefined || reached.has(path)) continue;
      reached.add(path);
      waiting.push(module);
    }
  }
  return files.filter(({ path }) => !runtime.has(path) || reached.has(path));
}
