import { code, type Code, type SymbolRef } from "../../code/code.js";
import type { JsonObject } from "../../model/json.js";
import type { SecurityScheme } from "../../model/model.js";
import { objectOf, told } from "./literals.js";
import { runtimeValue } from "./symbols.js";

/** `SecuritySchemeDescriptor`: what the document says of a scheme, and what puts its credentials into requests. */
export function schemeDescriptor(scheme: SecurityScheme): Code {
  const authorizer = authorizerOf(scheme);
  const facts = told(schemeFacts(scheme));
  return objectOf(
    authorizer === undefined ? facts : [...facts, ["authorize", code`${authorizer}`]],
  );
}

function schemeFacts(scheme: SecurityScheme): JsonObject {
  switch (scheme.type) {
    case "apiKey":
      return { type: "apiKey", in: scheme.in, key: scheme.key };
    case "http":
      return { type: "http", scheme: scheme.scheme };
    case "oauth2": {
      const flow = scheme.flows["clientCredentials"];
      if (flow === undefined) return { type: "oauth2" };
      const { encoding = "form", credentials, parameters = {} } = flow.tokenRequest ?? {};
      const stands = credentials === undefined ? {} : { credentials };
      const tokenUrl = flow.tokenUrl === undefined ? {} : { tokenUrl: flow.tokenUrl };
      return {
        type: "oauth2",
        clientCredentials: { ...tokenUrl, encoding, ...stands, parameters },
      };
    }
    case "openIdConnect":
    case "mutualTLS":
      return { type: scheme.type };
    default:
      return scheme satisfies never;
  }
}

function authorizerOf(scheme: SecurityScheme): SymbolRef | undefined {
  switch (scheme.type) {
    case "apiKey":
      return authorizer(scheme.in === "cookie" ? "byCookie" : "byApiKey");
    case "http":
      return authorizer(scheme.scheme.toLowerCase() === "basic" ? "byPassword" : "byToken");
    case "oauth2":
      return authorizer(
        scheme.flows["clientCredentials"] === undefined ? "byToken" : "byClientCredentials",
      );
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
