import { unfit, type Credentials, type Means, type Proof } from "./auth.js";
import { ApiCall, Received, type Answer } from "./call.js";
import type { CallContext } from "./call-error.js";
import type { Carrier } from "./carrier.js";
import { systemClock, type Clock } from "./clock.js";
import { baseOf, shownOf } from "./core-address.js";
import { readDeclared } from "./core-answer.js";
import { writeParameters } from "./core-request.js";
import { openDeadline, type Deadline } from "./deadline.js";
import type {
  ContentDescriptor,
  DocumentDescriptor,
  EncodedBody,
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
import { unquoted } from "./redact.js";
import { isRepeatable } from "./repeatable.js";
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
  /** `retries()`; without, a call is sent once. */
  readonly retry?: Retrying;
  /** For tests. */
  readonly clock?: Clock;
}

/** A call under way. */
interface OpenCall extends CallContext {
  attempts: number;
}

type Takes = ((content: ContentDescriptor, mediaType: string) => boolean) | undefined;

/** What is sent, apart from credentials. */
interface Written {
  readonly url: string;
  readonly headers: SentHeaders;
  readonly body: EncodedBody | undefined;
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
    auth = {},
    fetch = (request) => globalThis.fetch(request),
    baseUrl,
    headers: shared,
    retry,
    ...others
  } = options;
  refuse(others);
  const means: Record<string, Means> = {};
  for (const [name, credential] of Object.entries(auth)) {
    const scheme = security[name];
    if (!scheme?.authorize) throw unfit(name);
    if (credential)
      means[name] = scheme.authorize(name, scheme, credential, { fetch, clock, timeout: usual });
  }

  /** Sends a request once, or twice where a token was refused. */
  async function send(
    { security: alternatives = [] }: OperationDescriptor,
    { url, headers, body }: Written,
    call: OpenCall,
    { signal }: Deadline,
  ): Promise<Response> {
    // Who writes the header himself answers for it. Else the first alternative that the credentials
    // meet, of which they need not meet what is no part of a request.
    const met = (headers["authorization"] ? [] : alternatives).find((one) => {
      const names = Object.keys(one);
      return (
        names.some((name) => means[name]) &&
        names.every((name) => means[name] ?? !security[name]?.authorize)
      );
    });
    const { content = null, replayable = true } = body ?? {};
    for (let isAgain = false; ; isAgain = true) {
      const proofs: Proof[] = [];
      for (const [name, scopes] of Object.entries(met ?? {})) {
        const proof = await means[name]?.(scopes);
        if (proof) proofs.push(proof);
      }
      signal.throwIfAborted();
      call.attempts += 1;
      const sent = { url, headers: { ...headers } };
      for (const { write } of proofs) write(sent);
      const request = new Request(sent.url, {
        method: call.method,
        headers: sent.headers,
        body: content,
        signal,
        // Nothing that is sent here may go elsewhere.
        redirect: "manual",
        // What streams need, and declarations do not know.
        duplex: "half",
      } as RequestInit);
      const response = await fetch(request).catch(lost(call, sent.url));
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
  }

  async function attempt(
    operation: OperationDescriptor,
    written: Written,
    call: OpenCall,
    deadline: Deadline,
    takes: Takes,
  ): Promise<Answer<unknown>> {
    const response = await send(operation, written, call, deadline);
    const { ok, headers } = response;
    // What is asked for once more after a success is its answer.
    const place = ok ? { ...call, repeatable: call.rereadable } : call;
    const reading = await readDeclared(operation, response, takes, json.parse).catch(
      lost(place, written.url),
    );
    const { key = "", fault, isStream, text, passes, value: body } = reading;
    const answered = { response, body, text };
    if (!ok)
      throw new ApiError(call, {
        ...answered,
        documented: key !== "" && !fault,
        retryAfter: retryAfterOf(headers, clock.now()),
      });
    if (fault) throw new UnexpectedResponseError(place, fault, { ...answered, passes });
    const opened = { call, response, deadline };
    const data = (isStream && operation.openItems?.(operation, reading, opened, json)) ?? body;
    // A stream takes as long as it takes: until its reader ends it, or the caller's signal.
    deadline[isStream ? "disarm" : "close"]();
    const answer = new Received(
      call,
      data,
      operation.readHeaders?.(operation, key, headers) ?? {},
      response,
    );
    operation.conceal?.(answer, operation.secrets ?? []);
    return answer;
  }

  async function perform(
    operation: OperationDescriptor,
    input: OperationInput,
    {
      accept,
      baseUrl: wanted = baseUrl,
      expects,
      headers: own,
      retry: repeated,
      signal,
      timeout = usual,
      ...others
    }: AcceptOptions<string>,
  ): Promise<Answer<unknown>> {
    refuse(others);
    const { negotiation, idempotencyKey: keyed, name, method } = operation;
    const [server] = operation.servers ?? servers;
    const base = baseOf(wanted ?? server?.fill?.(server, {}) ?? server?.url ?? "");
    const body = operation.body?.encodeBody(operation.body, input, json);
    const parameters = writeParameters(operation, input, json);
    const url = base + parameters.address;
    const asked = negotiation?.accept(operation, accept) ?? operation.accept ?? "application/json";
    const headers = merged(
      { accept: asked },
      keyed && { [keyed.header]: keyed.make() },
      body && { "content-type": body.contentType },
      shared,
      parameters.headers,
      own,
    );
    const takes: Takes =
      negotiation &&
      ((content, type) => negotiation.takes(content, type, accept, headers["accept"] !== asked));
    const idempotencyKey = keyed && headers[keyed.header.toLowerCase()];
    const call: OpenCall = {
      operation: name,
      method: operation.sentAs ?? method.toUpperCase(),
      get url() {
        return shownOf(
          base + (operation.showAddress?.(operation, input, json) ?? parameters).address,
        );
      },
      attempts: 0,
      repeatable: !!idempotencyKey || isRepeatable(operation),
      rereadable: !!idempotencyKey || isRepeatable(operation, true),
      idempotencyKey,
    };
    const end = clock.now() + timeout;
    const deadline = openDeadline(clock, timeout, signal);
    let before: unknown;
    for (let tries = 1; ; tries += 1) {
      try {
        const answer = await deadline.race(
          attempt(operation, { url, headers, body }, call, deadline, takes),
        );
        retry?.(clock);
        return answer;
      } catch (cause) {
        const error = deadline.expired()
          ? new TimeoutError(call, timeout, undefined, before)
          : cause instanceof TokenFault
            ? new TokenError(call, cause.failure)
            : cause;
        const isFinal =
          repeated === false ||
          (body?.replayable === false && call.attempts > 0) ||
          // What the caller asked to know is no failure to be tried again.
          (error instanceof ApiError && expects?.(error));
        const wait = isFinal ? undefined : retry?.(clock, tries, end, error, repeated || undefined);
        if (wait === undefined) {
          deadline.close();
          throw error;
        }
        before = error;
        let wake: (() => void) | undefined;
        await deadline
          .race(new Promise<void>((resolve) => (wake = clock.after(wait, resolve))))
          .finally(() => wake?.());
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
function refuse(options: object): void {
  for (const [name, value] of Object.entries(options))
    if (value !== undefined) throw new TypeError(`./core has no option "${name}"`);
}

/** Headers by their names in lower case, later ones winning; `null` takes one away. */
function merged(...sources: readonly (HeaderValues | undefined)[]): SentHeaders {
  const headers: SentHeaders = {};
  for (const source of sources)
    for (const [name, value] of Object.entries(source ?? {})) {
      // `fetch` would quote it.
      if (/[^\t\x20-\x7e\x80-\xff]/.test(value ?? ""))
        throw new TypeError(`header/${name} has characters a header cannot carry`);
      if (value === null) Reflect.deleteProperty(headers, name.toLowerCase());
      else if (value !== undefined) headers[name.toLowerCase()] = value;
    }
  return headers;
}
