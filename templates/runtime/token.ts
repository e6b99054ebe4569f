import type { Clock } from "./clock.js";
import { openDeadline } from "./deadline.js";
import type { TokenRequestDescriptor } from "./descriptor.js";
import type { Given } from "./given-secret.js";
import { heldTokens, type Lease } from "./held-token.js";
import { redactUrl, unquoted } from "./redact.js";
import type { SharedTokens } from "./shared-tokens.js";
import type { TokenFailure } from "./errors.js";
import { TokenFault } from "./token-fault.js";

/** Credentials exchanged for a token. @see https://www.rfc-editor.org/rfc/rfc6749#section-4.4 */
export interface ClientCredentials {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Instead of the document's. */
  readonly tokenUrl?: string;
  /**
   * What every token is asked for; an empty list: nothing, the server decides. By default each call
   * is sent with a token for the scopes that the document says it needs.
   *
   * @see https://www.rfc-editor.org/rfc/rfc6749#section-3.3
   */
  readonly scopes?: readonly string[];
  /** Beside, or instead of, those the document gives, such as `audience`. */
  readonly parameters?: { readonly [name: string]: string };
  /** Tokens shared with other clients: `shareTokens(store)`. */
  readonly share?: SharedTokens;
}

/** A token, or where to get one. */
export interface TokenCredential {
  /** A function is asked once for calls that start together, its token kept, and asked again after a 401. */
  readonly token: Given;
  /** `false`: ask for every call; for functions that keep tokens themselves. */
  readonly cache?: boolean;
}

/** Gives tokens; holds the only copy of them. */
export interface TokenSource {
  /** The token to send, at once where there is one. Rejects with a `TokenFault`. */
  get(): string | Promise<string>;
  /** Told that the server took a token. */
  accept?(token: string): void;
  /** Told that the server refused a token. False when another one cannot be had. */
  refuse(token: string): boolean;
}

/** What token requests are sent with. */
export interface TokenRequestOptions {
  readonly fetch: (request: Request) => Promise<Response>;
  readonly clock: Clock;
  /** Milliseconds. */
  readonly timeout: number;
  /** From 0 to below 1; for tests. */
  readonly random?: () => number;
}

/** Tokens by client credentials: those that are shared, where they are, else asked for. */
export function exchangedTokens(
  credentials: ClientCredentials,
  descriptor: TokenRequestDescriptor,
  options: TokenRequestOptions,
): TokenSource {
  const { clientId, scopes = [], share } = credentials;
  const { clock, random } = options;
  const tokenUrl = credentials.tokenUrl ?? descriptor.tokenUrl ?? "";
  const fields: Record<string, string> = {
    grant_type: "client_credentials",
    ...(scopes.length > 0 && { scope: scopes.join(" ") }),
    ...descriptor.parameters,
    ...credentials.parameters,
  };
  const ask = () => requestToken(tokenUrl, requestInit(credentials, fields, descriptor), options);
  const lease = (before: string | undefined) =>
    share?.lease({ tokenUrl, clientId, fields }, before, clock, ask) ?? ask();
  return heldTokens(lease, clock, random);
}

async function requestToken(
  address: string,
  init: RequestInit,
  { fetch, clock, timeout }: TokenRequestOptions,
): Promise<Lease> {
  const tokenUrl = redactUrl(address);
  const fail = (message: string, facts?: Partial<TokenFailure>) =>
    new TokenFault({ message, tokenUrl, ...facts });
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined)
    throw new TokenFault({ message: "the token URL is not absolute: give tokenUrl" });
  // `fetch` refuses them, and quotes them.
  if (url.username + url.password !== "")
    throw new TokenFault({ message: "the token URL names a user, which belongs into auth" });
  const deadline = openDeadline(clock, timeout);
  let response;
  let text;
  try {
    const { signal } = deadline;
    response = await deadline.race(fetch(new Request(address, { ...init, signal })));
    text = await deadline.race(response.text());
  } catch (cause) {
    throw fail(
      deadline.expired()
        ? `the token request took more than ${String(timeout)} ms`
        : `no answer to POST ${tokenUrl}`,
      { cause: unquoted(cause, address, tokenUrl) },
    );
  } finally {
    deadline.close();
  }
  // Browsers show nothing of a redirect, not even its status.
  const status = response.status || undefined;
  if (response.type === "opaqueredirect" || /^3/.test(String(status)))
    throw fail(`POST ${tokenUrl} redirects, and the secret does not follow`, { status });
  const { access_token: token, expires_in, error, error_description } = members(text);
  if (!response.ok) {
    const code = codeOf(error);
    const description = typeof error_description === "string" ? error_description : undefined;
    const said = code === undefined ? "" : ` ${code}`;
    throw fail(`${String(status)}${said} from POST ${tokenUrl}`, { status, code, description });
  }
  if (typeof token !== "string" || token === "")
    throw fail(`no access_token in the answer of POST ${tokenUrl}`, { status });
  const seconds = Number(expires_in ?? Infinity);
  return { token, expires: Number.isNaN(seconds) ? Infinity : clock.now() + seconds * 1000 };
}

function requestInit(
  { clientId, clientSecret }: ClientCredentials,
  fields: Readonly<Record<string, string>>,
  { encode, prove }: TokenRequestDescriptor,
): RequestInit {
  const told = prove ? fields : { ...fields, client_id: clientId, client_secret: clientSecret };
  const [contentType, body] = encode?.(told) ?? ["application/json", JSON.stringify(told)];
  return {
    method: "POST",
    headers: {
      accept: "application/json",
      "content-type": contentType,
      ...(prove && { authorization: prove(clientId, clientSecret) }),
    },
    body,
    // A redirect would take the secret elsewhere. Workers know no "error": it is refused when it has come.
    redirect: "manual",
  };
}

/** The members of a JSON object; none of what is no such thing. */
function members(text: string): Readonly<Record<string, unknown>> {
  try {
    return { ...(JSON.parse(text) as object) };
  } catch {
    return {};
  }
}

/** Shown in messages, so it must look like a code and not like prose a server may echo anything in. */
function codeOf(value: unknown): string | undefined {
  return typeof value === "string" && /^[a-z]{2,20}(?:_[a-z]{2,20}){0,4}$/.test(value)
    ? value
    : undefined;
}
