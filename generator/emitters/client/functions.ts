import { code, identifier, join, literal, nothing, type Code } from "../../code/code.js";
import type { Json } from "../../model/json.js";
import type { Acceptor, ApiModel, Operation, Pagination, Waiter } from "../../model/model.js";
import { operationKeyOf } from "../../model/type-keys.js";
import type { Statement } from "../emitter.js";
import { operationDescriptor } from "./descriptors.js";
import { describedHeaders } from "./header-descriptors.js";
import { operationDocs, titleOf } from "./operation-docs.js";
import {
  apiCall,
  callOptions,
  operationsType,
  runtimeType,
  runtimeValue,
  transportType,
  waitOptions,
} from "./symbols.js";

/** True when there is nothing a caller must say. */
export function isInputOptional({ parameters, requestBody }: Operation): boolean {
  return !parameters.some(({ required }) => required) && requestBody?.required !== true;
}

/** `input: CreateConnectionInput` or `input?: …` */
export function inputParameter(
  operation: Operation,
  inputType: Code | ReturnType<typeof runtimeType>,
): Code {
  return isInputOptional(operation) ? code`input?: ${inputType}` : code`input: ${inputType}`;
}

/** One operation: its types, its descriptor, its function, and what its extensions add. */
export function operationStatements(operation: Operation, model: ApiModel): Statement[] {
  const { name, typeName } = operation;
  const called = code`${operationsType}[${literal(operationKeyOf(operation))}]`;
  const input = identifier(`${typeName}Input`);
  const data = identifier(`${typeName}Data`);
  const descriptor = identifier(`${name}Operation`);
  const described = describedHeaders(operation, model.schemas);
  return [
    {
      docs: `What \`${name}\` takes.`,
      code: code`export type ${input} = ${runtimeType("Input", "inference")}<${called}${defaultOf(operation)}>;`,
    },
    {
      docs: `What \`${name}\` resolves to.`,
      code: code`export type ${data} = ${runtimeType("Data", "inference")}<${called}>;`,
    },
    {
      docs: `What \`${name}\` throws when the server answers as the document says it may.`,
      code: code`export type ${identifier(`${typeName}Error`)} = ${runtimeType("ErrorOf", "inference")}<${called}, ${literal(name)}>;`,
    },
    ...(described.length === 0
      ? []
      : [
          {
            docs: `The headers of \`${name}\`'s answers, as \`withResponse()\` gives them.`,
            code: code`export type ${identifier(`${typeName}Headers`)} = ${runtimeType("DescribedHeaders", "inference")}<${called}, ${join(described.map(literal), " | ")}>;`,
          },
        ]),
    {
      code: code`const ${descriptor}: ${runtimeType("OperationDescriptor", "descriptor")} = ${operationDescriptor(operation, model)};`,
    },
    {
      docs: operationDocs(operation, model),
      code: code`export function ${identifier(name)}(transport: ${transportType}, ${inputParameter(operation, input)}, options?: ${callOptions}): ${apiCall}<${data}${described.length === 0 ? nothing : code`, ${identifier(`${typeName}Headers`)}`}> {
  return transport.call(${descriptor}, input, options);
}`,
    },
    ...(operation.waiter === undefined ? [] : waiterStatements(operation, operation.waiter)),
    ...(operation.pagination === undefined ? [] : pagesStatements(operation, operation.pagination)),
  ];
}

/** Of several media types, the one the runtime sends when a call names none. */
function defaultOf({ requestBody }: Operation): Code {
  const content = requestBody?.content ?? [];
  const usual = content.find(({ codec }) => codec === "json") ?? content[0];
  return usual === undefined || content.length === 1 ? nothing : code`, ${literal(usual.type)}`;
}

function waiterStatements(operation: Operation, waiter: Waiter): Statement[] {
  const descriptor = identifier(`${waiter.name}Waiter`);
  const { name, delay, maxDelay, timeout } = waiter;
  const acceptors = waiter.acceptors.map(({ outcome, status, body }): Json => ({
    outcome,
    ...(status === undefined ? {} : { status }),
    ...(body === undefined ? {} : { body: { pointer: body.pointer, values: body.values } }),
  }));
  return [
    {
      code: code`const ${descriptor}: ${runtimeType("WaiterDescriptor", "waiter")} = ${literal({ name, delay, maxDelay, timeout, acceptors })};`,
    },
    {
      docs: waiterDocs(operation, waiter),
      code: code`export function ${identifier(name)}(transport: ${transportType}, ${inputParameter(operation, identifier(`${operation.typeName}Input`))}, options?: ${waitOptions}): ${waiterResult(operation, waiter)} {
  return ${runtimeValue("waitUntil", "waiter")}(transport, ${descriptor}, (call) => ${identifier(operation.name)}(transport, input, call), options);
}`,
    },
  ];
}

/** What hovering a waiter shows. */
export function waiterDocs({ name }: Operation, { timeout }: Waiter): string {
  return `Calls {@link ${name}} until it has come to an end, good or bad.

@throws {TimeoutError} after ${String(timeout / 1000)} seconds, or the \`timeout\` of the options.`;
}

/** `Promise<Waited<Data>>`; an outcome that an error status can bring may have no data. */
export function waiterResult({ typeName }: Operation, { acceptors }: Waiter): Code {
  const data = identifier(`${typeName}Data`);
  const told = (outcome: Acceptor["outcome"]) =>
    acceptors.some((acceptor) => acceptor.outcome === outcome && !isSuccess(acceptor.status))
      ? code`${data} | undefined`
      : code`${data}`;
  return code`Promise<${runtimeType("Waited", "waiter")}<${told("success")}, ${told("failure")}>>`;
}

function isSuccess(status: Acceptor["status"]): boolean {
  return status !== undefined && String(status).startsWith("2");
}

function pagesStatements(operation: Operation, pagination: Pagination): Statement[] {
  const { name, style, pageParameter, sizeParameter, firstPage, items, totalPages } = pagination;
  const descriptor = identifier(`${name}Pages`);
  const told = {
    operation: operation.name,
    style,
    pageParameter,
    ...(sizeParameter === undefined ? {} : { sizeParameter }),
    firstPage,
    items,
    ...(totalPages === undefined ? {} : { totalPages }),
  };
  return [
    {
      code: code`const ${descriptor}: ${runtimeType("PagesDescriptor", "pages")} = ${literal(told)};`,
    },
    {
      docs: pagesDocs(operation),
      code: code`export function ${identifier(name)}(transport: ${transportType}, ${inputParameter(operation, identifier(`${operation.typeName}Input`))}, options?: ${callOptions}): ${pagesResult(operation, pagination)} {
  return ${runtimeValue("iterate", "pages")}(${descriptor}, input, (page) => ${identifier(operation.name)}(transport, page, options));
}`,
    },
  ];
}

/** What hovering an iterator shows. */
export function pagesDocs(operation: Operation): string {
  return `${titleOf(operation).replace(/[.!?:]$/, "")}: item by item over all pages, each fetched by {@link ${operation.name}} when its turn comes.`;
}

/** `Pages<Item, Data>` */
export function pagesResult({ typeName }: Operation, { items }: Pagination): Code {
  const data = identifier(`${typeName}Data`);
  const tokens = items
    .split("/")
    .slice(1)
    .map((token) => token.replace(/~1/g, "/").replace(/~0/g, "~"));
  const item = code`${runtimeType("ItemAt", "inference")}<${data}, ${literal(tokens)}>`;
  return code`${runtimeType("Pages", "pages")}<${item}, ${data}>`;
}
