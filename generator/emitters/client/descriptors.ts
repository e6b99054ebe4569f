import { code, type Code } from "../../code/code.js";
import { answersByItems } from "../../model/answers.js";
import type { ApiModel, Operation, Parameter } from "../../model/model.js";
import { isSecretParameter, secretsOfAnswers } from "../../model/secrets.js";
import { sentMethod } from "../../model/methods.js";
import { parameterFacts, parameterWriter } from "../../wire/descriptors.js";
import { answerMembers } from "./answer-descriptors.js";
import { bodyDescriptor, contentDescriptor } from "./body-descriptors.js";
import { isPlain } from "./plain-parameters.js";
import { headerMembers } from "./header-descriptors.js";
import { serverDescriptor } from "./server-descriptors.js";
import { listOf, objectOf, told, type Member } from "./literals.js";
import { runtimeValue } from "./symbols.js";

/** An operation as the runtime wants it told, `OperationDescriptor`. Defaults go without saying. */
export function operationDescriptor(operation: Operation, model: ApiModel): Code {
  const { name, method, route, parameters, requestBody, responses, security, servers } = operation;
  const { retry, idempotencyKey } = operation;
  const answers = responses.map(
    ({ status, content }) => [String(status), contentDescriptor(content)] as const,
  );
  const unusual = parameters.flatMap((one) => parameterDescriptor(one, model) ?? []);
  return objectOf([
    ...told({ name, method, path: route }),
    ...(/[a-z]/.test(sentMethod(method)) ? told({ sentAs: method }) : []),
    ...(unusual.length === 0 ? [] : [["parameters", listOf(unusual)] as const]),
    ...(requestBody === undefined ? [] : [["body", bodyDescriptor(requestBody)] as const]),
    ...told({
      responses: Object.fromEntries(answers),
    }),
    ...answerMembers(operation),
    ...told({
      ...(security.length === 0 ? {} : { security }),
      ...(retry === undefined ? {} : { retry }),
    }),
    ...(servers === undefined ? [] : [["servers", listOf(servers.map(serverDescriptor))] as const]),
    ...headerMembers(operation, model.schemas),
    ...addressMember(operation, model),
    ...secretsMember(operation, model),
    ...(idempotencyKey === undefined
      ? []
      : [["idempotencyKey", keyDescriptor(idempotencyKey)] as const]),
    ...(answersByItems(operation) ? [runtimeValue("openItems", "item-stream")] : []),
  ]);
}

function keyDescriptor(header: string): Code {
  return objectOf([
    ...told({ header }),
    ["make", code`${runtimeValue("newKey", "idempotency-key")}`],
  ]);
}

/**
 * `ParameterDescriptor`; undefined for what goes without saying: texts, numbers and flags in the style
 * that is the default of their place.
 */
function parameterDescriptor(parameter: Parameter, model: ApiModel): Code | undefined {
  const facts = parameterFacts(parameter);
  const writer = parameterWriter(facts);
  const isSecret = isSecretParameter(parameter, model.schemas);
  const isUsual = writer === undefined && isPlain(parameter, model.schemas);
  if (isUsual && !isSecret) return undefined;
  const write =
    writer === undefined
      ? runtimeValue("writeUsually", "serialize")
      : runtimeValue(writer, "parameter-writers");
  return objectOf([
    ...told({ ...facts, ...(isSecret ? { secret: true } : {}) }),
    ...(isUsual ? [] : [["write", code`${write}`] as const]),
  ]);
}

/** What shows the address without the secrets that it holds. */
function addressMember({ parameters }: Operation, { schemas }: ApiModel): Member[] {
  return parameters.some(
    (parameter) => /^(?:path|query)$/.test(parameter.in) && isSecretParameter(parameter, schemas),
  )
    ? [runtimeValue("showAddress", "shown-address")]
    : [];
}

/** What is secret in answers, and what covers it where they are shown. */
function secretsMember(operation: Operation, { schemas }: ApiModel): Member[] {
  const { names, whole } = secretsOfAnswers(operation, schemas);
  if (names.length === 0 && !whole) return [];
  return [
    ...(names.length > 0 ? told({ secrets: names }) : []),
    whole
      ? ["conceal", code`${runtimeValue("concealWhole", "conceal")}`]
      : runtimeValue("conceal", "conceal"),
  ];
}
