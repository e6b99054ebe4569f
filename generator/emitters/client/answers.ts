import { code, literal, nothing, type, type Code, type SymbolRef } from "../../code/code.js";
import { answersByItems, offeredTypes } from "../../model/answers.js";
import type { Operation } from "../../model/model.js";
import { operationKeyOf } from "../../model/type-keys.js";
import {
  acceptOptions,
  apiCall,
  callOptions,
  operationsType,
  runtimeType,
  runtimeValue,
} from "./symbols.js";

/** True where a caller may choose the media type of what a call resolves to. */
export function hasChoice(operation: Operation): boolean {
  return offeredTypes(operation).length > 0;
}

/** What a call of an operation gives, as its function and the client's member say. */
export interface Signature {
  /** `<Type extends GetReportAccept = never>`, or nothing. */
  readonly typeParameters: Code;
  /** The type of `options`. */
  readonly options: Code;
  readonly result: Code;
}

/** `accept` and `data` are the operation's own types, as they are called where the signature stands. */
export function signatureOf(
  operation: Operation,
  accept: SymbolRef | Code,
  data: SymbolRef | Code,
): Signature {
  if (!hasChoice(operation)) {
    return {
      typeParameters: nothing,
      options: code`${callOptions}`,
      result: code`${apiCall}<${data}>`,
    };
  }
  return {
    typeParameters: code`<Type extends ${accept} = never>`,
    options: code`${acceptOptions}<Type>`,
    result: code`${apiCall}<${runtimeType("Data", "inference")}<${typesOf(operation)}, Type>>`,
  };
}

/** `operations["getReport"]` */
export function typesOf(operation: Operation): Code {
  return code`${operationsType}[${literal(operationKeyOf(operation))}]`;
}

/** What `transport.call` is given beyond the usual: the reader of streams, where an answer may be one. */
export function opening(operation: Operation): Code {
  return answersByItems(operation) ? code`, ${runtimeValue("openItems", "item-stream")}` : nothing;
}

/** `GetReportAccept` of a group's file. */
export function acceptType({ typeName }: Operation, path: string): SymbolRef {
  return type(`${typeName}Accept`, path);
}
