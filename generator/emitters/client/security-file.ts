import { code, join, key, type Code } from "../../code/code.js";
import { jsdoc } from "../../code/jsdoc.js";
import type { ApiModel, SecurityScheme } from "../../model/model.js";
import type { EmittedFile } from "../emitter.js";
import { schemeDescriptor } from "./scheme-descriptors.js";
import { runtimeType } from "./symbols.js";

export const SECURITY = "src/client/security.ts";

/** `src/client/security.ts`: the credentials a caller may give, and what the runtime does with them. */
export function securityFile(model: ApiModel): EmittedFile {
  const schemes = Object.entries(model.security);
  const members = schemes.flatMap(([name, scheme]) => {
    const credential = credentialOf(scheme, "whole");
    return credential === undefined
      ? []
      : [code`${commentOf(scheme)}readonly ${key(name)}?: ${credential};`];
  });
  const descriptors = schemes.map(
    ([name, scheme]) => code`${key(name)}: ${schemeDescriptor(scheme)}`,
  );
  return {
    path: SECURITY,
    kind: "typescript",
    statements: [
      {
        docs: "Credentials by the name of the document's security scheme.",
        // A type, not an interface: those fit no index signature.
        code: code`export type Auth = {${lines(members)}};`,
      },
      {
        code: code`export const securitySchemes: ${runtimeType("DocumentDescriptor", "descriptor")}["security"] = {${join(descriptors)}};`,
      },
    ],
  };
}

/** What satisfies a scheme, of a whole client or of `./core`; nothing for one that is no part of a request. */
export function credentialOf(scheme: SecurityScheme, client: "whole" | "core"): Code | undefined {
  const token = runtimeType("TokenCredential", "token");
  switch (scheme.type) {
    case "apiKey":
      return code`${runtimeType("ApiKeyCredential", "auth")}`;
    case "http":
      return scheme.scheme.toLowerCase() === "basic"
        ? code`${runtimeType("BasicCredential", "auth")} | ${token}`
        : code`${token}`;
    case "oauth2":
      return scheme.flows["clientCredentials"] === undefined
        ? code`${token}`
        : client === "core"
          ? code`Omit<${runtimeType("ClientCredentials", "token")}, "share">`
          : code`${runtimeType("ClientCredentials", "token")} | ${token}`;
    case "openIdConnect":
      return code`${token}`;
    case "mutualTLS":
      return undefined;
    default:
      return scheme satisfies never;
  }
}

const NOT_IN_BROWSERS =
  "Not in browsers: no program can set a cookie there, and what the server has set is sent without one.";

function commentOf(scheme: SecurityScheme): Code {
  const isCookie = scheme.type === "apiKey" && scheme.in === "cookie";
  const said = [scheme.docs.description, ...(isCookie ? [NOT_IN_BROWSERS] : [])];
  const text = jsdoc(said.filter((part) => part !== undefined).join("\n\n"));
  return { kind: "code", parts: text === "" ? [] : [`${text}\n`] };
}

/** One member a line. */
export function lines(members: readonly Code[]): Code {
  return members.length === 0 ? code`` : code`\n${join(members, "\n")}\n`;
}
