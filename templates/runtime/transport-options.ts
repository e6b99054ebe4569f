import type { Credentials } from "./auth.js";
import type { CallLogger } from "./call-logger.js";
import type { Clock } from "./clock.js";
import type { ApiError } from "./errors.js";
import type { Middleware } from "./middleware.js";
import type { RequestIdOptions } from "./request-id.js";
import type { ClientRetryOptions, RetryOptions } from "./retry.js";
import type { HeaderValues } from "./headers.js";
import type { CallValidation, ValidationOptions } from "./validation.js";

/** What may be said once for all calls. */
export interface TransportOptions {
  /** Values of the server's variables; the document's defaults otherwise. */
  readonly server?: { readonly [variable: string]: string | undefined };
  /** Where every call goes, operations with servers of their own included: the `url` of one of `servers`, or another, which may contain the first server's variables. */
  readonly baseUrl?: string;
  /** By the name of the security scheme. */
  readonly auth?: Credentials;
  /** Validators and what they judge; none by default. */
  readonly validation?: ValidationOptions;
  /** Sent with every call; `null` takes one away. */
  readonly headers?: HeaderValues;
  /** Instead of the global one; token requests use it too. */
  readonly fetch?: (request: Request) => Promise<Response>;
  /** Milliseconds for a whole call: tokens, attempts, the waits between them and the body; `Infinity` for no end. Default 60 000. */
  readonly timeout?: number;
  /** Milliseconds for one attempt, its body included, after which the next may begin. Default: all of `timeout`. */
  readonly attemptTimeout?: number;
  /** How calls that failed are sent again, where that does nothing twice; `false`: not at all. */
  readonly retry?: false | ClientRetryOptions;
  /** openapi-fetch's; sees requests with their credentials, each attempt's. Token requests do not pass it. */
  readonly middleware?: readonly Middleware[];
  /** Told of calls: `logTo(console)`; nobody by default. */
  readonly logger?: CallLogger;
  /** Sends an id with every call, the same for all its attempts; none by default. */
  readonly requestId?: RequestIdOptions;
  /** For tests. */
  readonly clock?: Clock;
}

/** `CallOptions`, by the credentials that a document's schemes take. */
export interface CallOptionsOf<Auth> {
  /** Aborting it rejects the call with the signal's reason, as it does `fetch`. */
  readonly signal?: AbortSignal;
  readonly headers?: HeaderValues;
  readonly baseUrl?: string;
  /** Instead of the client's, all of them; `false`: none is sent. Tokens are kept for calls that are given the same object. */
  readonly auth?: false | Auth;
  /** Instead of the client's; token requests keep to that. */
  readonly fetch?: (request: Request) => Promise<Response>;
  /** Instead of the client's; `false`: nobody. */
  readonly logger?: false | CallLogger;
  /** The id to send, where the client sends some. */
  readonly requestId?: string;
  readonly timeout?: number;
  readonly attemptTimeout?: number;
  readonly retry?: false | RetryOptions;
  /** Error answers that are what the caller wants to know: the call is not sent again for another one. */
  readonly expects?: (error: ApiError) => boolean;
  /** `false`: judge nothing. */
  readonly validation?: CallValidation;
}

/** What may be said of one call; where both speak, this wins. */
export type CallOptions = CallOptionsOf<Credentials>;

/** `AcceptOptions`, by the credentials that a document's schemes take. */
export interface AcceptOptionsOf<Type extends string, Auth> extends CallOptionsOf<Auth> {
  /** The one wanted; JSON by default, where that is among them. */
  readonly accept?: Type;
}

/** What may be said of a call whose answer comes in several media types. */
export type AcceptOptions<Type extends string> = AcceptOptionsOf<Type, Credentials>;
