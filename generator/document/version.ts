import type { Reporter } from "../diagnostics/reporter.js";
import type { Json } from "../model/json.js";
import { foreignKind } from "./foreign.js";
import { childOf, isObject, joinPointer, ROOT } from "../source/pointer.js";

export type Version = "3.0" | "3.1" | "3.2";

/**
 * The version a document declares; undefined, and reported, when it is not one we read.
 * @see https://spec.openapis.org/oas/v3.1.0#versions
 */
export function readVersion(root: Json, file: string, reporter: Reporter): Version | undefined {
  const at = (field: string) => ({ file, pointer: joinPointer(ROOT, field) });
  if (!isObject(root)) {
    const params = { expected: "an object", found: describe(root) };
    reporter.report("document/shape", { file, pointer: ROOT }, params);
    return undefined;
  }
  const swagger = childOf(root, "swagger");
  const openapi = childOf(root, "openapi");
  if (swagger !== undefined && openapi === undefined) {
    const version = typeof swagger === "number" ? swagger.toFixed(1) : scalarText(swagger);
    reporter.report("document/swagger-2", at("swagger"), { version });
    return undefined;
  }
  const kind = openapi === undefined ? foreignKind(root) : undefined;
  if (kind !== undefined) {
    reporter.report("document/foreign", { file, pointer: ROOT }, { kind });
    return undefined;
  }
  if (openapi === undefined) {
    reporter.report("document/version-missing", { file, pointer: ROOT }, {});
    return undefined;
  }
  // `openapi: 3.1` without quotes is a number in YAML; what was meant is plain.
  const text = scalarText(openapi);
  const version = /^(3\.[012])(\.\d+.*)?$/.exec(text)?.[1];
  if (version === undefined) {
    reporter.report("document/version-unknown", at("openapi"), { version: text });
    return undefined;
  }
  return version as Version;
}

/** `a list`, `null`, `a string`: what a message says was found. */
export function describe(value: Json): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}

function scalarText(value: Json): string {
  return typeof value === "object" ? describe(value) : String(value);
}
