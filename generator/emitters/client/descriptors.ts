import { code, join, key, literal, type Code, type SymbolRef } from "../../code/code.js";
import { answersByItems } from "../../model/answers.js";
import { isObject, type Json, type JsonObject } from "../../model/json.js";
import type { ApiModel, MediaType, Operation, Parameter, Server } from "../../model/model.js";
import { encodingDescriptors, parameterDescriptor } from "../../wire/descriptors.js";
import { headerDescriptors } from "./header-descriptors.js";
import { runtimeValue } from "./symbols.js";

/** An operation as the runtime wants it told, `OperationDescriptor`. */
export function operationDescriptor(operation: Operation, model: ApiModel): Code {
  const { body, ...told } = operationFacts(operation, model);
  const members = Object.entries(told).map(([name, value]) => [name, literal(value)] as const);
  if (isObject(body)) {
    const at = members.findIndex(([name]) => name === "responses");
    members.splice(at, 0, ["body", bodyDescriptor(body, operation)]);
  }
  const headers = headerDescriptors(operation, model.schemas);
  const readers: SymbolRef[] = [];
  if (Object.keys(headers).length > 0) {
    members.push(["headers", literal(headers)]);
    readers.push(runtimeValue("readHeaders", "response-headers"));
  }
  if (answersByItems(operation)) readers.push(runtimeValue("openItems", "item-stream"));
  return code`{ ${join([...pairs(members), ...readers])} }`;
}

/** The body's facts, and what writes it where that is more than JSON. */
function bodyDescriptor(facts: JsonObject, { requestBody }: Operation): Code {
  const codecs = new Set(requestBody?.content.map(({ codec }) => codec));
  const writers = WRITERS.filter(([codec]) => codecs.has(codec)).map(
    ([codec, writer]) => [codec, code`${writer}`] as const,
  );
  const members = Object.entries(facts).map(([name, value]) => [name, literal(value)] as const);
  return objectOf([
    ...members,
    ...(writers.length === 0 ? [] : [["writers", objectOf(writers)] as const]),
  ]);
}

const WRITERS = [
  ["form", runtimeValue("writeForm", "form")],
  ["multipart", runtimeValue("writeMultipart", "multipart")],
] as const;

function objectOf(members: readonly (readonly [string, Code])[]): Code {
  return code`{ ${join(pairs(members))} }`;
}

function pairs(members: readonly (readonly [string, Code])[]): Code[] {
  return members.map(([name, value]) => code`${key(name)}: ${value}`);
}

/** Defaults go without saying. */
function operationFacts(operation: Operation, model: ApiModel): JsonObject {
  const { name, method, route, requestBody, servers } = operation;
  const parameters = operation.parameters.map((parameter) => ({
    ...parameterDescriptor(parameter),
    ...(isSecret(parameter, model) ? { secret: true } : {}),
  }));
  return {
    name,
    method,
    path: route,
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(requestBody === undefined
      ? {}
      : {
          body: {
            ...(requestBody.required ? { required: true } : {}),
            content: contentDescriptor(requestBody.content),
            ...encodingOf(requestBody.content),
          },
        }),
    responses: Object.fromEntries(
      operation.responses.map(({ status, content }) => [
        String(status),
        contentDescriptor(content),
      ]),
    ),
    ...(operation.security.length === 0 ? {} : { security: operation.security }),
    ...(servers === undefined ? {} : { servers: servers.map(serverDescriptor) }),
  };
}

function isSecret({ value }: Parameter, { schemas }: ApiModel): boolean {
  const id = "schema" in value ? value.schema : value.content.schema;
  return id !== undefined && schemas[id]?.secret === true;
}

function encodingOf(content: readonly MediaType[]): JsonObject {
  const told = content.flatMap((media) => {
    const encodings = encodingDescriptors(media);
    return encodings === undefined ? [] : [[media.type, encodings] as const];
  });
  return told.length === 0 ? {} : { encoding: Object.fromEntries(told) as unknown as JsonObject };
}

function contentDescriptor(content: readonly MediaType[]): JsonObject {
  return Object.fromEntries(content.map((mediaType) => [mediaType.type, codecOf(mediaType)]));
}

/** Server-sent events are JSON in the data of each, unless more is said. */
function codecOf({ codec, events }: MediaType): Json {
  if (events === undefined || (events.item === "data" && events.data === "json")) return codec;
  const { item, data, except } = events;
  return { item, data, ...(except === undefined ? {} : { except }) };
}

/** `ServerDescriptor` */
export function serverDescriptor({ url, variables }: Server): JsonObject {
  const told = Object.entries(variables).map(([name, variable]): [string, Json] => [
    name,
    {
      default: variable.default,
      ...(variable.enum === undefined ? {} : { enum: variable.enum }),
    },
  ]);
  return { url, ...(told.length === 0 ? {} : { variables: Object.fromEntries(told) }) };
}
