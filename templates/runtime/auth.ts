import type {
  SecurityRequirement,
  SecuritySchemeDescriptor,
  SecuritySchemeFacts,
} from "./descriptor.js";
import type { Given } from "./given-secret.js";
import type { SentHeaders } from "./headers.js";
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

export interface Authenticator {
  /**
   * What the first alternative asks for that can be met; one that takes no credentials of the caller's
   * (mutual TLS is its `fetch`'s business) comes last. `undefined`: none is needed, or none can be met.
   *
   * `written`: headers the caller wrote; who writes one of a scheme answers for it.
   */
  authorize(
    alternatives: readonly SecurityRequirement[] | undefined,
    written: SentHeaders,
  ): Proof[] | Promise<Proof[]> | undefined;
  /** For the message of a 401: "platform, nor for key and session". Empty where nothing is missing. */
  missing(alternatives: readonly SecurityRequirement[] | undefined): string;
}

/** A request whose credentials are being written. */
export interface Unproven {
  readonly headers: SentHeaders;
  url: string;
}

/** What a credential adds to a request. */
export interface Proof {
  readonly write: (request: Unproven) => void;
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
  // Of a scheme that is no part of a request, the caller's \`fetch\` takes care.
  const isOutside = (name: string) => schemes[name]?.type === "mutualTLS";

  return {
    authorize(alternatives = [], written) {
      const isWritten = (name: string) => headerOf(schemes[name]) in written;
      let chosen: SecurityRequirement | undefined;
      for (const alternative of alternatives) {
        const names = Object.keys(alternative);
        if (!names.every((name) => means.has(name) || isWritten(name) || isOutside(name))) continue;
        if (!names.every(isOutside)) {
          chosen = alternative;
          break;
        }
        if (names.length > 0) chosen ??= alternative;
      }
      if (chosen === undefined) return undefined;
      const proofs = Object.entries(chosen).flatMap(([name, scopes]) =>
        isWritten(name) ? [] : (means.get(name)?.(scopes) ?? []),
      );
      return proofs.some((proof) => proof instanceof Promise)
        ? Promise.all(proofs)
        : (proofs as Proof[]);
    },
    missing(alternatives = []) {
      const lacking = alternatives.map((alternative) =>
        Object.keys(alternative)
          .filter((name) => !means.has(name) && !isOutside(name))
          .join(" and "),
      );
      return [...new Set(lacking)].filter(Boolean).join(", nor for ");
    },
  };
}

/** The header that a scheme writes, in lower case; empty for those that write none. */
function headerOf(scheme: SecuritySchemeDescriptor | undefined): string {
  if (scheme?.type !== "apiKey") return scheme?.authorize ? "authorization" : "";
  return scheme.in === "header" ? scheme.key.toLowerCase() : "";
}

/** Why the credentials of a scheme cannot be used. */
export function unfit(name: string, reason = "the credential does not fit the scheme"): TypeError {
  return new TypeError(`auth.${name}: ${reason}`);
}

/** `fetch` quotes a header value it refuses; this does not. */
export function secret(name: string, value: string | undefined): string {
  const text = (value ?? "").trim();
  if (text === "") throw unfit(name, "the credential is empty");
  if (/[^\x20-\x7e\x80-\xff]/.test(text))
    throw unfit(name, "the credential has characters a header cannot carry");
  return text;
}
