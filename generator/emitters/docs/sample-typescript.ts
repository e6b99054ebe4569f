import { key, member, quote } from "../../code/code.js";
import { usualAnswer } from "../../model/answers.js";
import { isObject, type Json } from "../../model/json.js";
import { isSequential } from "../../model/media-types.js";
import { child } from "../../model/pointer.js";
import type { Operation, Parameter, PartEncodings } from "../../model/model.js";
import type { Pointer } from "../../model/schema.js";
import { laidOut, list, type Item, type Layout, type Syntax } from "./layout.js";
import { variableOf } from "./secrets.js";
import { bytesType, encodingAt, type SampleRequest } from "./sample.js";

const TYPESCRIPT: Syntax = { last: ",", opensObjects: false };

/** How a sample gets hold of the client: a module of the reader's, shown on the authentication page. */
export const CLIENT_IMPORT = 'import { client } from "./client.js";';

/** A call by the generated client, as a module of its own. */
export function typescriptSample(request: SampleRequest): string {
  const { operation } = request;
  const answers = operation.responses.some(
    ({ status, content }) => isSuccess(status) && content.length > 0,
  );
  const called = `await ${callee(operation, operation.member)}(`;
  if (isSequential(usualAnswer(operation)?.codec ?? "binary")) {
    const loop = statement(`for await (const item of ${called}`, request, ")) {");
    return [CLIENT_IMPORT, "", loop, "  console.log(item);", "}"].join("\n");
  }
  const lines = answers
    ? [statement(`const result = ${called}`, request, ");"), "console.log(result);"]
    : [statement(called, request, ");")];
  return [CLIENT_IMPORT, "", ...lines].join("\n");
}

/** The same request, asked again until its waiter decides. */
export function waiterSample(request: SampleRequest, name: string): string {
  return [
    CLIENT_IMPORT,
    "",
    statement(`const { outcome, data } = await ${callee(request.operation, name)}(`, request, ");"),
    "console.log(outcome, data);",
  ].join("\n");
}

/** The same request, page after page. */
export function paginationSample(
  request: SampleRequest,
  name: string,
  skipped: readonly string[],
): string {
  const parameters = request.parameters.filter(
    ({ parameter }) => parameter.in !== "query" || !skipped.includes(parameter.key),
  );
  return [
    CLIENT_IMPORT,
    "",
    statement(
      `for await (const item of ${callee(request.operation, name)}(`,
      { ...request, parameters },
      ")) {",
    ),
    "  console.log(item);",
    "}",
  ].join("\n");
}

/** `client.connections.create` */
export function callee(operation: Operation, name: string): string {
  return `client${textOf(member(operation.group))}${textOf(member(name))}`;
}

function isSuccess(status: number | string): boolean {
  return typeof status === "number" ? status >= 200 && status < 300 : status === "2XX";
}

/** The request's argument between what stands before and behind it. */
export function statement(before: string, request: SampleRequest, behind: string): string {
  return argued(before, membersOf(request), behind);
}

/** An object of these members between what stands before and behind it; nothing where there are none. */
export function argued(before: string, members: readonly Item[], behind: string): string {
  if (members.length === 0) return before + behind;
  const argument = list("{}", members, TYPESCRIPT);
  return before + laidOut(argument, TYPESCRIPT, before, behind) + behind;
}

/** The members of a request's argument; `beside` are put before a place's own. */
export function membersOf(
  request: SampleRequest,
  beside: (place: Parameter["in"]) => readonly Item[] = () => [],
): Item[] {
  const members: Item[] = [];
  for (const place of ["path", "query", "header", "cookie"] as const) {
    const own = request.parameters.filter(({ parameter }) => parameter.in === place);
    if (own.length === 0) continue;
    const written = own.map(({ parameter, value, secret }) => ({
      key: textOf(key(parameter.key)),
      value: secret ? variable(parameter.key) : expression(value),
    }));
    members.push({ key: place, value: list("{}", [...beside(place), ...written], TYPESCRIPT) });
  }
  if (request.body !== undefined) members.push({ key: "body", value: bodyOf(request.body) });
  return members;
}

function bodyOf(body: NonNullable<SampleRequest["body"]>): Layout {
  const { codec, value, secrets } = body;
  if (codec === "multipart" && Array.isArray(value)) return itemsOf(body, value as readonly Json[]);
  if (codec === "multipart" && isObject(value)) {
    const members = Object.entries(value).map(([name, member]) => ({
      key: textOf(key(name)),
      value: partOf(body, name, member),
    }));
    return list("{}", members, TYPESCRIPT);
  }
  if (codec !== "binary") return expression(value, secrets);
  return `new Blob([${quote(typeof value === "string" ? value : JSON.stringify(value))}])`;
}

/** A part of a multipart body: a file, several, a list of parts, or a value. */
function partOf(body: NonNullable<SampleRequest["body"]>, name: string, member: Json): Layout {
  const encoding = encodingAt(body, name);
  const type = bytesType(encoding);
  const at = child("#", name);
  const inside = encoding?.inside;
  if (inside?.positions !== undefined && Array.isArray(member))
    return itemsOf(inside, member as readonly Json[]);
  if (type === undefined || body.secrets.has(at)) return expression(member, body.secrets, at);
  if (!Array.isArray(member)) return fileOf(member, type);
  const files = (member as readonly Json[]).map((one) => ({ value: fileOf(one, type) }));
  return list("[]", files, TYPESCRIPT);
}

/** Parts by their positions. */
function itemsOf(encodings: PartEncodings, items: readonly Json[]): Layout {
  const parts = items.map((item, index) => {
    const encoding = encodingAt(encodings, index);
    const type = bytesType(encoding);
    if (encoding?.inside !== undefined && Array.isArray(item))
      return { value: itemsOf(encoding.inside, item as readonly Json[]) };
    return { value: type === undefined ? expression(item) : fileOf(item, type) };
  });
  return list("[]", parts, TYPESCRIPT);
}

function fileOf(content: Json, type: string): string {
  return `new Blob([${quote(String(content))}], { type: ${quote(type)} })`;
}

/** A value as TypeScript; secrets come from the environment. */
function expression(value: Json, secrets?: ReadonlySet<Pointer>, pointer: Pointer = "#"): Layout {
  if (secrets?.has(pointer) === true) return variable(pointer.slice(pointer.lastIndexOf("/") + 1));
  if (Array.isArray(value)) {
    const items = (value as readonly Json[]).map((item, index) => ({
      value: expression(item, secrets, child(pointer, index)),
    }));
    return list("[]", items, TYPESCRIPT);
  }
  if (isObject(value)) {
    const members = Object.entries(value).map(([name, item]) => ({
      key: textOf(key(name)),
      value: expression(item, secrets, child(pointer, name)),
    }));
    return list("{}", members, TYPESCRIPT);
  }
  return typeof value === "string" ? quote(value) : String(value);
}

function variable(name: string): string {
  return `process.env.${variableOf(name)} ?? ""`;
}

/** Code that imports nothing, as text. */
export function textOf({ parts }: ReturnType<typeof key>): string {
  return parts.filter((part) => typeof part === "string").join("");
}
