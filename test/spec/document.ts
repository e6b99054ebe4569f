import { bundle, createConfig } from "@redocly/openapi-core";
import { fileURLToPath } from "node:url";

/** The document under test. */
export const entry = fileURLToPath(new URL("../../spec/openapi.yaml", import.meta.url));

export type Node = Readonly<Record<string, unknown>>;

export const methods = ["get", "put", "post", "delete"] as const;

/** The document as one tree, bundled by Redocly rather than by our own resolver. */
export async function readDocument(): Promise<Node> {
  const config = await createConfig({});
  const { bundle: bundled, problems } = await bundle({ ref: entry, config });
  if (problems.length > 0) throw new Error(problems.map((problem) => problem.message).join("\n"));
  return bundled.parsed as Node;
}

export function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What `value` is or refers to, within the bundled document. */
export function resolve(document: Node, value: unknown): Node {
  let node = value;
  while (isNode(node) && typeof node["$ref"] === "string") node = at(document, node["$ref"]);
  if (!isNode(node)) throw new Error("not an object");
  return node;
}

/** The node a local reference points to. */
export function at(document: Node, reference: string): unknown {
  let node: unknown = document;
  for (const raw of reference.slice(2).split("/")) {
    const token = decodeURIComponent(raw).replaceAll("~1", "/").replaceAll("~0", "~");
    node = (node as Record<string, unknown>)[token];
  }
  return node;
}

export interface Operation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly pointer: string;
  readonly node: Node;
  readonly parameters: readonly Node[];
}

/** Every operation, in document order, with the parameters of its path item. */
export function operationsOf(document: Node): Operation[] {
  const paths = document["paths"] as Record<string, unknown>;
  return Object.entries(paths).flatMap(([path, value]) => {
    const item = resolve(document, value);
    return methods.flatMap((method) => {
      const node = item[method];
      if (!isNode(node)) return [];
      const parameters = [...list(item["parameters"]), ...list(node["parameters"])].map((each) =>
        resolve(document, each),
      );
      const pointer = `#/paths/${path.replaceAll("~", "~0").replaceAll("/", "~1")}/${method}`;
      return [{ id: String(node["operationId"]), method, path, pointer, node, parameters }];
    });
  });
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Calls `see` for every object of the tree, with its pointer. */
export function walk(
  value: unknown,
  see: (node: Node, pointer: string) => void,
  pointer = "#",
): void {
  if (Array.isArray(value)) {
    value.forEach((item, index) => walk(item, see, `${pointer}/${String(index)}`));
    return;
  }
  if (!isNode(value)) return;
  see(value, pointer);
  for (const [key, child] of Object.entries(value)) {
    walk(child, see, `${pointer}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`);
  }
}
