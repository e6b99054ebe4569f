import { unfit, type Credentials, type Means } from "./auth.js";
import { ApiCall, Received, type Answer } from "./call.js";
import type { CallContext } from "./call-error.js";
import type { Carrier } from "./carrier.js";
import { systemClock, type Clock } from "./clock.js";
import { baseOf, shownOf } from "./core-address.js";
import { readDeclared } from "./core-answer.js";
import { writeParameters } from "./core-request.js";
import { openDeadline, sleep, type Deadline } from "./deadline.js";
import type {
  DocumentDescriptor,
  JsonText,
  OperationDescriptor,
  OperationInput,
} from "./descriptor.js";
import { discard } from "./discard.js";
import {
  ApiError,
  NetworkError,
  TimeoutError,
  TokenError,
  UnexpectedResponseError,
} from "./errors.js";
import type { HeaderValues, SentHeaders } from "./headers.js";
import type { MiddlewareContext } from "./middleware.js";
import type { Passing } from "./passing.js";
import { unquoted } from "./redact.js";
import { repetition } from "./repeatable.js";
import { retryAfterOf, type Retrying } from "./retry.js";
import { TokenFault } from "./token-fault.js";
import type { AcceptOptions } from "./transport-options.js";

/** What may be said once for all calls of a transport of `./core`. */
export interface CarrierOptions {
  /** Where every call goes; by default the document's first server, its variables at their defaults. */
  readonly baseUrl?: string;
  /** By the name of the security scheme. */
  readonly auth?: Credentials;
  /** Sent with every call. */
  readonly headers?: HeaderValues;
  /** Instead of the global one; token requests use it too. */
  readonly fetch?: (request: Request) => Promise<Response>;
  /** Milliseconds for a whole call: tokens, attempts, the waits between them and the body. Default 60 000. */
  readonly timeout?: number;
  /** Milliseconds for one attempt, its body included, after which the next may begin. Default: all of `timeout`. */
  readonly attemptTimeout?: number;
  /** `retries()`; without, a call is sent once. */
  readonly retry?: Retrying;
  /** `passing(…)`: openapi-fetch's middleware, which sees requests with their credentials, each attempt's. Token requests do not pass it. */
  readonly middleware?: Passing;
  /** For tests. */
  readonly clock?: Clock;
}

/**
 * The transport of `./core`: one operation's call and no more. `json` reads and prints bodies.
 *
 * @throws TypeError for options that it does not heed, or that do not fit the document
 */
export function openCore(
  { servers, security }: DocumentDescriptor,
  options: CarrierOptions,
  json: JsonText = JSON,
): Carrier {
  const {
    clock = systemClock,
    timeout: usual = 60_000,
    attemptTimeout: usually = Infinity,
    auth = {},
    fetch = (request) => globalThis.fetch(request),
    baseUrl,
    headers: shared,
    retry,
    middleware = (request, send) => send(request),
    ...others
  } = options;
  refuse(others);
  const means: Record<string, Means> = {};
  for (const name in auth) {
    const [scheme, credential] = [security[name], auth[name]];
    if (!scheme?.authorize) throw unfit(name);
    if (credential)
      means[name] = scheme.authorize(name, scheme, credential, { fetch, clock, timeout: usual });
  }

  async function perform(
    operation: OperationDescriptor,
    input: OperationInput,
    {
      accept,
      attemptTimeout = usually,
      baseUrl: wanted = baseUrl,
      expects,
      headers: own,
      retry: repeated,
      signal: caller,
      timeout = usual,
      ...others
    }: AcceptOptions<string>,
  ): Promise<Answer<unknown>> {
    refuse(others);
    const { negotiation, idempotencyKey: keyed, name, path } = operation;
    const method = operation.sentAs ?? operation.method.toUpperCase();
    const [server] = operation.servers ?? servers;
    const base = baseOf(wanted ?? server?.fill?.(server, {}) ?? server?.url ?? "");
    const encoded = operation.body?.encodeBody(operation.body, input, json);
    const { content: body = null, replayable = true } = encoded ?? {};
    const parameters = writeParameters(operation, input, json);
    const asked = negotiation?.accept(operation, accept) ?? operation.accept ?? "application/json";
    const headers = merged(
      { accept: asked },
      keyed && { [keyed.header]: keyed.make() },
      encoded && { "content-type": encoded.contentType },
      shared,
      parameters.headers,
      own,
    );
    const takes = negotiation?.taking(accept, headers["accept"] !== asked);
    const idempotencyKey = keyed && headers[keyed.header.toLowerCase()];
    const { repeatable, rereadable } = repetition(operation, idempotencyKey);
    const call = {
      operation: name,
      method,
      get url() {
        return shownOf(
          base + (operation.showAddress?.(operation, input, json) ?? parameters).address,
        );
      },
      attempts: 0,
      repeatable,
      rereadable,
      idempotencyKey,
    };
    // Who writes the header himself answers for it. Else the first alternative that the credentials
    // meet, of which they need not meet what is no part of a request.
    const met = operation.security?.find((one) => {
      const names = Object.keys(one);
      return (
        !headers["authorization"] &&
        names.some((name) => means[name]) &&
        names.every((name) => means[name] ?? !security[name]?.authorize)
      );
    });

    /** Sends the request once, or twice where a token was refused. */
    const send = async ({ signal }: Deadline): Promise<Response> => {
      for (let isAgain = false; ; isAgain = true) {
        const proofs = await Promise.all(
          Object.entries(met ?? {}).flatMap(([name, scopes]) => means[name]?.(scopes) ?? []),
        );
        signal.throwIfAborted();
        call.attempts += 1;
        const sent = { url: base + parameters.address, headers: { ...headers } };
        for (const { write } of proofs) write(sent);
        for (const name in sent.headers)
          // `fetch` would quote it.
          if (/[^\t\x20-\x7e\x80-\xff]/.test(sent.headers[name] ?? ""))
            throw new TypeError(`header/${name} cannot carry its value`);
        const request = new Request(sent.url, {
          method,
          headers: sent.headers,
          body,
          signal,
          // Nothing that is sent here may go elsewhere.
          redirect: "manual",
          // What streams need, and declarations do not know.
          duplex: "half",
        } as RequestInit);
        const response = await middleware(
          request,
          (one) => fetch(one).catch(lost(call, sent.url)),
          {
            schemaPath: path,
            params: input as MiddlewareContext["params"],
            options: { baseUrl: base, fetch: fetch as typeof globalThis.fetch },
          },
        );
        if (response.ok) for (const { source, given } of proofs) source.accept?.(given);
        // A refused request had no effect, so it may be sent again, whatever its method: once.
        if (
          isAgain ||
          response.status !== 401 ||
          !replayable ||
          !proofs.filter(({ source, given }) => source.refuse(given))[0]
        )
          return response;
        await discard(response);
      }
    };

    const attempt = async (deadline: Deadline): Promise<Answer<unknown>> => {
      const response = await send(deadline);
      const { ok, headers } = response;
      // What is asked for once more after a success is its answer.
      const place = ok ? { ...call, repeatable: call.rereadable } : call;
      const reading = await readDeclared(operation, response, takes, json.parse).catch(
        lost(place, base + parameters.address),
      );
      const { key = "", fault, isStream, text, passes, value } = reading;
      const answered = { response, body: value, text };
      if (!ok)
        throw new ApiError(call, {
          ...answered,
          documented: key !== "" && !fault,
          retryAfter: retryAfterOf(headers, clock.now()),
        });
      if (fault) throw new UnexpectedResponseError(place, fault, { ...answered, passes });
      const opened = { call, response, deadline };
      const data = (isStream && operation.openItems?.(operation, reading, opened, json)) ?? value;
      // A stream takes as long as it takes: until its reader ends it, or the caller's signal.
      deadline[isStream ? "disarm" : "close"]();
      const told = operation.readHeaders?.(operation, key, headers) ?? {};
      const answer = new Received(call, data, told, response);
      operation.conceal?.(answer, operation.secrets ?? []);
      return answer;
    };

    const end = clock.now() + timeout;
    let before: unknown;
    for (let tries = 1, left = timeout; ; tries += 1, left = end - clock.now()) {
      const deadline = openDeadline(clock, Math.min(attemptTimeout, left), caller);
      try {
        const answer = await deadline.race(attempt(deadline));
        retry?.(clock);
        return answer;
      } catch (cause) {
        deadline.close();
        const error = deadline.expired()
          ? new TimeoutError(
              call,
              left > attemptTimeout ? attemptTimeout : timeout,
              undefined,
              before,
            )
          : cause instanceof TokenFault
            ? new TokenError(call, cause.failure)
            : cause;
        const isFinal =
          (!replayable && call.attempts > 0) ||
          // What the caller asked to know is no failure to be tried again.
          (error instanceof ApiError && expects?.(error));
        const wait = isFinal ? undefined : retry?.(clock, tries, end, error, repeated);
        if (wait === undefined) throw error;
        before = error;
        await sleep(clock, wait, caller);
      }
    }
  }

  return {
    clock,
    call: (operation, input = {}, own = {}) => new ApiCall(perform(operation, input, own) as never),
  };
}

/** Says of what the platform throws which call it has failed, without the address that it may quote. */
function lost(call: CallContext, address: string) {
  return (cause: unknown): never => {
    throw new NetworkError(call, unquoted(cause, address, call.url));
  };
}

/** What is not built here is not passed over. */
function refuse(options: Readonly<Record<string, unknown>>): void {
  for (const name in options)
    if (options[name] !== undefined) throw new TypeError(`./core has no option "${name}"`);
}

/** Headers by their names in lower case, later ones winning; `null` takes one away. */
function merged(...sources: readonly (HeaderValues | undefined)[]): SentHeaders {
  const headers: SentHeaders = {};
  for (const source of sources)
    for (const name in source) {
      const value = source[name];
      if (value === null) Reflect.deleteProperty(headers, name.toLowerCase());
      else if (value !== undefined) headers[name.toLowerCase()] = value;
    }
  return headers;
}
