import { isObject, type Json } from "../../model/json.js";
import type { ApiModel, Operation, Parameter, Server } from "../../model/model.js";

/** The address calls of an operation go to, variables at their defaults, without a trailing slash. */
export function serverOf(operation: Operation, model: ApiModel): string {
  const server = operation.servers?.[0] ?? model.servers[0];
  return server === undefined ? PLACEHOLDER : addressOf(server);
}

/** Where the document names no server, or one relative to wherever it is served. */
const PLACEHOLDER = "https://api.example.com";

export function addressOf({ url, variables }: Server): string {
  const filled = url
    .replace(/\{([^{}]+)\}/g, (whole, name: string) =>
      Object.hasOwn(variables, name) ? (variables[name]?.default ?? whole) : whole,
    )
    .replace(/\/+$/, "");
  return /^https?:\/\//i.test(filled)
    ? filled
    : `${PLACEHOLDER}${filled === "" || filled.startsWith("/") ? "" : "/"}${filled}`;
}

/** Pairs of name and text a query or cookie parameter turns into, not yet percent-encoded. */
export function pairsOf(
  { key, style, explode, value: carrier }: Parameter,
  value: Json,
): [string, string][] {
  if ("content" in carrier) return [[key, JSON.stringify(value)]];
  if (Array.isArray(value)) {
    const items = (value as readonly Json[]).map(plain);
    if (explode) return items.map((item) => [key, item]);
    return [
      [key, items.join(style === "spaceDelimited" ? " " : style === "pipeDelimited" ? "|" : ",")],
    ];
  }
  if (isObject(value)) {
    const members = Object.entries(value).map(([name, member]): [string, string] => [
      name,
      plain(member),
    ]);
    if (style === "deepObject") return members.map(([name, text]) => [`${key}[${name}]`, text]);
    return explode ? members : [[key, members.flat().join(",")]];
  }
  return [[key, plain(value)]];
}

/** What a path parameter's place becomes. @see https://spec.openapis.org/oas/v3.1.0#style-values */
export function pathText({ key, style, explode, value: carrier }: Parameter, value: Json): string {
  if ("content" in carrier) return encodeURIComponent(JSON.stringify(value));
  const name = encodeURIComponent(key);
  const encode = (text: Json): string => encodeURIComponent(plain(text));
  const prefix = style === "label" ? "." : style === "matrix" ? ";" : "";
  const separator = explode && prefix !== "" ? prefix : ",";
  if (Array.isArray(value)) {
    const items = (value as readonly Json[]).map(encode);
    if (style !== "matrix") return prefix + items.join(separator);
    return explode
      ? items.map((item) => `;${name}=${item}`).join("")
      : `;${name}=${items.join(",")}`;
  }
  if (isObject(value)) {
    const members = Object.entries(value).map(([member, text]): [string, string] => [
      encode(member),
      encode(text),
    ]);
    if (explode) return prefix + members.map((pair) => pair.join("=")).join(separator);
    return (style === "matrix" ? `;${name}=` : prefix) + members.flat().join(",");
  }
  return style === "matrix" ? `;${name}=${encode(value)}` : prefix + encode(value);
}

/** A header's value. */
export function headerText(parameter: Parameter, value: Json): string {
  if ("content" in parameter.value) return JSON.stringify(value);
  if (Array.isArray(value)) return (value as readonly Json[]).map(plain).join(",");
  if (!isObject(value)) return plain(value);
  const members = Object.entries(value).map(([name, member]) => [name, plain(member)]);
  return members.map((pair) => pair.join(parameter.explode ? "=" : ",")).join(",");
}

function plain(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
