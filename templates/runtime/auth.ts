import { mayWriteCookies, NO_COOKIES } from "./cookies.js";
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
   * What the first alternative asks for that can be met; one that takes no credentials of the caller's
   * (mutual TLS is its `fetch`'s business) comes last. `undefined`: none is needed, or none can be met.
   *
   * `written`: headers the caller wrote; who writes one of a scheme answers for it.
   */
  authorize(
    alternatives: readonly SecurityRequirement[] | undefined,
    written: Headers,
  ): Promise<Authorization | undefined>;
  /** For the message of a 401: "platform, nor for key and session". Empty where nothing is missing. */
  missing(alternatives: readonly SecurityRequirement[] | undefined): string;
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
  const means = new Map<string, Means>();
  for (const [name, credential] of Object.entries(credentials)) {
    const scheme = Object.hasOwn(schemes, name) ? schemes[name] : undefined;
    if (scheme === undefined)
      throw new TypeError(`auth: the document has no security scheme "${name}"`);
    if (credential !== undefined) means.set(name, meansOf(name, scheme, credential, options));
  }
  const schemeOf = (name: string) => (Object.hasOwn(schemes, name) ? schemes[name] : undefined);
  const isOutside = (name: string) => schemeOf(name)?.type === "mutualTLS";

  return {
    async authorize(alternatives = [], written) {
      const isWritten = (name: string) => {
        const header = headerOf(schemeOf(name));
        return header !== undefined && written.has(header);
      };
      const asked = alternatives.map((alternative) => Object.keys(alternative));
      const met = asked.filter(
        (names) =>
          names.length > 0 &&
          names.every((name) => means.has(name) || isWritten(name) || isOutside(name)),
      );
      const chosen = met.find((names) => !names.every(isOutside)) ?? met[0];
      if (chosen === undefined) return undefined;
      const wanted = chosen.filter((name) => !isWritten(name));
      return joined(await Promise.all(wanted.map((name) => means.get(name)?.())));
    },
    missing(alternatives = []) {
      const lacking = alternatives.map((alternative) =>
        Object.keys(alternative).filter((name) => !means.has(name) && !isOutside(name)),
      );
      const said = lacking.filter((names) => names.length > 0).map((names) => names.join(" and "));
      return [...new Set(said)].join(", nor for ");
    },
  };
}

/** The header that a scheme writes; undefined for those that write none. */
function headerOf(scheme: SecuritySchemeDescriptor | undefined): string | undefined {
  if (scheme === undefined || scheme.type === "mutualTLS") return undefined;
  if (scheme.type !== "apiKey") return "Authorization";
  return scheme.in === "header" ? scheme.key : undefined;
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
  scheme: SecuritySchemeDescriptor,
  credential: Credential,
  options: TokenRequestOptions,
): Means {
  if (scheme.type === "apiKey" && "key" in credential) {
    const value = secret(name, credential.key);
    if (scheme.in === "cookie") refuseCookie(name, value);
    return () => ({ in: scheme.in, key: scheme.key, value });
  }
  if (
    scheme.type === "http" &&
    scheme.scheme.toLowerCase() === "basic" &&
    "username" in credential
  ) {
    // What follows the first colon is the password. RFC 7617, section 2.
    if (credential.username.includes(":"))
      throw new TypeError(`auth.${name}: a user name must not contain ":"`);
    const value = `Basic ${base64(`${credential.username}:${credential.password}`)}`;
    return () => ({ in: "header", key: "Authorization", value });
  }
  if (scheme.type === "apiKey" || scheme.type === "mutualTLS") throw unfit(name);
  const source = tokensOf(name, scheme, credential, options);
  const prefix = scheme.type === "http" ? capitalised(scheme.scheme) : "Bearer";
  return async () => {
    const token = secret(name, await source.get());
    const refuse = () => source.refuse(token);
    return { in: "header", key: "Authorization", value: `${prefix} ${token}`, refuse };
  };
}

/** A cookie has no escape that all servers know, and in browsers none can be set. */
function refuseCookie(name: string, value: string): void {
  if (!mayWriteCookies()) throw new TypeError(`auth.${name}: ${NO_COOKIES}`);
  if (/[^!#-+\--:<-[\]-~]/.test(value))
    throw new TypeError(`auth.${name}: the credential has characters a cookie cannot carry`);
}

function unfit(name: string): TypeError {
  return new TypeError(`auth.${name}: these credentials do not fit the scheme`);
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
  throw unfit(name);
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
