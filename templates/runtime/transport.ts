import { acceptOf, readAnswer, type Choice, type Reading } from "./answer.js";
import { createAuthenticator, type Authorization, type Credentials } from "./auth.js";
import { ApiCall, type Answer } from "./call.js";
import { systemClock, type Clock } from "./clock.js";
import { openDeadline, type Deadline } from "./deadline.js";
import type {
  DocumentDescriptor,
  JsonText,
  OperationDescriptor,
  OperationInput,
} from "./descriptor.js";
import {
  CallError,
  NetworkError,
  TimeoutError,
  TokenError,
  ValidationError,
  type CallContext,
} from "./errors.js";
import { errorOf, opened, successOf } from "./outcome.js";
import type { Middleware } from "./middleware.js";
import { openRequest, type HeaderValues, type OpenRequest } from "./request.js";
import { createSender } from "./sender.js";
import { absoluteUrl, serverUrl } from "./server.js";
import { TokenFault } from "./token.js";
import type { Judge, ValidationIssue, ValidationOptions } from "./validation.js";

/** Milliseconds a call may take when nothing else is said. */
const TIMEOUT = 60_000;

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
  /** Milliseconds for a whole call, token and body included; `Infinity` for no end. Default 60 000. */
  readonly timeout?: number;
  /** openapi-fetch's; sees requests with their credentials. Token requests do not pass it. */
  readonly middleware?: readonly Middleware[];
  /** For tests. */
  readonly clock?: Clock;
}

/** What may be said of one call; where both speak, this wins. */
export interface CallOptions {
  /** Aborting it rejects the call with the signal's reason. */
  readonly signal?: AbortSignal;
  readonly headers?: HeaderValues;
  readonly baseUrl?: string;
  readonly timeout?: number;
  /** `false`: judge nothing. */
  readonly validation?: false | { readonly requests?: boolean; readonly responses?: boolean };
}

/** What may be said of a call whose answer comes in several media types. */
export interface AcceptOptions<Type extends string> extends CallOptions {
  /** The one wanted; JSON by default, where that is among them. */
  readonly accept?: Type;
}

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
  const lend = options.fetch ?? ((request: Request) => globalThis.fetch(request));
  const timeout = options.timeout ?? TIMEOUT;
  const { client, answerOf } = createSender(options.middleware ?? []);
  const authenticator = createAuthenticator(document.security, options.auth ?? {}, {
    fetch: lend,
    clock,
    timeout: Math.min(timeout, TIMEOUT),
  });
  const first = document.servers[0];
  const chosen =
    options.baseUrl === undefined
      ? first
      : (document.servers.find(({ url }) => url === options.baseUrl) ?? {
          ...first,
          url: options.baseUrl,
        });
  const shared = baseOf(chosen, options);

  function baseUrl(operation: OperationDescriptor, call: CallOptions): string {
    if (call.baseUrl !== undefined) return absoluteUrl(call.baseUrl);
    const own = options.baseUrl === undefined ? operation.servers?.[0] : undefined;
    return absoluteUrl(own === undefined ? shared() : serverUrl(own, options.server));
  }

  async function send(
    request: OpenRequest,
    authorization: Authorization | undefined,
    deadline: Deadline,
    call: CallContext,
  ): Promise<Response> {
    const carry = async (sent: Request) => {
      try {
        return await deadline.race(lend(sent));
      } catch (cause) {
        throw deadline.signal.aborted ? cause : new NetworkError(call, cause);
      }
    };
    const init = { ...request.init(authorization, deadline.signal), fetch: carry };
    const result = await client.request(request.method, request.path, init);
    return answerOf(result);
  }

  async function perform<Data, Described>(
    operation: OperationDescriptor,
    input: OperationInput,
    callOptions: AcceptOptions<string>,
  ): Promise<Answer<Data, Described>> {
    const accept = acceptOf(operation, callOptions.accept);
    const judged = judgesOf(options.validation, callOptions, operation.name);
    let refused: ValidationError | undefined;
    const refuse = (found: readonly ValidationIssue[]): ValidationError =>
      (refused = new ValidationError(call, "request", found));
    const sent = judged.requests?.whileSending(operation, input, refuse) ?? input;
    const request = openRequest(operation, sent, {
      baseUrl: baseUrl(operation, callOptions),
      headers: [{ Accept: accept }, options.headers, callOptions.headers],
      json,
    });
    const call: CallContext = {
      operation: operation.name,
      method: operation.method.toUpperCase(),
      url: request.shownUrl,
    };
    const issues: ValidationIssue[] = [...request.issues];
    if (judged.requests !== undefined) {
      const found = judged.requests.ofRequest(operation, input);
      issues.splice(0, found.length > 0 ? issues.length : 0, ...found);
    }
    if (issues.length > 0) throw new ValidationError(call, "request", issues);

    const deadline = openDeadline(clock, callOptions.timeout ?? timeout, callOptions.signal);
    try {
      deadline.signal.throwIfAborted();
      const authorize = () => authenticator.authorize(operation.security, request.headers);
      let authorization = await deadline.race(authorize());
      let response = await send(request, authorization, deadline, call);
      // A refused request had no effect, so it may be sent again, whatever its method: once.
      if (response.status === 401 && request.replayable && authorization?.refuse() === true) {
        await response.body?.cancel();
        authorization = await deadline.race(authorize());
        response = await send(request, authorization, deadline, call);
      }
      const any = request.headers.get("accept") !== accept;
      const choice: Choice = { accept: callOptions.accept, any };
      const reading = await deadline.race(read(operation, response, choice, call, deadline, json));
      const received = opened(
        { call, operation, response, reading, judge: judged.responses },
        deadline,
        json?.parse,
      );
      if (!response.ok) {
        const missing = authorization === undefined && authenticator.missing(operation.security);
        throw errorOf(received, missing || undefined);
      }
      const data = successOf(received);
      // A stream takes as long as it takes: until its reader ends it, or the caller's signal.
      if (reading.kind === "stream") deadline.disarm();
      else deadline.close();
      const headers = operation.readHeaders?.(operation, response) ?? {};
      return { data: data as Data, headers: headers as Described, response };
    } catch (error) {
      deadline.close();
      // An item that stopped a body on its way; what `fetch` makes of that says less.
      if (refused !== undefined) throw refused;
      if (error instanceof TokenFault) throw new TokenError(call, error.failure);
      if (!deadline.signal.aborted || error instanceof CallError) throw error;
      throw deadline.expired() ? new TimeoutError(call, deadline.timeout) : deadline.signal.reason;
    }
  }

  return Object.freeze({
    call: <Data, Described>(
      operation: OperationDescriptor,
      input: OperationInput = {},
      callOptions: AcceptOptions<string> = {},
    ) => new ApiCall<Data, Described>(perform(operation, input, callOptions)),
    clock,
    use: (...middleware: Middleware[]) => {
      client.use(...middleware);
    },
    eject: (...middleware: Middleware[]) => {
      client.eject(...middleware);
    },
  });
}

/** The address shared by all operations, computed when first asked for. */
function baseOf(
  server: DocumentDescriptor["servers"][number] | undefined,
  options: TransportOptions,
): () => string {
  let address: string | undefined;
  return () => (address ??= server === undefined ? "" : serverUrl(server, options.server));
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

/** A body lost on its way is the network's fault, not the document's. */
async function read(
  operation: OperationDescriptor,
  response: Response,
  choice: Choice,
  call: CallContext,
  deadline: Deadline,
  json?: JsonText,
): Promise<Reading> {
  try {
    return await readAnswer(operation, response, choice, json?.parse);
  } catch (cause) {
    throw deadline.signal.aborted ? deadline.signal.reason : new NetworkError(call, cause);
  }
}
