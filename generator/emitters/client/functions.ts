import { code, identifier, join, literal, nothing, type Code } from "../../code/code.js";
import { isMade } from "../../model/linked-calls.js";
import type { ApiModel, Operation } from "../../model/model.js";
import type { Statement } from "../emitter.js";
import { hasChoice, signatureOf, typesOf } from "./answers.js";
import { operationDescriptor } from "./descriptors.js";
import { describedHeaders } from "./header-descriptors.js";
import { inputParameter } from "./input.js";
import { linksStatements } from "./links.js";
import { operationDocs } from "./operation-docs.js";
import { pagesStatements } from "./pages.js";
import { runtimeType, carrierType } from "./symbols.js";
import { waiterStatements } from "./waiters.js";

/** One operation: its types, its descriptor, its function, and what its extensions add. */
export function operationStatements(operation: Operation, model: ApiModel): Statement[] {
  const { name, typeName } = operation;
  const called = typesOf(operation);
  const input = identifier(`${typeName}Input`);
  const data = identifier(`${typeName}Data`);
  const accept = identifier(`${typeName}Accept`);
  const descriptor = identifier(`${name}Operation`);
  const described = describedHeaders(operation, model.schemas);
  const { typeParameters, options, result } = signatureOf(operation, {
    accept,
    data,
    headers: described.length === 0 ? undefined : identifier(`${typeName}Headers`),
  });
  return [
    {
      docs: `What \`${name}\` takes.`,
      code: code`export type ${input} = ${inputType(operation)};`,
    },
    {
      docs: `What \`${name}\` resolves to.`,
      code: code`export type ${data} = ${runtimeType("Data", "inference")}<${called}>;`,
    },
    ...(hasChoice(operation)
      ? [
          {
            docs: `The media types that \`${name}\` can be asked for.`,
            code: code`export type ${accept} = ${runtimeType("Accept", "inference")}<${called}>;`,
          },
        ]
      : []),
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
      code: code`export function ${identifier(name)}${typeParameters}(transport: ${carrierType}, ${inputParameter(operation, input)}, options?: ${options}): ${result} {
  return transport.call(${descriptor}, input, options);
}`,
    },
    ...(operation.waiter === undefined ? [] : waiterStatements(operation, operation.waiter)),
    ...(operation.pagination === undefined ? [] : pagesStatements(operation, operation.pagination)),
    ...linksStatements(operation, model),
  ];
}

/** What a call takes; a key that the document requires is made by the client. */
function inputType(operation: Operation): Code {
  const { parameters, idempotencyKey } = operation;
  const taken = code`${runtimeType("Input", "inference")}<${typesOf(operation)}${defaultOf(operation)}>`;
  const made = parameters.find((parameter) => isMade(parameter, idempotencyKey));
  return made?.required === true
    ? code`${runtimeType("Keyed", "inference")}<${taken}, ${literal(made.key)}>`
    : taken;
}

/** Of several media types, the one the runtime sends when a call names none. */
function defaultOf({ requestBody }: Operation): Code {
  const content = requestBody?.content ?? [];
  const usual = content.find(({ codec }) => codec === "json") ?? content[0];
  return usual === undefined || content.length === 1 ? nothing : code`, ${literal(usual.type)}`;
}
