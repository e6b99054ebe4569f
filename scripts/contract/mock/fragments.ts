import { METHODS, pathParts } from "../../../generator/index.js";
import { isList, isObject, type Json, type JsonObject } from "../../fuzz/json.js";

/**
 * No request carries a fragment, so that a mock cannot tell `/files/{id}#add` from `/files/{id}`.
 * What has one is served at a path of its own, where a run sends its requests, and at the path that
 * clients ask for as far as no other operation is there.
 */
export function servedApart(document: Json): Json {
  if (!isObject(document) || !isObject(document["paths"])) return document;
  const plain: Record<string, Json> = {};
  const apart: Record<string, Json> = {};
  for (const [path, item] of Object.entries(document["paths"])) {
    const { route, fragment } = pathParts(path);
    for (const [method, operation] of unknownMethods(item)) {
      const { parameters = [] } = item as JsonObject;
      apart[path + segmentOfMethod(method)] = { parameters, post: operation };
    }
    if (fragment === undefined) plain[path] = item;
    else apart[`${route}${segmentOf(fragment)}`] = item;
  }
  for (const [path, item] of Object.entries(document["paths"])) {
    const { route, fragment } = pathParts(path);
    if (fragment !== undefined) plain[route] = joined(plain[route], item);
  }
  return { ...document, paths: { ...plain, ...apart } };
}

/** Methods that Prism answers. @see https://spec.openapis.org/oas/v3.1.0#path-item-object */
const KNOWN = "get put post delete options head patch trace".split(" ");

/** Operations of methods that OpenAPI has since 3.2, with their methods: the mock has them as POST, at paths of their own. */
function unknownMethods(item: Json): [method: string, operation: Json][] {
  if (!isObject(item)) return [];
  const { query, additionalOperations = {} } = item;
  const additional = isObject(additionalOperations) ? Object.entries(additionalOperations) : [];
  return query === undefined ? additional : [["query", query], ...additional];
}

function segmentOfMethod(method: string): string {
  return `/~${method}`;
}

/** A request of an operation as the mock that serves paths apart knows it. */
export function sentApart(
  { path, method }: { readonly path: string; readonly method: string },
  request: Request,
): Request {
  const isOwn = request.method.toLowerCase() === method.toLowerCase();
  if (isOwn && !KNOWN.includes(method)) {
    const address = new URL(request.url);
    address.pathname += segmentOfMethod(method);
    return new Request(new Request(address, request), { method: "POST" });
  }
  const segment = segmentApart(path);
  if (segment === "") return request;
  const url = new URL(request.url);
  url.pathname += segment;
  return new Request(url, request);
}

/** What is put behind the route of a path with a fragment; empty for others. */
export function segmentApart(path: string): string {
  const { fragment } = pathParts(path);
  return fragment === undefined ? "" : segmentOf(fragment);
}

/** Without braces, which would be a parameter's. */
function segmentOf(fragment: string): string {
  return `/${encodeURIComponent(`#${fragment.replace(/[{}]/g, "")}`)}`;
}

/** A path item with the operations of another that it lacks, and with what those share. */
function joined(own: Json | undefined, other: Json): Json {
  if (!isObject(own) || !isObject(other)) return own ?? other;
  const shared = listOf(other["parameters"]);
  const added: JsonObject = Object.fromEntries(
    METHODS.flatMap((method) => {
      const operation = other[method];
      if (own[method] !== undefined || !isObject(operation)) return [];
      const parameters = [...shared, ...listOf(operation["parameters"])];
      return [[method, parameters.length === 0 ? operation : { ...operation, parameters }]];
    }),
  );
  return { ...own, ...added };
}

function listOf(value: Json | undefined): readonly Json[] {
  return isList(value) ? value : [];
}
