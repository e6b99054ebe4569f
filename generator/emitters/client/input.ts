import { code, type Code } from "../../code/code.js";
import { isMade } from "../../model/linked-calls.js";
import type { Operation } from "../../model/model.js";
import type { runtimeType } from "./symbols.js";

/** True when there is nothing a caller must say. */
function isInputOptional({ parameters, requestBody, idempotencyKey }: Operation): boolean {
  return (
    !parameters.some((parameter) => parameter.required && !isMade(parameter, idempotencyKey)) &&
    requestBody?.required !== true
  );
}

/** `input: CreateConnectionInput` or `input?: …` */
export function inputParameter(
  operation: Operation,
  inputType: Code | ReturnType<typeof runtimeType>,
): Code {
  return isInputOptional(operation) ? code`input?: ${inputType}` : code`input: ${inputType}`;
}
