import type { Clock } from "./clock.js";
import { openDeadline } from "./deadline.js";
import type { TokenRequestDescriptor } from "./descriptor.js";
import type { Given } from "./given-secret.js";
import { heldTokens, type Lease } from "./held-token.js";
import { redactUrl, unquoted } from "./redact.js";
import type { SharedTokens } from "./shared-tokens.js";
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
  const { clientId, scopes, share } = credentials;
  const { clock, random } = options;
  const tokenUrl = credentials.tokenUrl ?? descriptor.tokenUrl ?? "";
  const fields: Record<string, string> = {
    grant_type: "client_credentials",
    ...(scopes === undefined || scopes.length === 0 ? {} : { scope: scopes.join(" ") }),
    ...descriptor.parameters,
    ...credentials.parameters,
  };
  const ask = async (): Promise<Lease> => {
    if (!URL.canParse(tokenUrl))
      throw new TokenFault({ message: "the token URL is not absolute: give tokenUrl" });
    // `fetch` refuses them, and quotes them.
    const { username, password } = new URL(tokenUrl);
    if (username + password !== "")
      throw new TokenFault({ message: "the token URL names a user, which belongs into auth" });
    const init = requestInit(credentials, fields, descriptor);
    const { token, lifetime } = await requestToken(tokenUrl, init, options);
    return { token, expires: clock.now() + lifetime };
  };
  const lease = (before: string | undefined) =>
    share?.lease({ tokenUrl, clientId, fields }, before, clock, ask) ?? ask();
  return heldTokens(lease, clock, random);
}

async function requestToken(
  address: string,
  init: RequestInit,
  { fetch, clock, timeout }: TokenRequestOptions,
): Promise<{ token: string; lifetime: number }> {
  const tokenUrl = redactUrl(address);
  const deadline = openDeadline(clock, timeout);
  try {
    const request = new Request(address, { ...init, signal: deadline.signal });
    const response = await deadline.race(fetch(request));
    const answer = await deadline.race(response.text());
    return readToken(response, answer, tokenUrl);
  } catch (cause) {
    if (cause instanceof TokenFault) throw cause;
    const message = deadline.expired()
      ? `the token request took more than ${String(timeout)} ms`
      : `no answer to POST ${tokenUrl}`;
    throw new TokenFault({ message, tokenUrl, cause: unquoted(cause, address, tokenUrl) });
  } finally {
    deadline.close();
  }
}

function requestInit(
  { clientId, clientSecret }: ClientCredentials,
  fields: Readonly<Record<string, string>>,
  { encoding, credentials }: TokenRequestDescriptor,
): RequestInit {
  const isJson = encoding === "json";
  const isInBody = credentials === "body" || (isJson && credentials === undefined);
  const told = isInBody ? { ...fields, client_id: clientId, client_secret: clientSecret } : fields;
  const basic = `Basic ${base64(`${formEncoded(clientId)}:${formEncoded(clientSecret)}`)}`;
  return {
    method: "POST",
    headers: {
      Accept: "application/json",
      "Content-Type": isJson ? "application/json" : "application/x-www-form-urlencoded",
      ...(isInBody ? {} : { Authorization: basic }),
    },
    body: isJson ? JSON.stringify(told) : new URLSearchParams(told).toString(),
    // A redirect would take the secret elsewhere. Workers know no "error": `readToken` refuses it.
    redirect: "manual",
  };
}

function readToken(
  response: Response,
  text: string,
  tokenUrl: string,
): { token: string; lifetime: number } {
  const { status } = response;
  // Browsers show nothing of a redirect, not even its status.
  if (response.type === "opaqueredirect" || (status >= 300 && status < 400)) {
    const message = `POST ${tokenUrl} redirects, and the secret does not follow`;
    throw new TokenFault({ message, tokenUrl, status: status === 0 ? undefined : status });
  }
  const answer = parse(text);
  if (!response.ok) {
    const code = codeOf(answer["error"]);
    const description = answer["error_description"];
    throw new TokenFault({
      message: `${String(status)}${code === undefined ? "" : ` ${code}`} from POST ${tokenUrl}`,
      tokenUrl,
      status,
      code,
      description: typeof description === "string" ? description : undefined,
    });
  }
  const token = answer["access_token"];
  if (typeof token !== "string" || token === "") {
    throw new TokenFault({
      message: `no access_token in the answer of POST ${tokenUrl}`,
      tokenUrl,
      status,
    });
  }
  const seconds = Number(answer["expires_in"] ?? Infinity);
  return { token, lifetime: Number.isNaN(seconds) ? Infinity : seconds * 1000 };
}

function parse(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? { ...value } : {};
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

/** Base64 of a text's UTF-8 bytes. */
export function base64(text: string): string {
  return btoa(
    Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(""),
  );
}

function formEncoded(text: string): string {
  return new URLSearchParams([["", text]]).toString().slice(1);
}
