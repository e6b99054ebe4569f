import type {
  CaseOperation,
  Input,
  ViolationCase,
} from "../../../../generator/emitters/contract/case.js";
import { applyEdit } from "../../../../generator/emitters/contract/edit.js";
import type { Json } from "../../../../generator/model/json.js";
import type { ApiModel, Operation } from "../../../../generator/model/model.js";
import { parameterSchema } from "../../../../generator/model/walk.js";
import type { Witness } from "../../../contract/witness.js";

/** What an independent validator objects to in a request, before it is written as text. */
export function requestObjections(operation: Operation, input: Input, witness: Witness): string[] {
  const found: string[] = [];
  const judge = (place: string, schema: `#${string}` | undefined, value: Json): void => {
    const objection = schema === undefined ? undefined : witness.objection(schema, value);
    if (objection !== undefined) found.push(`${place}: ${objection}`);
  };
  for (const parameter of operation.parameters) {
    const value = input[parameter.in]?.[parameter.key];
    const place = `${parameter.in} ${parameter.key}`;
    if (value !== undefined) judge(place, parameterSchema(parameter), value);
    else if (parameter.required) found.push(`${place}: is required`);
  }
  const content = operation.requestBody?.content ?? [];
  const media = content.find(({ type }) => type === input.contentType);
  // A text that stands for XML or bytes is no instance of the schema beside it.
  const isInstance =
    media?.codec === "json" || media?.codec === "form" || media?.codec === "multipart";
  if (input.body !== undefined && isInstance) judge("body", media.schema, input.body);
  if (input.body === undefined && operation.requestBody?.required === true)
    found.push("body: is required");
  return found;
}

/** The input of a violation, wrong as the case wants it. */
export function brokenInput(operation: CaseOperation, violation: ViolationCase): Input {
  return applyEdit(inputOf(operation, violation.input), violation.edit);
}

export function inputOf(operation: CaseOperation, name: string): Input {
  const input = operation.inputs[name];
  if (input === undefined) throw new RangeError(`${operation.name} has no input called ${name}`);
  return input;
}

export function operationOf(model: ApiModel, name: string): Operation {
  const operation = model.operations.find((one) => one.name === name);
  if (operation === undefined) throw new RangeError(`the model has no operation called ${name}`);
  return operation;
}
