import { generate, hasErrors, type Json, type JsonObject } from "../../generator/index.js";
import type { Sources } from "../contract/modules.js";
import { ownTemplates } from "../disk.js";
import { isList, isObject, memberOf } from "../fuzz/json.js";
import type { Mutant } from "./mutant.js";

/** What is done to one object of the document: undefined where there is nothing to do. */
interface Operator {
  readonly name: string;
  readonly change: (
    value: JsonObject,
    pointer: string,
  ) => readonly { readonly what: string; readonly to: JsonObject }[];
}

const OPERATORS: readonly Operator[] = [
  {
    name: "drops required",
    change: (schema) =>
      listOf(schema, "required").map((key) => ({
        what: String(key),
        to: { ...schema, required: listOf(schema, "required").filter((one) => one !== key) },
      })),
  },
  {
    name: "widens a type",
    change: (schema) =>
      isSchema(schema) && "type" in schema && !saysTypeOtherwise(schema)
        ? [{ what: "type", to: without(schema, "type") }]
        : [],
  },
  {
    name: "swaps a type",
    change: (schema) => {
      const type = memberOf(schema, "type");
      const other = { string: "integer", integer: "string", number: "boolean", boolean: "string" }[
        String(type)
      ];
      return other === undefined || !isSchema(schema) || "enum" in schema || "const" in schema
        ? []
        : [{ what: other, to: { type: other } }];
    },
  },
  {
    name: "renames a member",
    change: (schema) => {
      const properties = memberOf(schema, "properties");
      if (!isObject(properties)) return [];
      return Object.keys(properties).map((name) => {
        const renamed = Object.fromEntries(
          Object.entries(properties).map(([key, value]) => [
            key === name ? `${key}_renamed` : key,
            value,
          ]),
        );
        const required = listOf(schema, "required").map((key) =>
          key === name ? `${name}_renamed` : key,
        );
        return {
          what: name,
          to: { ...schema, properties: renamed, ...(required.length > 0 ? { required } : {}) },
        };
      });
    },
  },
  ...[
    "minLength",
    "maxLength",
    "pattern",
    "minimum",
    "maximum",
    "minItems",
    "format",
    "additionalProperties",
    "const",
    "dependentRequired",
    "not",
  ].map((keyword): Operator => ({
    name: `drops ${keyword}`,
    change: (schema) =>
      isSchema(schema) && keyword in schema
        ? [{ what: keyword, to: without(schema, keyword) }]
        : [],
  })),
  {
    name: "drops a listed value",
    change: (schema) =>
      listOf(schema, "enum").length > 1
        ? [
            {
              what: String(listOf(schema, "enum")[0]),
              to: { ...schema, enum: listOf(schema, "enum").slice(1) },
            },
          ]
        : [],
  },
  {
    name: "drops an alternative",
    change: (schema) =>
      (["oneOf", "anyOf"] as const).flatMap((keyword) =>
        listOf(schema, keyword).length > 1
          ? [
              {
                what: keyword,
                to: {
                  ...without(schema, "discriminator"),
                  [keyword]: listOf(schema, keyword).slice(1),
                },
              },
            ]
          : [],
      ),
  },
  {
    name: "drops a response",
    // What `default` describes alike is read alike: without it nothing is another.
    change: (value, pointer) =>
      /\/responses$/.test(pointer) && pointer.startsWith("#/paths/")
        ? Object.keys(value)
            .filter(
              (status) => status !== "default" && !(Number(status) >= 400 && "default" in value),
            )
            .filter(() => Object.keys(value).length > 1)
            .map((status) => ({ what: status, to: without(value, status) }))
        : [],
  },
  {
    name: "makes a parameter optional",
    change: (value) =>
      typeof memberOf(value, "in") === "string" &&
      value["in"] !== "path" &&
      value["required"] === true
        ? [{ what: String(value["name"]), to: without(value, "required") }]
        : [],
  },
  {
    name: "renames a parameter",
    change: (value) =>
      typeof memberOf(value, "in") === "string" &&
      value["in"] !== "path" &&
      typeof value["name"] === "string"
        ? [{ what: value["name"], to: { ...value, name: `${value["name"]}Renamed` } }]
        : [],
  },
  {
    name: "skips authorization",
    change: (value, pointer) =>
      /^#\/paths\/[^/]+\/(get|put|post|delete|patch)$/.test(pointer) &&
      listOf(value, "security").length !== 0
        ? [{ what: "security", to: { ...value, security: [] } }]
        : [],
  },
];

let ownedTemplates: ReturnType<typeof ownTemplates> | undefined;

/** Every mutant of a document: its package is generated from the changed document. */
export function documentMutants(document: JsonObject): Mutant[] {
  const mutants: Mutant[] = [];
  const visit = (value: Json, pointer: string): void => {
    if (isList(value))
      value.forEach((item, index) => {
        visit(item, `${pointer}/${String(index)}`);
      });
    if (!isObject(value)) return;
    for (const { name, change } of OPERATORS)
      for (const { what, to } of change(value, pointer))
        mutants.push({
          id: `document ${pointer} ${name}: ${what}`,
          of: "document",
          operator: name,
          near: nearOf(pointer, what),
          sources: () => generated(replaced(document, pointer, to) as JsonObject),
        });
    for (const [key, member] of Object.entries(value))
      if (
        !/^(examples?|default|enum|const|x-.*|description)$/.test(key) ||
        pointer.endsWith("/properties")
      )
        visit(member, `${pointer}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`);
  };
  visit({ paths: document["paths"] ?? {}, components: document["components"] ?? {} }, "#");
  return mutants;
}

/** The package of a changed document; undefined where it is refused. */
export async function generated(document: JsonObject): Promise<Sources | undefined> {
  const templates = await (ownedTemplates ??= ownTemplates());
  const load = () => Promise.resolve({ kind: "text" as const, text: JSON.stringify(document) });
  const { files, diagnostics } = await generate(
    { input: "mutant.json", name: "mutant", only: ["zod", "client"] },
    { load, templates },
  );
  return hasErrors(diagnostics) ? undefined : files;
}

function replaced(value: Json, pointer: string, to: Json): Json {
  const [, head, ...rest] = pointer.split("/");
  if (head === undefined) return to;
  const key = head.replaceAll("~1", "/").replaceAll("~0", "~");
  const below = ["#", ...rest].join("/");
  if (isList(value))
    return value.map((item, index) => (index === Number(key) ? replaced(item, below, to) : item));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      name === key ? replaced(member, below, to) : member,
    ]),
  );
}

function nearOf(pointer: string, what: string): string[] {
  const component = /^#\/components\/schemas\/[^/]+/.exec(pointer)?.[0];
  return component === undefined
    ? [`${pointer}/`, pointer]
    : [`${pointer}/${what}`, pointer, `${component}/`];
}

/** Listed values and other parts of a schema have their types without it. */
function saysTypeOtherwise(schema: JsonObject): boolean {
  return ["enum", "const", "allOf", "oneOf"].some((keyword) => keyword in schema);
}

function isSchema(value: JsonObject): boolean {
  return (
    !("in" in value) &&
    ("type" in value ||
      "pattern" in value ||
      "minLength" in value ||
      "minimum" in value ||
      "const" in value ||
      "not" in value ||
      "format" in value ||
      "properties" in value)
  );
}

function listOf(value: JsonObject, name: string): readonly Json[] {
  const member = memberOf(value, name);
  return isList(member) ? member : [];
}

function without(value: JsonObject, name: string): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== name));
}
