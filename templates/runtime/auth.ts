import type { SecurityRequirement, SecuritySchemeDescriptor } from "./descriptor.js";
import {
  base64,
  exchangedTokens,
  givenTokens,
  type ClientCredentials,
  type TokenCredential,
  type TokenRequestOptions,
  type TokenSource,
} from "./token.js";

export interface ApiKeyCredential {
  readonly key: string;
}

export interface BasicCredential {
  readonly username: string;
  readonly password: string;
}

export type Credential = ApiKeyCredential | BasicCredential | ClientCredentials | TokenCredential;

/** Credentials by the name of the document's security scheme. */
export type Credentials = { readonly [scheme: string]: Credential | undefined };

/** What is added to a request. */
export interface Authorization {
  readonly headers: Record<string, string>;
  readonly query: readonly (readonly [key: string, value: string])[];
  readonly cookies: readonly (readonly [key: string, value: string])[];
  /** Told that the server refused it. True when asking again may give something else. */
  refuse(): boolean;
}

export interface Authenticator {
  /**
   * The credentials of the first alternative that can be met. `undefined`: none is needed, or none
   * of the alternatives can be met with what the caller gave.
   */
  authorize(
    alternatives: readonly SecurityRequirement[] | undefined,
  ): Promise<Authorization | undefined>;
  /** Schemes that were asked for and have no credentials, for the message of a 401. */
  missing(alternatives: readonly SecurityRequirement[] | undefined): readonly string[];
}

interface Part {
  readonly in: "header" | "query" | "cookie";
  readonly key: string;
  readonly value: string;
  /** As `Authorization.refuse`. */
  readonly refuse?: () => boolean;
}

type Means = () => Part | Promise<Part>;

/** Holds the credentials, out of sight of whoever prints a client. */
export function createAuthenticator(
  schemes: { readonly [name: string]: SecuritySchemeDescriptor },
  credentials: Credentials,
  options: TokenRequestOptions,
): Authenticator {
  const means = new Map<string, Means | undefined>();
  for (const [name, scheme] of Object.entries(schemes)) {
    const credential = credentials[name];
    if (scheme.type === "mutualTLS") means.set(name, undefined);
    else if (credential !== undefined) means.set(name, meansOf(name, scheme, credential, options));
  }
  const unknown = Object.keys(credentials).find((name) => !Object.hasOwn(schemes, name));
  if (unknown !== undefined)
    throw new TypeError(`auth: the document has no security scheme "${unknown}"`);

  return {
    async authorize(alternatives = []) {
      const chosen = alternatives
        .map((alternative) => Object.keys(alternative))
        .find((names) => names.length > 0 && names.every((name) => means.has(name)));
      if (chosen === undefined) return undefined;
      return joined(await Promise.all(chosen.map((name) => means.get(name)?.())));
    },
    missing(alternatives = []) {
      return [...new Set(alternatives.flatMap((alternative) => Object.keys(alternative)))].filter(
        (name) => !means.has(name),
      );
    },
  };
}

function joined(parts: readonly (Part | undefined)[]): Authorization {
  const headers: Record<string, string> = {};
  const query: [string, string][] = [];
  const cookies: [string, string][] = [];
  for (const part of parts) {
    if (part === undefined) continue;
    if (part.in === "header") headers[part.key] = part.value;
    else (part.in === "query" ? query : cookies).push([part.key, part.value]);
  }
  const refuse = () =>
    parts.map((part) => part?.refuse?.() ?? false).some((renewable) => renewable);
  return { headers, query, cookies, refuse };
}

function meansOf(
  name: string,
  scheme: Exclude<SecuritySchemeDescriptor, { type: "mutualTLS" }>,
  credential: Credential,
  options: TokenRequestOptions,
): Means {
  if (scheme.type === "apiKey") {
    const key = secret(name, "key" in credential ? credential.key : undefined);
    return () => ({ in: scheme.in, key: scheme.key, value: key });
  }
  if ("username" in credential) {
    const value = `Basic ${base64(`${credential.username}:${credential.password}`)}`;
    return () => ({ in: "header", key: "Authorization", value });
  }
  const source = tokensOf(name, scheme, credential, options);
  const prefix = scheme.type === "http" ? capitalised(scheme.scheme) : "Bearer";
  return async () => {
    const token = secret(name, await source.get());
    const refuse = () => source.refuse(token);
    return { in: "header", key: "Authorization", value: `${prefix} ${token}`, refuse };
  };
}

function tokensOf(
  name: string,
  scheme: SecuritySchemeDescriptor,
  credential: Credential,
  options: TokenRequestOptions,
): TokenSource {
  if ("token" in credential) return givenTokens(credential);
  if (
    "clientId" in credential &&
    scheme.type === "oauth2" &&
    scheme.clientCredentials !== undefined
  ) {
    return exchangedTokens(credential, scheme.clientCredentials, options);
  }
  throw new TypeError(`auth.${name}: these credentials do not fit the scheme`);
}

/** `fetch` quotes a header value it refuses; this does not. */
function secret(name: string, value: string | undefined): string {
  const text = (value ?? "").trim();
  if (text === "") throw new TypeError(`auth.${name}: the credential is empty`);
  if (/[^\x20-\x7e\x80-\xff]/.test(text)) {
    throw new TypeError(`auth.${name}: the credential has characters a header cannot carry`);
  }
  return text;
}

function capitalised(scheme: string): string {
  return scheme.charAt(0).toUpperCase() + scheme.slice(1);
}
