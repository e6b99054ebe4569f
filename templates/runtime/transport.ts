import { attempt, type Attempted, type OpenCall } from "./attempt.js";
import { createAuthenticator, type Authenticator, type Credentials } from "./auth.js";
import { ApiCall, type Answer } from "./call.js";
import { systemClock, type Clock } from "./clock.js";
import { openDeadline, sleep } from "./deadline.js";
import type {
  DocumentDescriptor,
  JsonText,
  OperationDescriptor,
  OperationInput,
  ServerDescriptor,
} from "./descriptor.js";
import { ApiError, TimeoutError, TokenError, ValidationError } from "./errors.js";
import type { Middleware } from "./middleware.js";
import { isRepeatable } from "./repeatable.js";
import { openRequest } from "./request.js";
import { createRetries } from "./retry.js";
import { createSender } from "./sender.js";
import { absoluteUrl } from "./server.js";
import { TokenFault } from "./token-fault.js";
import type { AcceptOptions, CallOptions, TransportOptions } from "./transport-options.js";
import type { Judge, ValidationIssue, ValidationOptions } from "./validation.js";

export type {
  AcceptOptions,
  AcceptOptionsOf,
  CallOptions,
  CallOptionsOf,
  TransportOptions,
} from "./transport-options.js";

/** Milliseconds a call may take when nothing else is said. */
const TIMEOUT = 60_000;

/** Carries calls of any operation of one document. Prints without its secrets. */
export interface Transport {
  /** Sends one call. See `CallError` for what it rejects with. */
  call<Data, Described = unknown>(
    operation: OperationDescriptor,
    input?: OperationInput,
    options?: AcceptOptions<string>,
  ): ApiCall<Data, Described>;
  readonly clock: Clock;
  /** Adds openapi-fetch middleware. */
  use(...middleware: Middleware[]): void;
  /** Takes it away. */
  eject(...middleware: Middleware[]): void;
}

/**
 * `json` reads and prints the bodies that are JSON; `JSON` unless told otherwise.
 *
 * @throws TypeError for options that do not fit the document
 */
export function openTransport(
  document: DocumentDescriptor,
  options: TransportOptions = {},
  json?: JsonText,
): Transport {
  const clock = options.clock ?? systemClock;
  const { timeout = TIMEOUT, attemptTimeout = Infinity, retry } = options;
  const sender = createSender(options.fetch, options.middleware);
  const retries = createRetries(clock, retry);
  const authenticate = (credentials: Credentials) =>
    createAuthenticator(document.security, credentials, {
      fetch: options.fetch ?? ((request) => globalThis.fetch(request)),
      clock,
      timeout: Math.min(timeout, TIMEOUT),
    });
  const authenticator = authenticate(options.auth ?? {});
  const others = new WeakMap<Credentials, Authenticator>();
  const authenticatorOf = ({ auth }: CallOptions): Authenticator => {
    if (auth === undefined) return authenticator;
    if (auth === false) return authenticate({});
    const other = others.get(auth) ?? authenticate(auth);
    others.set(auth, other);
    return other;
  };
  const first = document.servers[0];
  const server =
    options.baseUrl === undefined
      ? first
      : (document.servers.find(({ url }) => url === options.baseUrl) ?? {
          ...first,
          url: options.baseUrl,
        });
  const addressOf = (of: ServerDescriptor | undefined): string =>
    of?.fill?.(of, options.server) ?? of?.url ?? "";
  let shared: string | undefined;
  const attempting = { sender, security: document.security, clock, json };
  // Browsers name themselves, and would ask the server's leave for any other header.
  const agent =
    document.agent === undefined || "document" in globalThis
      ? {}
      : { "User-Agent": document.agent };

  function baseUrl(operation: OperationDescriptor, call: CallOptions): string {
    const own = options.baseUrl === undefined ? operation.servers?.[0] : undefined;
    return absoluteUrl(
      call.baseUrl ?? (own === undefined ? (shared ??= addressOf(server)) : addressOf(own)),
    );
  }

  async function perform<Data, Described>(
    operation: OperationDescriptor,
    input: OperationInput,
    callOptions: AcceptOptions<string>,
  ): Promise<Answer<Data, Described>> {
    const { negotiation } = operation;
    const chosen = callOptions.accept;
    const accept = negotiation?.accept(operation, chosen) ?? operation.accept ?? "application/json";
    const judged = judgesOf(options.validation, callOptions, operation.name);
    let refused: ValidationError | undefined;
    const refuse = (found: readonly ValidationIssue[]): ValidationError =>
      (refused = new ValidationError(call, "request", found));
    const sent = judged.requests?.whileSending(operation, input, refuse) ?? input;
    const { header: requestIdHeader, make = () => crypto.randomUUID() } = options.requestId ?? {};
    const told = requestIdHeader && { [requestIdHeader]: callOptions.requestId ?? make() };
    const request = openRequest(operation, sent, {
      baseUrl: baseUrl(operation, callOptions),
      headers: [{ accept, ...agent, ...(told || undefined) }, options.headers, callOptions.headers],
      json,
    });
    const isKeyed = request.idempotencyKey !== undefined;
    const call: OpenCall = {
      operation: operation.name,
      method: operation.method.toUpperCase(),
      get url() {
        return request.shownUrl;
      },
      attempts: 0,
      requestId: (requestIdHeader && request.headers[requestIdHeader.toLowerCase()]) || undefined,
      requestIdHeader,
      repeatable: isKeyed || isRepeatable(operation),
      rereadable: isKeyed || isRepeatable(operation, true),
      idempotencyKey: request.idempotencyKey,
    };
    const issues: ValidationIssue[] = [...request.issues];
    if (judged.requests !== undefined) {
      const found = judged.requests.ofRequest(operation, input, request.idempotencyKey);
      issues.splice(0, found.length > 0 ? issues.length : 0, ...found);
    }
    if (issues.length > 0) throw new ValidationError(call, "request", issues);

    const logger =
      callOptions.logger === false ? undefined : (callOptions.logger ?? options.logger);
    const any = request.headers["accept"] !== accept;
    const attempted: Attempted = {
      operation,
      request,
      takes:
        negotiation && ((content, mediaType) => negotiation.takes(content, mediaType, chosen, any)),
      judge: judged.responses,
      call,
      authenticator: authenticatorOf(callOptions),
      logger,
      fetch: callOptions.fetch,
    };
    const whole = callOptions.timeout ?? timeout;
    const each = callOptions.attemptTimeout ?? attemptTimeout;
    const end = clock.now() + whole;
    const { signal } = callOptions;
    let before: unknown;
    for (let tries = 1, left = whole; ; tries += 1, left = end - clock.now()) {
      const deadline = openDeadline(clock, Math.min(each, left), signal);
      try {
        const answer = await deadline.race(
          attempt<Data, Described>(attempting, attempted, deadline),
        );
        retries.refill();
        return answer;
      } catch (error) {
        deadline.close();
        // An item that stopped a body on its way; what `fetch` makes of that says less.
        if (refused !== undefined) throw refused;
        const isLast = deadline.expired() && left <= each;
        const failure = deadline.expired()
          ? new TimeoutError(call, isLast ? whole : each, undefined, before)
          : error instanceof TokenFault
            ? new TokenError(call, error.failure)
            : error;
        // What the caller asked to know is no failure to be told of, or tried again.
        if (failure instanceof ApiError && callOptions.expects?.(failure) === true) throw failure;
        const delay =
          isLast || !(request.replayable || call.attempts === 0)
            ? undefined
            : retries.delayAfter(failure, tries, end, callOptions.retry);
        logger?.failed(call, failure, delay);
        if (delay === undefined) throw failure;
        before = failure;
        await sleep(clock, delay, signal);
      }
    }
  }

  return Object.freeze({
    call: <Data, Described>(
      operation: OperationDescriptor,
      input: OperationInput = {},
      callOptions: AcceptOptions<string> = {},
    ) => new ApiCall<Data, Described>(perform(operation, input, callOptions)),
    clock,
    use: sender.use,
    eject: sender.eject,
  });
}

/** Who judges a call of one operation, where anybody does. */
function judgesOf(
  shared: ValidationOptions | undefined,
  { validation: own }: CallOptions,
  operation: string,
): { readonly requests?: Judge | undefined; readonly responses?: Judge | undefined } {
  const known = shared?.validators;
  const validators =
    known !== undefined && Object.hasOwn(known, operation) ? known[operation] : undefined;
  if (own === false || validators === undefined) return {};
  const judge = validators.judge(validators, shared?.compile);
  const judges = (side: "requests" | "responses") => own?.[side] ?? shared?.[side] ?? true;
  return {
    requests: judges("requests") ? judge : undefined,
    responses: judges("responses") ? judge : undefined,
  };
}
