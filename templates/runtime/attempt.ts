import { readAnswer, type Reading } from "./answer.js";
import type { Authenticator } from "./auth.js";
import { Received, type Answer } from "./call.js";
import type { CallLogger } from "./call-logger.js";
import type { CallContext } from "./call-error.js";
import type { Clock } from "./clock.js";
import type { Deadline } from "./deadline.js";
import type {
  DocumentDescriptor,
  JsonText,
  OperationDescriptor,
  OperationInput,
  Takes,
} from "./descriptor.js";
import { discard } from "./discard.js";
import { ApiError, NetworkError, UnexpectedResponseError } from "./errors.js";
import { unquoted } from "./redact.js";
import type { OpenRequest } from "./request.js";
import { retryAfterOf } from "./retry.js";
import type { Sender } from "./sender.js";
import type { ResponseJudge } from "./validation.js";

/** A call that is on its way: what does not change from one attempt to the next, and how many requests were sent. */
export interface OpenCall extends CallContext {
  attempts: number;
}

/** What attempts are made with. */
export interface Attempting {
  readonly sender: Sender;
  readonly security: DocumentDescriptor["security"];
  readonly clock: Clock;
  readonly json: JsonText | undefined;
}

/** What is attempted. */
export interface Attempted {
  readonly operation: OperationDescriptor;
  readonly input: OperationInput;
  readonly request: OpenRequest;
  readonly baseUrl: string;
  /** Whether the caller will have an answer in a declared media type; all of them by default. */
  readonly takes: Takes | undefined;
  /** Who judges the answer. */
  readonly judge: ResponseJudge | undefined;
  readonly call: OpenCall;
  readonly authenticator: Authenticator;
  readonly logger: CallLogger | undefined;
  /** The call's own. */
  readonly fetch: ((request: Request) => Promise<Response>) | undefined;
}

/** Sends a request once, or twice where a token was refused, and reads its answer. Rejects with what the caller is to be told, apart from an aborted deadline's reason. */
export async function attempt<Data, Described>(
  { sender, security, clock, json }: Attempting,
  attempted: Attempted,
  deadline: Deadline,
): Promise<Answer<Data, Described>> {
  const { operation, input, request, baseUrl, judge, call, authenticator, logger } = attempted;
  const { signal } = deadline;
  const { content, replayable = true } = request.body ?? {};
  let proofs;
  let response;
  for (let isAgain = false; ; isAgain = true) {
    const asked = authenticator.authorize(operation.security, request.headers);
    proofs = asked instanceof Promise ? await asked : asked;
    signal.throwIfAborted();
    call.attempts += 1;
    const sendable = {
      method: call.method,
      template: operation.path,
      baseUrl,
      params: { path: input.path ?? {}, query: input.query ?? {} },
      url: request.url,
      headers: { ...request.headers },
      body: content,
      replayable,
    };
    for (const { write } of proofs ?? []) write(sendable);
    logger?.sent(call, new Headers(sendable.headers), operation, security);
    const begun = clock.now();
    response = await sender.send(sendable, signal, call, attempted.fetch);
    logger?.answered(call, response, clock.now() - begun, operation);
    // A refused request had no effect, so it may be sent again, whatever its method: once.
    if (isAgain || response.status !== 401 || !replayable) break;
    if (!proofs?.map(({ source, given }) => source.refuse(given)).includes(true)) break;
    await discard(response);
  }
  const { ok } = response;
  if (ok) for (const { source, given } of proofs ?? []) source.accept?.(given);
  // What is asked for once more after a success is its answer.
  const placeOf = () => (ok ? { ...call, repeatable: call.rereadable } : call);
  let reading: Reading;
  try {
    reading = await readAnswer(operation, response, attempted.takes, json?.parse);
  } catch (cause) {
    // A body lost on its way is the network's fault, not the document's.
    signal.throwIfAborted();
    throw new NetworkError(placeOf(), unquoted(cause, request.url, call.url));
  }
  const { key = "", isStream, fault } = reading;
  const judged = judge?.(call, reading, response);
  const refused = judged?.refused;
  let { value: body } = reading;
  if (isStream && operation.openItems) {
    const opened = { call, response, deadline, issuesOf: judged?.issuesOf };
    body = operation.openItems(operation, reading, opened, json);
  }
  if (!ok) {
    const missing =
      response.status === 401 && proofs === undefined
        ? authenticator.missing(operation.security)
        : "";
    // A body that is not what the document promises does not hide the status: it makes the error an undocumented one.
    throw new ApiError(call, {
      ...{ response, body, text: reading.text },
      cause: reading.cause ?? refused ?? judged?.refusedHeaders(),
      documented: key !== "" && fault === undefined && refused === undefined,
      hint: missing && ` (no credentials were given for ${missing})`,
      retryAfter: retryAfterOf(response.headers, clock.now()),
    });
  }
  if (fault !== undefined)
    throw new UnexpectedResponseError(placeOf(), fault, { ...reading, response });
  if (refused !== undefined) throw refused;
  // A stream takes as long as it takes: until its reader ends it, or the caller's signal.
  if (isStream) deadline.disarm();
  else deadline.close();
  const headers = operation.readHeaders?.(operation, key, response.headers) ?? {};
  const answer = new Received(call, body as Data, headers as Described, response);
  judged?.guard(answer);
  operation.conceal?.(answer, operation.secrets ?? []);
  return answer;
}
