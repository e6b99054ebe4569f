import type { Reporter } from "../diagnostics/reporter.js";
import type { Json, JsonObject } from "../model/json.js";
import { childOf, isList, isObject } from "../source/pointer.js";
import { matchesGlob } from "./glob.js";
import type { Origins } from "./origin.js";
import { pruneComponents } from "./prune.js";
import { METHODS } from "../model/model.js";

/** Narrows a document to some of its operations; absent lists narrow nothing. */
export interface Filters {
  /** Operations with at least one of these tags stay. */
  readonly includeTags?: readonly string[];
  /** Operations with any of these tags go. */
  readonly excludeTags?: readonly string[];
  /** Globs over path templates: `*` within a segment, `**` across segments. */
  readonly includePaths?: readonly string[];
  readonly excludePaths?: readonly string[];
}

/** True when filters may take anything away. */
export function isNarrowing(filters: Filters): boolean {
  return [
    filters.includeTags,
    filters.excludeTags,
    filters.includePaths,
    filters.excludePaths,
  ].some((list) => list !== undefined && list.length > 0);
}

/**
 * Removes operations, then the components and tags that only they used. Webhooks are narrowed by
 * tags alone. A filter that matches nothing is reported, since it is most likely misspelt.
 */
export function filterDocument(
  root: JsonObject,
  filters: Filters,
  origins: Origins,
  reporter: Reporter,
): JsonObject {
  if (!isNarrowing(filters)) return root;
  const matched = new Set<string>();
  const some = (
    option: string,
    values: readonly string[] | undefined,
    test: (value: string) => boolean,
  ) => {
    const hits = (values ?? []).filter(test);
    for (const hit of hits) matched.add(`${option} ${hit}`);
    return hits.length > 0;
  };
  const isKept = (included: boolean, excluded: boolean, wanted: readonly string[] | undefined) =>
    !excluded && (included || wanted === undefined || wanted.length === 0);

  const keepPath = (path: string): boolean => {
    const included = some("--include-paths", filters.includePaths, (glob) =>
      matchesGlob(glob, path),
    );
    const excluded = some("--exclude-paths", filters.excludePaths, (glob) =>
      matchesGlob(glob, path),
    );
    return isKept(included, excluded, filters.includePaths);
  };
  const keepOperation = (operation: Json): boolean => {
    const list = childOf(operation, "tags");
    const tags = isList(list) ? list : [];
    const included = some("--include-tags", filters.includeTags, (tag) => tags.includes(tag));
    const excluded = some("--exclude-tags", filters.excludeTags, (tag) => tags.includes(tag));
    return isKept(included, excluded, filters.includeTags);
  };
  const narrowed = narrowItems(
    narrowItems(root, "paths", keepPath, keepOperation),
    "webhooks",
    () => true,
    keepOperation,
  );
  for (const [option, values] of [
    ["--include-tags", filters.includeTags],
    ["--exclude-tags", filters.excludeTags],
    ["--include-paths", filters.includePaths],
    ["--exclude-paths", filters.excludePaths],
  ] as const) {
    for (const value of values ?? []) {
      if (!matched.has(`${option} ${value}`)) {
        // To leave out what is not there leaves out nothing; to ask for it is to get less.
        const code = option.startsWith("--include")
          ? "option/nothing-included"
          : "option/unmatched";
        reporter.report(code, undefined, { option, value });
      }
    }
  }
  return pruneComponents(narrowed, origins);
}

/** Path items without their unwanted operations; one left without any operation goes. */
function narrowItems(
  root: JsonObject,
  field: "paths" | "webhooks",
  keepPath: (path: string) => boolean,
  keepOperation: (operation: Json) => boolean,
): JsonObject {
  const items = childOf(root, field);
  if (!isObject(items)) return root;
  const kept = Object.entries(items).flatMap(([path, item]): [string, Json][] => {
    if (path.startsWith("x-") || !isObject(item)) return [[path, item]];
    if (!keepPath(path)) return [];
    const isOperation = (name: string) => (METHODS as readonly string[]).includes(name);
    const members = Object.entries(item).filter(
      ([name, value]) => !isOperation(name) || keepOperation(value),
    );
    return members.some(([name]) => isOperation(name)) ? [[path, Object.fromEntries(members)]] : [];
  });
  return { ...root, [field]: Object.fromEntries(kept) };
}
