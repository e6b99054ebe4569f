import { code, identifier, literal, nothing, type Code } from "../../code/code.js";
import type { Json } from "../../model/json.js";
import type { Acceptor, Operation, Waiter } from "../../model/model.js";
import type { Statement } from "../emitter.js";
import { inputParameter } from "./input.js";
import { runtimeType, runtimeValue, carrierType, waitOptions } from "./symbols.js";

/** What an operation's waiter is told, and its function. */
export function waiterStatements(operation: Operation, waiter: Waiter): Statement[] {
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
      code: code`export function ${identifier(name)}(transport: ${carrierType}, ${inputParameter(operation, identifier(`${operation.typeName}Input`))}, options?: ${waitOptions}): ${waiterResult(operation, waiter)} {
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

/** `Promise<Waited<Data, Data, Error>>`; an outcome that an error status can bring may have no data. */
export function waiterResult({ typeName }: Operation, { acceptors }: Waiter): Code {
  const data = identifier(`${typeName}Data`);
  const told = (outcome: Acceptor["outcome"]) =>
    acceptors.some((acceptor) => acceptor.outcome === outcome && !isSuccess(acceptor.status))
      ? code`${data} | undefined`
      : code`${data}`;
  const ends = acceptors.filter(({ outcome }) => outcome !== "retry");
  const problem = ends.every(({ status }) => isSuccess(status))
    ? nothing
    : code`, ${identifier(`${typeName}Error`)}`;
  return code`Promise<${runtimeType("Waited", "waiter")}<${told("success")}, ${told("failure")}${problem}>>`;
}

function isSuccess(status: Acceptor["status"]): boolean {
  return status !== undefined && String(status).startsWith("2");
}
