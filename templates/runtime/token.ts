import type { Clock } from "./clock.js";
import { openDeadline } from "./deadline.js";
import type { TokenRequestDescriptor } from "./descriptor.js";
import type { TokenFailure } from "./errors.js";
import { redactUrl } from "./redact.js";

/** Credentials exchanged for a token. @see https://www.rfc-editor.org/rfc/rfc6749#section-4.4 */
export interface ClientCredentials {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Instead of the document's. */
  readonly tokenUrl?: string;
  /** Asked for, joined by spaces; none by default. */
  readonly scopes?: readonly string[];
  /** Beside, or instead of, those the document gives, such as `audience`. */
  readonly parameters?: { readonly [name: string]: string };
}

/** A token, or where to get one: asked for each call, once for calls that start together, and again after a 401. */
export interface TokenCredential {
  readonly token: string | (() => string | Promise<string>);
}

/** Gives tokens; holds the only copy of them. */
export interface TokenSource {
  /** The token to send. Rejects with a `TokenFault`. */
  get(): Promise<string>;
  /** Told that the server refused a token. False when another one cannot be had. */
  refuse(token: string): boolean;
}

/** Why there is no token. Shared by the calls that waited for it; each throws its own error. */
export class TokenFault extends Error {
  readonly failure: TokenFailure;
  constructor(failure: TokenFailure) {
    super(failure.message, { cause: failure.cause });
    this.failure = failure;
  }
}

/** What token requests are sent with. */
export interface TokenRequestOptions {
  readonly fetch: (request: Request) => Promise<Response>;
  readonly clock: Clock;
  /** Milliseconds. */
  readonly timeout: number;
}

/** A token is renewed this long before it expires, milliseconds; short-lived ones at nine tenths of their life. */
const MARGIN = 60_000;

/** Tokens the caller provides. */
export function givenTokens({ token }: TokenCredential): TokenSource {
  let pending: Promise<string> | undefined;
  return {
    async get() {
      if (typeof token === "string") return token;
      pending ??= (async () => {
        try {
          return await token();
        } catch (cause) {
          throw new TokenFault({ message: "the token function failed", cause });
        } finally {
          pending = undefined;
        }
      })();
      return pending;
    },
    refuse: () => typeof token === "function",
  };
}

/**
 * Tokens by client credentials: kept until shortly before they expire, and asked for once however
 * many calls are waiting. No caller's signal reaches the request, so none can fail the others.
 */
export function exchangedTokens(
  credentials: ClientCredentials,
  descriptor: TokenRequestDescriptor,
  options: TokenRequestOptions,
): TokenSource {
  let known: { readonly token: string; readonly until: number } | undefined;
  let pending: Promise<string> | undefined;
  const renew = async () => {
    try {
      const { token, lifetime } = await requestToken(credentials, descriptor, options);
      const margin = Math.min(MARGIN, lifetime / 10);
      known = { token, until: options.clock.now() + lifetime - margin };
      return token;
    } finally {
      pending = undefined;
    }
  };
  return {
    async get() {
      if (known !== undefined && options.clock.now() < known.until) return known.token;
      known = undefined;
      pending ??= renew();
      return pending;
    },
    // Of many calls refused with one token the first forgets it; the others find the next one.
    refuse(token) {
      if (known?.token === token) known = undefined;
      return true;
    },
  };
}

async function requestToken(
  credentials: ClientCredentials,
  descriptor: TokenRequestDescriptor,
  { fetch, clock, timeout }: TokenRequestOptions,
): Promise<{ token: string; lifetime: number }> {
  const address = credentials.tokenUrl ?? descriptor.tokenUrl;
  if (address === undefined || !URL.canParse(address)) {
    throw new TokenFault({ message: "the token URL is not absolute: give tokenUrl" });
  }
  const tokenUrl = redactUrl(address);
  const deadline = openDeadline(clock, timeout);
  try {
    const request = tokenRequest(address, credentials, descriptor, deadline.signal);
    const response = await deadline.race(fetch(request));
    const answer = await deadline.race(response.text());
    return readToken(response, answer, tokenUrl);
  } catch (cause) {
    if (cause instanceof TokenFault) throw cause;
    const message = deadline.expired()
      ? `the token request took more than ${String(timeout)} ms`
      : `no answer to POST ${tokenUrl}`;
    throw new TokenFault({ message, tokenUrl, cause });
  } finally {
    deadline.close();
  }
}

function tokenRequest(
  address: string,
  { clientId, clientSecret, scopes, parameters }: ClientCredentials,
  descriptor: TokenRequestDescriptor,
  signal: AbortSignal,
): Request {
  const fields: Record<string, string> = {
    grant_type: "client_credentials",
    ...(scopes === undefined ? {} : { scope: scopes.join(" ") }),
    ...descriptor.parameters,
    ...parameters,
  };
  const headers: Record<string, string> = { Accept: "application/json" };
  let body: string;
  if (descriptor.encoding === "json") {
    headers["Content-Type"] = "application/json";
    body = JSON.stringify({ ...fields, client_id: clientId, client_secret: clientSecret });
  } else {
    headers["Content-Type"] = "application/x-www-form-urlencoded";
    headers["Authorization"] =
      `Basic ${base64(`${formEncoded(clientId)}:${formEncoded(clientSecret)}`)}`;
    body = new URLSearchParams(fields).toString();
  }
  // A redirect would take the secret elsewhere. Workers know no "error": `readToken` refuses it.
  return new Request(address, { method: "POST", headers, body, signal, redirect: "manual" });
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
  return typeof value === "string" && /^[a-z][a-z0-9_-]{0,63}$/.test(value) ? value : undefined;
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
