import type { Json, JsonObject } from "../../model/json.js";
import type { Pointer } from "../../model/schema.js";
import { childOf, isList, isObject, joinPointer } from "../../source/pointer.js";
import type { Kind } from "../grammar.js";
import { nearest } from "../nearest.js";
import { nounOf } from "../nouns.js";
import { refOf } from "../resolve.js";
import { describe } from "../version.js";
import type { Rule } from "./rule.js";

/** What a field holds: text, a flag, a list, a list of texts, or an object. */
export type FieldType = "text" | "boolean" | "list" | "texts" | "object";

interface Expectation {
  readonly required?: readonly string[];
  readonly types?: { readonly [field: string]: FieldType };
  readonly values?: { readonly [field: string]: readonly string[] };
}

/** Fields the later rooms read and that no other rule looks at. @see https://spec.openapis.org/oas/v3.1.0#schema */
const expectations: { readonly [kind in Kind]?: Expectation } = {
  document: { required: ["info"], types: { security: "list" } },
  info: {
    required: ["title", "version"],
    types: { title: "text", version: "text", contact: "object", license: "object" },
  },
  server: { required: ["url"], types: { url: "text" } },
  serverVariable: { required: ["default"], types: { default: "text", enum: "texts" } },
  tag: { required: ["name"], types: { name: "text" } },
  operation: {
    types: { operationId: "text", tags: "texts", security: "list", deprecated: "boolean" },
  },
  parameter: {
    required: ["name", "in"],
    types: {
      name: "text",
      required: "boolean",
      style: "text",
      explode: "boolean",
      allowReserved: "boolean",
      deprecated: "boolean",
    },
    values: { in: ["path", "query", "header", "cookie", "querystring"] },
  },
  header: { types: { required: "boolean", explode: "boolean", deprecated: "boolean" } },
  requestBody: { required: ["content"], types: { required: "boolean" } },
  securityScheme: {
    required: ["type"],
    types: { name: "text", scheme: "text", flows: "object", openIdConnectUrl: "text" },
    values: { type: ["apiKey", "http", "oauth2", "openIdConnect", "mutualTLS"] },
  },
};

/** The types of an object's fields that are no OpenAPI objects themselves; undefined where none is known. */
export function fieldTypesOf(kind: Kind): { readonly [field: string]: FieldType } | undefined {
  return expectations[kind]?.types;
}

/** What a security scheme of a type is asked for beside it. @see https://spec.openapis.org/oas/v3.1.0#security-scheme-object */
const schemes: { readonly [type: string]: Expectation } = {
  apiKey: { required: ["name", "in"], values: { in: ["query", "header", "cookie"] } },
  http: { required: ["scheme"] },
  oauth2: { required: ["flows"] },
  openIdConnect: { required: ["openIdConnectUrl"] },
};

/** Required fields are there, and the fields later rooms read have the type they expect. */
export const fields: Rule = ({ each, report }) => {
  const checkObject = (
    node: JsonObject,
    kind: Kind,
    at: Pointer,
    expectation: Expectation,
  ): void => {
    for (const field of expectation.required ?? []) {
      if (childOf(node, field) === undefined) {
        report("document/field-missing", at, { field, owner: nounOf(kind) });
      }
    }
    for (const [field, expected] of Object.entries(expectation.types ?? {})) {
      const value = childOf(node, field);
      if (value === undefined || hasType(value, expected)) continue;
      const params = { expected: NAMES[expected], found: describe(value) };
      report("document/shape", joinPointer(at, field), params);
    }
    for (const [field, allowed] of Object.entries(expectation.values ?? {})) {
      const found = childOf(node, field);
      if (found === undefined || allowed.includes(found as string)) continue;
      const text = typeof found === "string" ? found : undefined;
      const near = text === undefined ? undefined : nearest(text, allowed);
      report("document/field-value", joinPointer(at, field), {
        field,
        allowed,
        found: text ?? describe(found),
        ...(near === undefined ? {} : { nearest: near }),
      });
    }
  };
  each((node, slot, at) => {
    if (slot.includes(":") || refOf(node) !== undefined) return;
    const expectation = expectations[slot as Kind];
    if (expectation !== undefined) checkObject(node, slot as Kind, at, expectation);
    const type = slot === "securityScheme" ? childOf(node, "type") : undefined;
    if (typeof type === "string" && Object.hasOwn(schemes, type))
      checkObject(node, "securityScheme", at, schemes[type] as Expectation);
  });
};

const NAMES = {
  text: "text",
  boolean: "true or false",
  list: "a list",
  texts: "a list of texts",
  object: "an object",
} as const;

function hasType(value: Json, type: FieldType): boolean {
  if (type === "list") return isList(value);
  if (type === "texts") return isList(value) && value.every((item) => typeof item === "string");
  if (type === "object") return isObject(value);
  return typeof value === (type === "text" ? "string" : "boolean");
}
