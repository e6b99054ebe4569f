import type {
  SecurityRequirement,
  SecuritySchemeDescriptor,
  SecuritySchemeFacts,
} from "./descriptor.js";
import type { Given } from "./given-secret.js";
import type {
  ClientCredentials,
  TokenCredential,
  TokenRequestOptions,
  TokenSource,
} from "./token.js";

/** A function is asked once for calls that start together, what it gives kept, and asked again after a 401. */
export interface ApiKeyCredential {
  readonly key: Given;
}

/** As with `ApiKeyCredential`, the password may come from a function. */
export interface BasicCredential {
  readonly username: string;
  readonly password: Given;
}

export type Credential = ApiKeyCredential | BasicCredential | ClientCredentials | TokenCredential;

/** Credentials by the name of the document's security scheme. */
export type Credentials = { readonly [scheme: string]: Credential | undefined };

/** What is added to a request. */
export interface Authorization {
  readonly headers: Record<string, string>;
  readonly query: readonly (readonly [key: string, value: string])[];
  readonly cookies: readonly (readonly [key: string, value: string])[];
  /** Told that the server took it. */
  accept(): void;
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

/** What a credential adds to a request. */
export interface Proof {
  readonly in: "header" | "query" | "cookie";
  readonly key: string;
  readonly value: string;
  /** Where its secret came from, which is told whether the server took it. */
  readonly source: TokenSource;
  /** What came from there. */
  readonly given: string;
}

/** Gives what proves who calls, anew for each request; `scopes`: what the operation needs of it. */
export type Means = (scopes: readonly string[]) => Proof | Promise<Proof>;

/**
 * Makes means of a scheme's credential. `name` is the scheme's, for messages; tokens are asked for
 * with `options`.
 *
 * @throws TypeError for a credential that does not fit the scheme, or that no request can carry
 */
export type Authorizer = (
  name: string,
  scheme: SecuritySchemeFacts,
  credential: Credential,
  options: TokenRequestOptions,
) => Means;

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
    if (credential === undefined) continue;
    if (scheme.authorize === undefined) throw unfit(name);
    means.set(name, scheme.authorize(name, scheme, credential, options));
  }
  const schemeOf = (name: string) => (Object.hasOwn(schemes, name) ? schemes[name] : undefined);
  const isOutside = (name: string) => schemeOf(name)?.type === "mutualTLS";

  return {
    async authorize(alternatives = [], written) {
      const isWritten = (name: string) => {
        const header = headerOf(schemeOf(name));
        return header !== undefined && written.has(header);
      };
      const asked = alternatives.map((alternative) => Object.entries(alternative));
      const met = asked.filter(
        (needs) =>
          needs.length > 0 &&
          needs.every(([name]) => means.has(name) || isWritten(name) || isOutside(name)),
      );
      const chosen = met.find((needs) => !needs.every(([name]) => isOutside(name))) ?? met[0];
      if (chosen === undefined) return undefined;
      const wanted = chosen.filter(([name]) => !isWritten(name));
      return joined(await Promise.all(wanted.map(([name, scopes]) => means.get(name)?.(scopes))));
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

function joined(parts: readonly (Proof | undefined)[]): Authorization {
  const headers: Record<string, string> = {};
  const query: [string, string][] = [];
  const cookies: [string, string][] = [];
  for (const part of parts) {
    if (part === undefined) continue;
    if (part.in === "header") headers[part.key] = part.value;
    else (part.in === "query" ? query : cookies).push([part.key, part.value]);
  }
  const accept = () => {
    for (const part of parts) part?.source.accept?.(part.given);
  };
  const refuse = () => parts.map((part) => part?.source.refuse(part.given)).includes(true);
  return { headers, query, cookies, accept, refuse };
}

/** Why the credentials of a scheme cannot be used. */
export function unfit(name: string, reason = "these credentials do not fit the scheme"): TypeError {
  return new TypeError(`auth.${name}: ${reason}`);
}

/** `fetch` quotes a header value it refuses; this does not. */
export function secret(name: string, value: string | undefined): string {
  const text = (value ?? "").trim();
  if (text === "") throw unfit(name, "the credential is empty");
  if (/[^\x20-\x7e\x80-\xff]/.test(text)) {
    throw unfit(name, "the credential has characters a header cannot carry");
  }
  return text;
}
