import { code, literal, nothing, type, type Code, type SymbolRef } from "../../code/code.js";
import { offeredTypes } from "../../model/answers.js";
import type { Operation } from "../../model/model.js";
import { operationKeyOf } from "../../model/type-keys.js";
import { acceptOptions, apiCall, callOptions, operationsType, runtimeType } from "./symbols.js";

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

/** The operation's own types, as they are called where the signature stands. */
interface Named {
  readonly accept: SymbolRef | Code;
  readonly data: SymbolRef | Code;
  /** Where the document describes any. */
  readonly headers: SymbolRef | Code | undefined;
}

export function signatureOf(operation: Operation, { accept, data, headers }: Named): Signature {
  const described = headers === undefined ? nothing : code`, ${headers}`;
  if (!hasChoice(operation)) {
    return {
      typeParameters: nothing,
      options: code`${callOptions}`,
      result: code`${apiCall}<${data}${described}>`,
    };
  }
  const chosen = code`${runtimeType("Data", "inference")}<${typesOf(operation)}, Type>`;
  return {
    typeParameters: code`<Type extends ${accept} = never>`,
    options: code`${acceptOptions}<Type>`,
    result: code`${apiCall}<${chosen}${described}>`,
  };
}

/** `operations["getReport"]` */
export function typesOf(operation: Operation): Code {
  return code`${operationsType}[${literal(operationKeyOf(operation))}]`;
}

/** `GetReportAccept` of a group's file. */
export function acceptType({ typeName }: Operation, path: string): SymbolRef {
  return type(`${typeName}Accept`, path);
}
