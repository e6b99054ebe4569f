import { readAnswer, type Reading } from "./answer.js";
import type { Authenticator } from "./auth.js";
import type { Answer } from "./call.js";
import type { CallLogger } from "./call-logger.js";
import type { CallContext } from "./call-error.js";
import type { Clock } from "./clock.js";
import type { Deadline } from "./deadline.js";
import type {
  ContentDescriptor,
  DocumentDescriptor,
  JsonText,
  OperationDescriptor,
} from "./descriptor.js";
import { discard } from "./discard.js";
import { ApiError, NetworkError, UnexpectedResponseError, ValidationError } from "./errors.js";
import type { OpenRequest } from "./request.js";
import { requestIdOf } from "./request-id.js";
import { retryAfterOf } from "./retry.js";
import type { Sender } from "./sender.js";
import type { Judge, ValidationIssue } from "./validation.js";

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
  readonly request: OpenRequest;
  /** Whether the caller will have an answer in a declared media type; all of them by default. */
  readonly takes: ((content: ContentDescriptor, mediaType: string) => boolean) | undefined;
  /** Who judges the answer. */
  readonly judge: Judge | undefined;
  readonly call: OpenCall;
  readonly authenticator: Authenticator;
  readonly logger: CallLogger | undefined;
  /** The call's own. */
  readonly fetch: ((request: Request) => Promise<Response>) | undefined;
}

/** Sends a request once, or twice where a token was refused, and reads its answer. Rejects with what the caller is to be told, apart from an aborted deadline's reason. */
export async function attempt<Data, Described>(
  { sender, security, clock, json }: Attempting,
  { operation, request, takes, judge, call, authenticator, logger, fetch }: Attempted,
  deadline: Deadline,
): Promise<Answer<Data, Described>> {
  const authorize = () => authenticator.authorize(operation.security, request.headers);
  const send = () => {
    if (deadline.isOver) throw deadline.signal.reason;
    call.attempts += 1;
    const sendable = request.sendable(proofs ?? []);
    logger?.sent(call, new Headers(sendable.init.headers), operation, security);
    return sender.send(sendable, deadline, call, fetch);
  };
  const asked = authorize();
  let proofs = asked instanceof Promise ? await asked : asked;
  let begun = clock.now();
  let response = await send();
  logger?.answered(call, response, clock.now() - begun, operation);
  // A refused request had no effect, so it may be sent again, whatever its method: once.
  if (
    response.status === 401 &&
    request.replayable &&
    proofs?.map(({ source, given }) => source.refuse(given)).includes(true) === true
  ) {
    await discard(response);
    proofs = await authorize();
    begun = clock.now();
    response = await send();
    logger?.answered(call, response, clock.now() - begun, operation);
  }
  if (response.ok) for (const { source, given } of proofs ?? []) source.accept?.(given);
  // What is asked for once more after a success is its answer.
  const place = response.ok ? { ...call, repeatable: call.rereadable } : call;
  let reading: Reading;
  try {
    reading = await readAnswer(operation, response, takes, json?.parse);
  } catch (cause) {
    // A body lost on its way is the network's fault, not the document's.
    throw deadline.isOver ? deadline.signal.reason : new NetworkError(place, cause);
  }
  const { key = "", mediaType = "", isStream, fault, text, cause, passes } = reading;
  const issuesOf = (value: unknown): readonly ValidationIssue[] =>
    judge?.ofResponse(key, mediaType, value) ?? [];
  let { value: body } = reading;
  if (isStream && operation.openItems !== undefined) {
    const parse = json?.parse ?? JSON.parse;
    const { conceal, secrets = [] } = operation;
    const shown = conceal && ((item: unknown) => void conceal({ data: item }, secrets));
    const source = { call, response, deadline, parse, issuesOf, conceal: shown };
    body = operation.openItems(operation.responses[key] ?? {}, mediaType, source);
  }
  const issues = isStream || fault !== undefined || mediaType === "" ? [] : issuesOf(body);
  const refused =
    issues.length > 0
      ? new ValidationError(call, "response", issues, { body, response })
      : undefined;
  if (!response.ok) {
    const missing =
      response.status === 401 && proofs === undefined
        ? authenticator.missing(operation.security)
        : "";
    // A body that is not what the document promises does not hide the status: it makes the error an undocumented one.
    throw new ApiError(call, {
      ...{ response, body, text, cause: cause ?? refused },
      documented: key !== "" && fault === undefined && refused === undefined,
      hint: missing === "" ? undefined : `no credentials were given for ${missing}`,
      retryAfter: retryAfterOf(response.headers, clock.now()),
    });
  }
  if (fault !== undefined)
    throw new UnexpectedResponseError(place, fault, { response, text, cause, passes });
  if (refused !== undefined) throw refused;
  // A stream takes as long as it takes: until its reader ends it, or the caller's signal.
  if (isStream) deadline.disarm();
  else deadline.close();
  const headers = operation.readHeaders?.(operation, response) ?? {};
  const answer = {
    call,
    get requestId() {
      return requestIdOf(call, response);
    },
    data: body as Data,
    headers: headers as Described,
  };
  operation.conceal?.(answer, operation.secrets ?? []);
  // Its address may hold a key.
  return Object.defineProperty(answer, "response", { value: response }) as Answer<Data, Described>;
}
