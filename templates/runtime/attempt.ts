import { readAnswer, type Choice, type Reading } from "./answer.js";
import type { Authenticator } from "./auth.js";
import type { Answer } from "./call.js";
import type { CallLogger } from "./call-logger.js";
import { afterAnswer, type CallContext } from "./call-error.js";
import type { Clock } from "./clock.js";
import type { Deadline } from "./deadline.js";
import type { DocumentDescriptor, JsonText, OperationDescriptor } from "./descriptor.js";
import { discard } from "./discard.js";
import { NetworkError } from "./errors.js";
import { errorOf, opened, successOf } from "./outcome.js";
import type { OpenRequest } from "./request.js";
import { requestIdOf } from "./request-id.js";
import { retryAfterOf } from "./retry.js";
import type { Sender } from "./sender.js";
import type { Judge } from "./validation.js";

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
  readonly choice: Choice;
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
  { operation, request, choice, judge, call, authenticator, logger, fetch }: Attempted,
  deadline: Deadline,
): Promise<Answer<Data, Described>> {
  const authorize = () => authenticator.authorize(operation.security, request.headers);
  const send = async () => {
    if (deadline.isOver) throw deadline.signal.reason;
    call.attempts += 1;
    const sendable = request.sendable(authorization);
    const begun = clock.now();
    logger?.sent(call, sendable.init.headers, operation, security);
    const answer = await sender.send(sendable, deadline, call, fetch);
    logger?.answered(call, answer, clock.now() - begun, operation);
    return answer;
  };
  let authorization = await authorize();
  let response = await send();
  // A refused request had no effect, so it may be sent again, whatever its method: once.
  if (response.status === 401 && request.replayable && authorization?.refuse() === true) {
    await discard(response);
    authorization = await authorize();
    response = await send();
  }
  if (response.ok) authorization?.accept();
  const reading = await read(operation, response, choice, call, deadline, json);
  const received = opened({ call, operation, response, reading, judge }, deadline, json?.parse);
  if (!response.ok) {
    const missing = authorization === undefined && authenticator.missing(operation.security);
    const retryAfter = retryAfterOf(response.headers, clock.now());
    throw errorOf(received, { missing: missing || undefined, retryAfter });
  }
  const data = successOf(received);
  // A stream takes as long as it takes: until its reader ends it, or the caller's signal.
  if (reading.kind === "stream") deadline.disarm();
  else deadline.close();
  const headers = operation.readHeaders?.(operation, response) ?? {};
  const answer = {
    call,
    get requestId() {
      return requestIdOf(call, response);
    },
    data: data as Data,
    headers: headers as Described,
  };
  operation.conceal?.(answer, operation.secrets ?? []);
  // Its address may hold a key.
  return Object.defineProperty(answer, "response", { value: response }) as Answer<Data, Described>;
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
    if (deadline.isOver) throw deadline.signal.reason;
    throw new NetworkError(response.ok ? afterAnswer(call) : call, cause);
  }
}
