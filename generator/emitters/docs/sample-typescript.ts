import { key, member, quote } from "../../code/code.js";
import { usualAnswer } from "../../model/answers.js";
import { isObject, type Json } from "../../model/json.js";
import { isSequential } from "../../model/media-types.js";
import { child } from "../../model/pointer.js";
import type { Operation } from "../../model/model.js";
import type { Pointer } from "../../model/schema.js";
import { variableOf } from "./secrets.js";
import type { SampleRequest } from "./sample.js";

const WIDTH = 90;

/** How a sample gets hold of the client: a module of the reader's, shown on the authentication page. */
export const CLIENT_IMPORT = 'import { client } from "./client.js";';

/** A call by the generated client, as a module of its own. */
export function typescriptSample(request: SampleRequest): string {
  const { operation } = request;
  const answers = operation.responses.some(
    ({ status, content }) => isSuccess(status) && content.length > 0,
  );
  const call = `await ${callee(operation, operation.member)}(${argument(request)})`;
  if (isSequential(usualAnswer(operation)?.codec ?? "binary")) {
    const loop = [`for await (const item of ${call}) {`, "  console.log(item);", "}"];
    return [CLIENT_IMPORT, "", ...loop].join("\n");
  }
  const lines = answers ? [`const result = ${call};`, "console.log(result);"] : [`${call};`];
  return [CLIENT_IMPORT, "", ...lines].join("\n");
}

/** The same request, asked again until its waiter decides. */
export function waiterSample(request: SampleRequest, name: string): string {
  return [
    CLIENT_IMPORT,
    "",
    `const { outcome, data } = await ${callee(request.operation, name)}(${argument(request)});`,
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
    `for await (const item of ${callee(request.operation, name)}(${argument({ ...request, parameters })})) {`,
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

function argument(request: SampleRequest): string {
  const members: [string, string][] = [];
  for (const place of ["path", "query", "header", "cookie"] as const) {
    const own = request.parameters.filter(({ parameter }) => parameter.in === place);
    if (own.length === 0) continue;
    const written = own.map(({ parameter, value, secret }): [string, string] => [
      parameter.key,
      secret ? variable(parameter.key) : expression(value, "    "),
    ]);
    members.push([place, objectText(written, "  ")]);
  }
  if (request.body !== undefined) members.push(["body", bodyText(request.body)]);
  return members.length === 0 ? "" : objectText(members, "");
}

function bodyText({ codec, value, secrets }: NonNullable<SampleRequest["body"]>): string {
  if (codec === "binary")
    return `new Blob([${expression(typeof value === "string" ? value : JSON.stringify(value), "  ")}])`;
  return expression(value, "  ", secrets);
}

/** A value as TypeScript, on one line where it fits; secrets come from the environment. */
function expression(
  value: Json,
  indent: string,
  secrets?: ReadonlySet<Pointer>,
  pointer: Pointer = "#",
): string {
  if (secrets?.has(pointer) === true) return variable(pointer.slice(pointer.lastIndexOf("/") + 1));
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    const items = (value as readonly Json[]).map((item, index) =>
      expression(item, inner, secrets, child(pointer, index)),
    );
    return laidOut("[", items, "]", indent);
  }
  if (isObject(value)) {
    return objectText(
      Object.entries(value).map(([name, item]) => [
        name,
        expression(item, inner, secrets, child(pointer, name)),
      ]),
      indent,
    );
  }
  return typeof value === "string" ? quote(value) : String(value);
}

function objectText(members: readonly (readonly [string, string])[], indent: string): string {
  return laidOut(
    "{",
    members.map(([name, text]) => `${textOf(key(name))}: ${text}`),
    "}",
    indent,
  );
}

function laidOut(open: string, items: readonly string[], close: string, indent: string): string {
  if (items.length === 0) return `${open}${close}`;
  const space = open === "{" ? " " : "";
  const line = `${open}${space}${items.join(", ")}${space}${close}`;
  if (!line.includes("\n") && indent.length + line.length <= WIDTH) return line;
  return `${open}\n${items.map((item) => `${indent}  ${item},\n`).join("")}${indent}${close}`;
}

function variable(name: string): string {
  return `process.env.${variableOf(name)} ?? ""`;
}

function textOf({ parts }: ReturnType<typeof key>): string {
  return parts.filter((part) => typeof part === "string").join("");
}
