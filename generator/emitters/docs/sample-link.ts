import { member, quote } from "../../code/code.js";
import {
  isComplete,
  isFailure,
  isGiven,
  isRead,
  mayFail,
  placesOf,
} from "../../model/linked-calls.js";
import type { Link, LinkedCall } from "../../model/links.js";
import type { ApiModel, Operation, Response } from "../../model/model.js";
import { sampleRequests, type SampleRequest } from "./sample.js";
import { argued, callee, CLIENT_IMPORT, membersOf, statement } from "./sample-typescript.js";
import { addressOf } from "./sample-url.js";

/** Columns of a line of code, as prettier counts them. */
const LONGEST_LINE = 100;

/** What a sample of a link is made of. */
interface Linking {
  readonly link: Link;
  readonly call: LinkedCall;
  readonly operation: Operation;
  readonly target: Operation;
  readonly model: ApiModel;
}

/** `createUserLinks.getUser` */
export function linkCallee({ links }: Operation, call: LinkedCall): string {
  const [name = ""] = member(call.member).parts.map(String);
  return `${links}${name}`;
}

/** A call, and the one that its answer leads to, as a module of its own; nothing of answers that are errors. */
export function linkSample(
  link: Link,
  response: Response,
  operation: Operation,
  model: ApiModel,
  packageName: string,
): string {
  const target = model.operations.find(({ id }) => id === link.operation);
  const [request] = sampleRequests(operation, model);
  const { call } = link;
  if (call === undefined || target === undefined || request === undefined) return "";
  if (isFailure(response, operation)) return "";
  const imported = [operation.links];
  if (isRead(call, "input")) imported.push(`type ${operation.typeName}Input`);
  return [
    CLIENT_IMPORT,
    importOf(imported, packageName),
    "",
    ...firstCall(request, call),
    ...nextCall({ link, call, operation, target, model }),
  ].join("\n");
}

function importOf(names: readonly string[], packageName: string): string {
  const from = `from ${quote(packageName)};`;
  const line = `import { ${names.join(", ")} } ${from}`;
  if (line.length <= LONGEST_LINE || names.length === 1) return line;
  return ["import {", ...names.map((name) => `  ${name},`), `} ${from}`].join("\n");
}

function firstCall(request: SampleRequest, call: LinkedCall): string[] {
  const { operation } = request;
  const called = `await ${callee(operation, operation.member)}(`;
  const ending = isRead(call, "response") ? ").withResponse();" : ");";
  const isAnswerRead = isRead(call, "body") || isRead(call, "response");
  const before = isAnswerRead ? `const answer = ${called}` : called;
  if (!isRead(call, "input")) return [statement(before, request, ending)];
  const input = argued(`const input: ${operation.typeName}Input = `, membersOf(request), ";");
  const isEmpty = membersOf(request).length === 0;
  return [isEmpty ? input.replace(/;$/, "{};") : input, `${before}input${ending}`];
}

function nextCall(linking: Linking): string[] {
  const { call, operation, target, link } = linking;
  const given = [
    ...(isRead(call, "body") || isRead(call, "response") ? ["answer"] : []),
    ...(isRead(call, "input") ? ["input"] : []),
  ];
  const made = `${linkCallee(operation, call)}(${given.join(", ")})`;
  const options =
    link.server === undefined ? "" : `, { baseUrl: ${quote(addressOf(link.server))} }`;
  const before = `console.log(await ${callee(target, target.member)}(`;
  const behind = `${options}));`;
  const isWhole = isComplete(call, target);
  const line = `${before}${made}${behind}`;
  if (isWhole && !mayFail(call) && line.length <= LONGEST_LINE) return [line];
  const next = isWhole ? `${before}next${behind}` : completed(linking, before, behind);
  return [
    `const next = ${made};`,
    ...(mayFail(call) ? ["if (next !== undefined) {", indented(next), "}"] : [next]),
  ];
}

/** The call with what the link does not give it. */
function completed({ call, target, model }: Linking, before: string, behind: string): string {
  const [request] = sampleRequests(target, model);
  if (request === undefined) return `${before}next${behind}`;
  const { body, ...rest } = request;
  const missing = {
    ...rest,
    parameters: request.parameters.filter(({ parameter }) => !isGiven(parameter, call)),
    ...(body === undefined || call.body !== undefined ? {} : { body }),
  };
  const places = placesOf(call);
  const beside = (place: (typeof places)[number]) =>
    places.includes(place) ? [{ value: `...next.${place}` }] : [];
  return argued(before, [{ value: "...next" }, ...membersOf(missing, beside)], behind);
}

function indented(text: string): string {
  return text.replace(/^/gm, "  ");
}
