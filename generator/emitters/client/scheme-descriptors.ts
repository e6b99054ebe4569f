import { code, type Code, type SymbolRef } from "../../code/code.js";
import type { JsonObject } from "../../model/json.js";
import type { SecurityScheme } from "../../model/model.js";
import { objectOf, told, type Member } from "./literals.js";
import { runtimeValue } from "./symbols.js";

/** `SecuritySchemeDescriptor`: what the document says of a scheme, and what puts its credentials into requests. */
export function schemeDescriptor(scheme: SecurityScheme, client: "whole" | "core" = "whole"): Code {
  const authorizer = authorizerOf(scheme, client);
  return objectOf([
    ...told(schemeFacts(scheme)),
    ...tokenMember(scheme),
    ...(authorizer === undefined ? [] : [["authorize", code`${authorizer}`] as const]),
  ]);
}

function schemeFacts(scheme: SecurityScheme): JsonObject {
  switch (scheme.type) {
    case "apiKey":
      return { type: "apiKey", in: scheme.in, key: scheme.key };
    case "http":
      return { type: "http", scheme: scheme.scheme };
    case "oauth2":
    case "openIdConnect":
    case "mutualTLS":
      return { type: scheme.type };
    default:
      return scheme satisfies never;
  }
}

/** How a token is asked for: by default the client's id and secret stand in the header of forms, and in the body of JSON. */
function tokenMember(scheme: SecurityScheme): Member[] {
  const flow = scheme.type === "oauth2" ? scheme.flows["clientCredentials"] : undefined;
  if (flow === undefined) return [];
  const { tokenUrl, tokenRequest } = flow;
  const { encoding = "form", parameters = {} } = tokenRequest ?? {};
  const credentials = tokenRequest?.credentials ?? (encoding === "json" ? "body" : "header");
  const members: Member[] = [
    ...told(tokenUrl === undefined ? {} : { tokenUrl }),
    ...(encoding === "form"
      ? [["encode", code`${runtimeValue("encodeForm", "token-form")}`] as const]
      : []),
    ...(credentials === "header"
      ? [["prove", code`${runtimeValue("basicOfClient", "basic")}`] as const]
      : []),
    ...told({ parameters }),
  ];
  return [["clientCredentials", objectOf(members)]];
}

function authorizerOf(scheme: SecurityScheme, client: "whole" | "core"): SymbolRef | undefined {
  switch (scheme.type) {
    case "apiKey":
      return authorizer(scheme.in === "cookie" ? "byCookie" : "byApiKey");
    case "http":
      return authorizer(scheme.scheme.toLowerCase() === "basic" ? "byPassword" : "byToken");
    case "oauth2":
      if (scheme.flows["clientCredentials"] === undefined) return authorizer("byToken");
      return client === "core"
        ? runtimeValue("byHeldToken", "core-tokens")
        : authorizer("byClientCredentials");
    case "openIdConnect":
      return authorizer("byToken");
    case "mutualTLS":
      return undefined;
    default:
      return scheme satisfies never;
  }
}

function authorizer(name: string): SymbolRef {
  return runtimeValue(name, "authorizers");
}
