import type { Reporter } from "../diagnostics/reporter.js";
import type { Json, JsonObject } from "../model/json.js";
import { childOf, isList, isObject } from "../source/pointer.js";
import { matchesGlob } from "./glob.js";
import { mapMethods, methodsOf } from "./methods.js";
import { nearest } from "./nearest.js";
import type { Origins } from "./origin.js";
import { pruneComponents } from "./prune.js";

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
  const { paths, tags } = wordsOf(root);
  const narrowed = narrowItems(
    narrowItems(root, "paths", keepPath, keepOperation),
    "webhooks",
    () => true,
    keepOperation,
  );
  let isMissed = false;
  for (const [option, values, known] of [
    ["--include-tags", filters.includeTags, tags],
    ["--exclude-tags", filters.excludeTags, tags],
    ["--include-paths", filters.includePaths, paths],
    ["--exclude-paths", filters.excludePaths, paths],
  ] as const) {
    for (const value of values ?? []) {
      if (matched.has(`${option} ${value}`)) continue;
      // To leave out what is not there leaves out nothing; to ask for it is to get less.
      const code = option.startsWith("--include") ? "option/nothing-included" : "option/unmatched";
      const near = nearest(value, known);
      const params = { option, value, ...(near === undefined ? {} : { nearest: near }) };
      reporter.report(code, undefined, params);
      isMissed ||= code === "option/nothing-included";
    }
  }
  if (!isMissed && !hasOperations(narrowed)) reporter.report("option/nothing-left", undefined, {});
  return pruneComponents(narrowed, origins);
}

/** What filters can name: every path, and every tag of an operation. */
function wordsOf(root: JsonObject): { paths: Set<string>; tags: Set<string> } {
  const tags = itemsOf(root).flatMap(([, item]) =>
    methodsOf(item).flatMap(({ value }) => {
      const list = childOf(value, "tags");
      return isList(list) ? list.filter((tag) => typeof tag === "string") : [];
    }),
  );
  const paths = childOf(root, "paths");
  return { paths: new Set(Object.keys(isObject(paths) ? paths : {})), tags: new Set(tags) };
}

function itemsOf(root: JsonObject): [name: string, item: Json][] {
  return ["paths", "webhooks"].flatMap((field) => {
    const items = childOf(root, field);
    return isObject(items) ? Object.entries(items) : [];
  });
}

function hasOperations(root: JsonObject): boolean {
  return itemsOf(root).some(([, item]) => methodsOf(item).length > 0);
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
    const narrowed = mapMethods(item, ({ value }) => (keepOperation(value) ? value : undefined));
    return methodsOf(narrowed).length > 0 ? [[path, narrowed]] : [];
  });
  return { ...root, [field]: Object.fromEntries(kept) };
}
