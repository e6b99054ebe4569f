import { attempt, type Attempted, type OpenCall } from "./attempt.js";
import { createAuthenticator, type Authenticator, type Credentials } from "./auth.js";
import { ApiCall, type Answer } from "./call.js";
import type { Carrier } from "./carrier.js";
import { systemClock } from "./clock.js";
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
import { repetition } from "./repeatable.js";
import { openRequest } from "./request.js";
import { retries } from "./retry.js";
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

/** No credentials. */
const NONE: Credentials = {};

/** Carries calls of any operation of one document. Prints without its secrets. */
export interface Transport extends Carrier {
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
  const { clock = systemClock, timeout = TIMEOUT, attemptTimeout = Infinity } = options;
  const { servers, security, agent } = document;
  const sender = createSender(options.fetch, options.middleware);
  const retry = retries(options.retry || {});
  const attempting = { sender, security, clock, json };
  const authenticators = new WeakMap<Credentials, Authenticator>();
  const authenticatorOf = (auth: Credentials = NONE): Authenticator => {
    const known = authenticators.get(auth);
    if (known !== undefined) return known;
    const made = createAuthenticator(security, auth, {
      fetch: options.fetch ?? ((request) => globalThis.fetch(request)),
      clock,
      timeout: Math.min(timeout, TIMEOUT),
    });
    authenticators.set(auth, made);
    return made;
  };
  authenticatorOf(options.auth);
  const addressOf = (of: ServerDescriptor | undefined): string =>
    absoluteUrl(of?.fill?.(of, options.server) ?? of?.url ?? "");
  const server =
    options.baseUrl === undefined
      ? servers[0]
      : (servers.find(({ url }) => url === options.baseUrl) ?? {
          ...servers[0],
          url: options.baseUrl,
        });
  let shared: string | undefined;
  // Browsers name themselves, and would ask the server's leave for any other header.
  const told = "document" in globalThis ? undefined : agent;

  function baseUrlOf({ servers: own }: OperationDescriptor, given: string | undefined): string {
    if (given !== undefined) return absoluteUrl(given);
    if (own !== undefined && options.baseUrl === undefined) return addressOf(own[0]);
    return (shared ??= addressOf(server));
  }

  async function perform<Data, Described>(
    operation: OperationDescriptor,
    input: OperationInput,
    own: AcceptOptions<string>,
  ): Promise<Answer<Data, Described>> {
    const { negotiation, name } = operation;
    const accept =
      negotiation?.accept(operation, own.accept) ?? operation.accept ?? "application/json";
    const { requests, responses } = judgeOf(name, options.validation, own.validation);
    let refused: ValidationError | undefined;
    const refuse = (found: readonly ValidationIssue[]): ValidationError =>
      (refused = new ValidationError(call, "request", found));
    const { header: requestIdHeader, make = () => crypto.randomUUID() } = options.requestId ?? {};
    const baseUrl = baseUrlOf(operation, own.baseUrl);
    const request = openRequest(
      operation,
      requests?.whileSending(operation, input, refuse) ?? input,
      baseUrl,
      {
        first: { accept, "user-agent": told },
        id: requestIdHeader ? { [requestIdHeader]: own.requestId ?? make() } : undefined,
        shared: options.headers,
        own: own.headers,
      },
      json,
    );
    const { idempotencyKey, headers } = request;
    const { repeatable, rereadable } = repetition(operation, idempotencyKey);
    const call: OpenCall = {
      operation: name,
      method: operation.sentAs ?? operation.method.toUpperCase(),
      get url() {
        return request.shownUrl();
      },
      attempts: 0,
      requestId: requestIdHeader && headers[requestIdHeader.toLowerCase()],
      requestIdHeader,
      repeatable,
      rereadable,
      idempotencyKey,
    };
    const found = requests?.ofRequest(operation, input, idempotencyKey) ?? [];
    const issues = found.length > 0 ? found : request.issues;
    if (issues.length > 0) throw refuse(issues);

    const logger = (own.logger ?? options.logger) || undefined;
    const attempted: Attempted = {
      operation,
      input,
      request,
      baseUrl,
      call,
      logger,
      judge: responses,
      fetch: own.fetch,
      takes: negotiation?.taking(own.accept, headers["accept"] !== accept),
      authenticator: authenticatorOf(own.auth === false ? NONE : (own.auth ?? options.auth)),
    };
    const { signal, timeout: whole = timeout, attemptTimeout: each = attemptTimeout } = own;
    const { retry: repeated = options.retry } = own;
    const end = clock.now() + whole;
    let before: unknown;
    for (let tries = 1, left = whole; ; tries += 1, left = end - clock.now()) {
      const deadline = openDeadline(clock, Math.min(each, left), signal);
      try {
        const answer = await deadline.race(
          attempt<Data, Described>(attempting, attempted, deadline),
        );
        retry(clock);
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
        if (failure instanceof ApiError && own.expects?.(failure) === true) throw failure;
        const delay =
          isLast || (request.body?.replayable === false && call.attempts > 0)
            ? undefined
            : retry(clock, tries, end, failure, repeated);
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
      own: AcceptOptions<string> = {},
    ) => new ApiCall<Data, Described>(perform(operation, input, own)),
    clock,
    use: sender.use,
    eject: sender.eject,
  });
}

/** Who judges a call of one operation, where anybody does. */
function judgeOf(
  operation: string,
  shared: ValidationOptions | undefined,
  own: CallOptions["validation"],
): Judge {
  const known: Partial<ValidationOptions>["validators"] = shared?.validators;
  const validators = known?.[operation];
  return validators?.judge?.(validators, shared, own) ?? {};
}
