import type { Json } from "../model/json.js";
import { childOf, isObject } from "../source/pointer.js";

/** What a text is that is neither JSON nor YAML and that people have beside their documents; undefined for any other. */
export function foreignText(text: string): string | undefined {
  return TEXTS.find(([, begins]) => begins.test(text.slice(0, 1000)))?.[0];
}

/** What an object is that is no document of OpenAPI, told by the member that its own kind demands. */
export function foreignKind(root: Json): string | undefined {
  if (!isObject(root) || OWN.some((name) => childOf(root, name) !== undefined)) return undefined;
  return KINDS.find(([, marks]) => marks.some((mark) => leadsSomewhere(root, mark)))?.[0];
}

function leadsSomewhere(root: Json, path: readonly string[]): boolean {
  let value: Json | undefined = root;
  for (const name of path) value = isObject(value) ? childOf(value, name) : undefined;
  return value !== undefined;
}

const TEXTS: readonly (readonly [kind: string, begins: RegExp])[] = [
  ["HTML", /^\ufeff?\s*<(?:!doctype\s+html|html|head|body)\b/i],
  ["XML", /^\ufeff?\s*<(?:\?xml\b|[\w:]+\s+xmlns\b)/i],
  ["RAML", /^\ufeff?#%RAML\b/],
  [
    "a schema of GraphQL",
    /^\ufeff?(?:\s|#.*\n)*(?:schema|(?:type|interface|input|enum)\s+\w+)[^:\n]*\{/,
  ],
  ["a file of Protocol Buffers", /^\ufeff?(?:\s|\/\/.*\n)*(?:syntax|edition)\s*=\s*["']/],
];

/** Who has one of these has only forgotten to say the version. */
const OWN = ["paths", "components", "webhooks"];

const KINDS: readonly (readonly [kind: string, marks: readonly (readonly string[])[]])[] = [
  ["an AsyncAPI document", [["asyncapi"]]],
  ["an Arazzo document", [["arazzo"]]],
  ["an overlay", [["overlay"]]],
  [
    "a Postman collection",
    [
      ["info", "_postman_id"],
      ["info", "schema"],
    ],
  ],
  ["an HTTP archive", [["log", "entries"]]],
  ["an export of Insomnia", [["__export_format"], ["_type"]]],
  ["a schema alone", [["$schema"], ["$defs"], ["definitions"]]],
];
