import type { ApiModel, SecurityScheme } from "./model.js";

/** What a caller proves itself with, by its name in the client's options; a certificate is `fetch`'s business. */
export type CredentialRole =
  "key" | "token" | "username" | "password" | "clientId" | "clientSecret" | "certificate";

const NAMES: Readonly<Record<CredentialRole, string>> = {
  key: "API_KEY",
  token: "API_TOKEN",
  username: "API_USERNAME",
  password: "API_PASSWORD",
  clientId: "CLIENT_ID",
  clientSecret: "CLIENT_SECRET",
  certificate: "CLIENT_CERTIFICATE",
};

/** What the client is given for a scheme. */
export function credentialRoles(scheme: SecurityScheme): readonly CredentialRole[] {
  switch (scheme.type) {
    case "apiKey":
      return ["key"];
    case "http":
      return scheme.scheme.toLowerCase() === "basic" ? ["username", "password"] : ["token"];
    case "oauth2":
      return scheme.flows["clientCredentials"] === undefined
        ? ["token"]
        : ["clientId", "clientSecret"];
    case "openIdConnect":
      return ["token"];
    case "mutualTLS":
      return [];
    default:
      return scheme satisfies never;
  }
}

/**
 * The environment variable that samples take a credential from: `API_KEY`; of one of several schemes,
 * `SESSION_API_KEY`, behind the scheme's name, numbered where two names come out alike.
 */
export function credentialVariable(
  security: ApiModel["security"],
  scheme: string,
  role: CredentialRole,
): string {
  const schemes = Object.keys(security);
  if (schemes.length < 2) return NAMES[role];
  const name = prefixed(scheme, NAMES[role]);
  const alike = schemes.filter((other) => prefixed(other, NAMES[role]) === name);
  const at = alike.indexOf(scheme);
  return at > 0 ? `${name}_${String(at + 1)}` : name;
}

/** `sessionKey` and `API_KEY` make `SESSION_API_KEY`; `my_api` and `API_KEY`, `MY_API_KEY`. */
function prefixed(scheme: string, name: string): string {
  const words = scheme
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .toUpperCase()
    .split(/[^A-Z0-9]+/)
    .filter((word) => word !== "");
  const [first, ...rest] = name.split("_");
  if (words.at(-1) === rest.at(-1)) words.pop();
  if (words.at(-1) === first) words.pop();
  if (words.length > 0 && /^[0-9]/.test(words[0] ?? "")) words.unshift("SCHEME");
  return [...words, name].join("_");
}
