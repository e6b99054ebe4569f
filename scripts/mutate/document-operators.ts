import type { Json, JsonObject } from "../../generator/index.js";
import { isList, isObject, memberOf, without } from "../fuzz/json.js";
import type { Kind } from "./document-parts.js";

/** One change of an object. */
export interface Change {
  /** What it is about, where the object has several of it. */
  readonly what: string;
  readonly to: JsonObject;
}

/** What is done to one kind of object. */
export interface DocumentOperator {
  readonly name: string;
  readonly of: Kind;
  /** None where there is nothing to do. `pointer` leads to the value from the document, `root`. */
  readonly changes: (value: JsonObject, pointer: string, root: JsonObject) => readonly Change[];
}

/** Keywords without which a schema takes more. */
const CONSTRAINTS = [
  "minLength",
  "maxLength",
  "pattern",
  "minimum",
  "maximum",
  "exclusiveMinimum",
  "exclusiveMaximum",
  "multipleOf",
  "minItems",
  "maxItems",
  "uniqueItems",
  "additionalProperties",
  "const",
  "dependentRequired",
  "not",
] as const;

const OF_SCHEMAS: readonly Omit<DocumentOperator, "of">[] = [
  {
    name: "drops required",
    changes: (schema) =>
      listAt(schema, "required").map((key) => ({
        what: String(key),
        to: { ...schema, required: listAt(schema, "required").filter((one) => one !== key) },
      })),
  },
  {
    name: "requires an optional member",
    changes: (schema) => {
      const required = listAt(schema, "required");
      const optional = namesAt(schema, "properties").filter((name) => !required.includes(name));
      return optional.map((name) => ({
        what: name,
        to: { ...schema, required: [...required, name] },
      }));
    },
  },
  {
    name: "renames a member",
    changes: (schema) =>
      namesAt(schema, "properties").map((name) => {
        const required = listAt(schema, "required");
        return {
          what: name,
          to: {
            ...schema,
            properties: renamed(schema["properties"], name, `${name}_renamed`),
            ...(required.includes(name)
              ? { required: required.map((one) => (one === name ? `${name}_renamed` : one)) }
              : {}),
          },
        };
      }),
  },
  {
    name: "widens a type",
    // What lists its values, has other parts or must not lack a member has its type without the keyword.
    changes: (schema) =>
      "type" in schema && !["enum", "const", "allOf", "oneOf", "not"].some((key) => key in schema)
        ? [{ what: String(schema["type"]), to: without(schema, "type") }]
        : [],
  },
  {
    name: "swaps a type",
    changes: (schema) => {
      const other = OTHER_TYPES[String(memberOf(schema, "type"))];
      return other === undefined || "enum" in schema || "const" in schema
        ? []
        : [{ what: other, to: { type: other } }];
    },
  },
  {
    name: "takes null",
    // Parameters are texts, and there is no text that is null.
    changes: (schema, pointer) =>
      typeof schema["type"] === "string" &&
      !["enum", "const", "not"].some((key) => key in schema) &&
      !pointer.includes("/parameters/")
        ? [{ what: schema["type"], to: { ...schema, type: [schema["type"], "null"] } }]
        : [],
  },
  {
    name: "refuses null",
    changes: (schema) => {
      const types = listAt(schema, "type");
      return types.length > 1 && types.includes("null")
        ? [{ what: "null", to: { ...schema, type: types.filter((one) => one !== "null") } }]
        : [];
    },
  },
  ...CONSTRAINTS.map((keyword): Omit<DocumentOperator, "of"> => ({
    name: `drops ${keyword}`,
    changes: (schema) =>
      keyword in schema ? [{ what: keyword, to: without(schema, keyword) }] : [],
  })),
  {
    name: "drops a format",
    changes: (schema) =>
      "format" in schema && !ANNOTATIONS.has(schema["format"])
        ? [{ what: String(schema["format"]), to: without(schema, "format") }]
        : [],
  },
  ...(["minLength", "minimum", "minItems", "maxLength", "maximum", "maxItems"] as const).map(
    (keyword): Omit<DocumentOperator, "of"> => ({
      name: `narrows ${keyword}`,
      changes: (schema) => {
        const bound = schema[keyword];
        const step = keyword.startsWith("min") ? 1 : -1;
        return typeof bound === "number" && bound + step >= 0
          ? [{ what: String(bound), to: { ...schema, [keyword]: bound + step } }]
          : [];
      },
    }),
  ),
  {
    name: "drops a listed value",
    changes: (schema) => {
      const values = listAt(schema, "enum");
      return values.length > 1
        ? [{ what: JSON.stringify(values[0]), to: { ...schema, enum: values.slice(1) } }]
        : [];
    },
  },
  ...(["oneOf", "anyOf"] as const).map((keyword): Omit<DocumentOperator, "of"> => ({
    name: `drops an alternative of ${keyword}`,
    changes: (schema) => {
      const branches = listAt(schema, keyword);
      return branches.length > 1
        ? branches.map((_, index) => ({
            what: String(index),
            to: { ...without(schema, "discriminator"), [keyword]: branches.toSpliced(index, 1) },
          }))
        : [];
    },
  })),
];

const OF_OTHERS: readonly DocumentOperator[] = [
  {
    name: "drops a response",
    of: "responses",
    // What `default` describes alike is read alike: without it nothing is another.
    changes: (responses) =>
      Object.keys(responses)
        .filter(
          (status) => status !== "default" && !(/^[45]/.test(status) && "default" in responses),
        )
        .filter(() => Object.keys(responses).length > 1)
        .map((status) => ({ what: status, to: without(responses, status) })),
  },
  {
    name: "drops a header",
    of: "headers",
    changes: (headers) =>
      Object.keys(headers).map((name) => ({ what: name, to: without(headers, name) })),
  },
  {
    name: "makes a header optional",
    of: "header",
    changes: (header) =>
      header["required"] === true ? [{ what: "required", to: without(header, "required") }] : [],
  },
  {
    name: "requires a header",
    of: "header",
    changes: (header) =>
      header["required"] === true ? [] : [{ what: "required", to: { ...header, required: true } }],
  },
  {
    name: "breaks a path",
    of: "paths",
    changes: (paths) =>
      Object.keys(paths).map((path) => ({
        what: path,
        to: renamed(paths, path, `${path}/broken`),
      })),
  },
  {
    name: "drops a media type",
    of: "content",
    changes: (content) =>
      Object.keys(content).length > 1
        ? Object.keys(content).map((type) => ({ what: type, to: without(content, type) }))
        : [],
  },
  {
    name: "makes a body optional",
    of: "request body",
    changes: (body) =>
      body["required"] === true ? [{ what: "required", to: without(body, "required") }] : [],
  },
  {
    name: "makes a parameter optional",
    of: "parameter",
    changes: (parameter) =>
      parameter["in"] !== "path" && parameter["required"] === true
        ? [{ what: nameOf(parameter), to: without(parameter, "required") }]
        : [],
  },
  {
    name: "requires a parameter",
    of: "parameter",
    changes: (parameter) =>
      parameter["required"] === true
        ? []
        : [{ what: nameOf(parameter), to: { ...parameter, required: true } }],
  },
  {
    name: "renames a parameter",
    of: "parameter",
    changes: (parameter) =>
      parameter["in"] === "path"
        ? []
        : [{ what: nameOf(parameter), to: { ...parameter, name: `${nameOf(parameter)}Renamed` } }],
  },
  {
    name: "skips authorization",
    of: "operation",
    changes: (operation, _, root) =>
      listAt("security" in operation ? operation : root, "security").length > 0
        ? [{ what: "security", to: { ...operation, security: [] } }]
        : [],
  },
];

/** All that is done to a document. */
export const DOCUMENT_OPERATORS: readonly DocumentOperator[] = [
  ...OF_SCHEMAS.map((one): DocumentOperator => ({ ...one, of: "schema" })),
  ...OF_OTHERS,
];

const OTHER_TYPES: Readonly<Record<string, string>> = {
  string: "integer",
  integer: "string",
  number: "boolean",
  boolean: "string",
};

/** Formats that say how a text is shown or written down, and nothing of which texts are valid. */
const ANNOTATIONS: ReadonlySet<Json | undefined> = new Set(["password", "binary"]);

function nameOf(parameter: JsonObject): string {
  return String(parameter["name"]);
}

function listAt(value: JsonObject, name: string): readonly Json[] {
  const member = memberOf(value, name);
  return isList(member) ? member : [];
}

function namesAt(value: JsonObject, name: string): string[] {
  const member = memberOf(value, name);
  return isObject(member) ? Object.keys(member) : [];
}

/** An object with another name for one of its members, in its place. */
function renamed(value: Json | undefined, from: string, to: string): JsonObject {
  return Object.fromEntries(
    Object.entries(value as JsonObject).map(([key, member]) => [key === from ? to : key, member]),
  );
}
