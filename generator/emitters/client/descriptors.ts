import type { Json, JsonObject } from "../../model/json.js";
import type {
  ApiModel,
  MediaType,
  Operation,
  Parameter,
  SecurityScheme,
  Server,
} from "../../model/model.js";

/** An operation as the runtime wants it told, `OperationDescriptor`. Defaults go without saying. */
export function operationDescriptor(operation: Operation, model: ApiModel): JsonObject {
  const { name, method, path, requestBody, servers } = operation;
  const parameters = operation.parameters.map((parameter) =>
    parameterDescriptor(parameter, isSecret(parameter, model)),
  );
  return {
    name,
    method,
    path,
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(requestBody === undefined
      ? {}
      : {
          body: {
            ...(requestBody.required ? { required: true } : {}),
            content: contentDescriptor(requestBody.content),
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

function parameterDescriptor(parameter: Parameter, secret: boolean): JsonObject {
  const { in: place, key, style, explode, allowReserved, value } = parameter;
  const usual = place === "path" || place === "header" ? "simple" : "form";
  const written: JsonObject =
    "content" in value
      ? { content: value.content.codec }
      : {
          ...(style === usual ? {} : { style }),
          ...(explode === (style === "form") ? {} : { explode }),
          ...(allowReserved ? { allowReserved } : {}),
        };
  return { in: place, key, ...written, ...(secret ? { secret } : {}) };
}

function isSecret({ value }: Parameter, { schemas }: ApiModel): boolean {
  const id = "schema" in value ? value.schema : value.content.schema;
  return id !== undefined && schemas[id]?.secret === true;
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

/** `SecuritySchemeDescriptor` */
export function schemeDescriptor(scheme: SecurityScheme): JsonObject {
  switch (scheme.type) {
    case "apiKey":
      return { type: "apiKey", in: scheme.in, key: scheme.key };
    case "http":
      return { type: "http", scheme: scheme.scheme };
    case "oauth2": {
      const flow = scheme.flows["clientCredentials"];
      if (flow === undefined) return { type: "oauth2" };
      const { encoding = "form", parameters = {} } = flow.tokenRequest ?? {};
      const tokenUrl = flow.tokenUrl === undefined ? {} : { tokenUrl: flow.tokenUrl };
      return { type: "oauth2", clientCredentials: { ...tokenUrl, encoding, parameters } };
    }
    case "openIdConnect":
    case "mutualTLS":
      return { type: scheme.type };
    default:
      return scheme satisfies never;
  }
}
