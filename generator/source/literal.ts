import type { Location } from "../diagnostics/diagnostic.js";
import { finder, type Spot } from "./locate.js";
import { parsePointer } from "./pointer.js";
import type { SourceFile } from "./source.js";

/** Makes a reader of scalars as they are written. Undefined for a place that is no scalar. */
export function literalsIn(
  sources: ReadonlyMap<string, SourceFile>,
): (location: Location) => string | undefined {
  const finders = new Map<string, (tokens: readonly string[]) => Spot>();
  return ({ file, pointer }) => {
    const source = sources.get(file);
    const tokens = pointer === undefined ? undefined : parsePointer(pointer);
    if (source === undefined || tokens === undefined) return undefined;
    const find = finders.get(file) ?? finder(source);
    finders.set(file, find);
    const { value, scalar } = find(tokens);
    return scalar && value !== undefined ? source.text.slice(...value) : undefined;
  };
}
