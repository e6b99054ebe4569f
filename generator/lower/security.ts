import type { Json, JsonObject } from "../model/json.js";
import type {
  OAuthFlow,
  SecurityRequirement,
  SecurityScheme,
  Server,
  ServerVariable,
} from "../model/model.js";
import { child } from "../model/pointer.js";
import type { Pointer } from "../model/schema.js";
import { isObject, listOf, member, objectOf, present, recordOf, textOf } from "./access.js";
import { docsOf, extensionsOf } from "./docs.js";
import type { Fault } from "./extensions/extension.js";
import { tokenRequestOf } from "./extensions/token-request.js";
import type { Reading } from "./reading.js";

/** @see https://spec.openapis.org/oas/v3.1.0#server-object */
export function serversOf(servers: Json | undefined, pointer: Pointer): Server[] {
  return listOf(servers).flatMap((server, index) => {
    const source = objectOf(server);
    const url = textOf(member(source, "url"));
    if (url === undefined) return [];
    const variables = Object.entries(objectOf(member(source, "variables"))).map(
      ([name, variable]) => [name, variableOf(objectOf(variable))] as const,
    );
    return [
      present({
        pointer: child(pointer, index),
        url,
        name: textOf(member(source, "name")),
        description: textOf(member(source, "description")),
        extensions: extensionsOf(source),
        variables: recordOf(variables),
      }),
    ];
  });
}

function variableOf(source: JsonObject): ServerVariable {
  const allowed = listOf(member(source, "enum")).map(String);
  return present({
    default: String(member(source, "default") ?? allowed[0] ?? ""),
    enum: allowed.length > 0 ? allowed : undefined,
    description: textOf(member(source, "description")),
  });
}

/** @see https://spec.openapis.org/oas/v3.1.0#security-requirement-object */
export function requirementsOf(security: Json | undefined): SecurityRequirement[] {
  return listOf(security)
    .filter(isObject)
    .map((requirement) =>
      recordOf(
        Object.entries(requirement).map(
          ([scheme, scopes]) =>
            [scheme, listOf(scopes).filter((scope) => typeof scope === "string")] as const,
        ),
      ),
    );
}

/** @see https://spec.openapis.org/oas/v3.1.0#security-scheme-object */
export function securitySchemesOf(
  reading: Reading,
  faults: Fault[],
): { readonly [name: string]: SecurityScheme } {
  const schemes = objectOf(reading.at("#/components/securitySchemes"));
  return recordOf(
    Object.entries(schemes).flatMap(([name, written]) => {
      const [value, pointer] = reading.follow(written, child("#/components/securitySchemes", name));
      const scheme = isObject(value) ? schemeOf(value, pointer, faults) : undefined;
      return scheme === undefined ? [] : [[name, scheme] as const];
    }),
  );
}

function schemeOf(
  source: JsonObject,
  pointer: Pointer,
  faults: Fault[],
): SecurityScheme | undefined {
  const common = { pointer, docs: docsOf(source) };
  const type = textOf(member(source, "type"));
  switch (type) {
    case "apiKey": {
      const place = textOf(member(source, "in"));
      const key = textOf(member(source, "name"));
      if (key === undefined || (place !== "query" && place !== "header" && place !== "cookie"))
        return undefined;
      return { ...common, type, in: place, key };
    }
    case "http":
      return present({
        ...common,
        type,
        scheme: (textOf(member(source, "scheme")) ?? "bearer").toLowerCase(),
        bearerFormat: textOf(member(source, "bearerFormat")),
      });
    case "oauth2":
      return present({
        ...common,
        type,
        metadataUrl: textOf(member(source, "oauth2MetadataUrl")),
        flows: recordOf(
          Object.entries(objectOf(member(source, "flows")))
            .filter(([name]) => !name.startsWith("x-"))
            .map(([name, flow]) => {
              const at = child(pointer, "flows", name);
              return [name, flowOf(objectOf(flow), at, name, faults)] as const;
            }),
        ),
      });
    case "openIdConnect":
      return { ...common, type, url: textOf(member(source, "openIdConnectUrl")) ?? "" };
    case "mutualTLS":
      return { ...common, type };
    default:
      return undefined;
  }
}

/** @see https://spec.openapis.org/oas/v3.1.0#oauth-flow-object */
function flowOf(source: JsonObject, pointer: Pointer, name: string, faults: Fault[]): OAuthFlow {
  return present({
    authorizationUrl: textOf(member(source, "authorizationUrl")),
    deviceAuthorizationUrl: textOf(member(source, "deviceAuthorizationUrl")),
    tokenUrl: textOf(member(source, "tokenUrl")),
    refreshUrl: textOf(member(source, "refreshUrl")),
    scopes: texts(member(source, "scopes")),
    tokenRequest: tokenRequestOf(source, pointer, name, faults),
  });
}

function texts(object: Json | undefined): { readonly [name: string]: string } {
  return recordOf(
    Object.entries(objectOf(object)).flatMap(([name, value]) =>
      typeof value === "string" ? [[name, value] as const] : [],
    ),
  );
}
