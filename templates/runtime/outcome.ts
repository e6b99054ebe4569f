import { declaredResponse, type Reading } from "./answer.js";
import type { Deadline } from "./deadline.js";
import type { JsonText, OperationDescriptor } from "./descriptor.js";
import { afterAnswer, type CallContext } from "./call-error.js";
import { ApiError, UnexpectedResponseError, ValidationError } from "./errors.js";
import { streamOf } from "./media-type.js";
import type { Judge, ValidationIssue } from "./validation.js";

/** An answer that was read, and who judges it. */
export interface Received {
  readonly call: CallContext;
  readonly operation: OperationDescriptor;
  readonly response: Response;
  readonly reading: Reading;
  readonly judge: Judge | undefined;
}

/** The answer with its stream opened, one that is none as it is. Bytes stay bytes where the operation brings nothing to open them. */
export function opened(
  received: Received,
  deadline: Deadline,
  parse: JsonText["parse"] = JSON.parse,
): Received {
  const { call, operation, response, reading, judge } = received;
  const { openItems: open } = operation;
  if (reading.kind !== "stream" || open === undefined) return received;
  const { key = "", content = {} } = declaredResponse(operation, response) ?? {};
  const { mediaType } = reading;
  const format = streamOf(content, mediaType);
  if (format === undefined) return received;
  const issuesOf = (item: unknown): readonly ValidationIssue[] =>
    judge?.ofResponse(key, mediaType, item) ?? [];
  const { conceal, secrets = [] } = operation;
  const shown = conceal && ((item: unknown) => void conceal({ data: item }, secrets));
  const value = open({ call, response, format, deadline, parse, issuesOf, conceal: shown });
  return { ...received, reading: { ...reading, value } };
}

/** The body of a success. Throws where it is not what the document promises. */
export function successOf(received: Received): unknown {
  const { call, response, reading } = received;
  if (reading.kind === "fault") {
    throw new UnexpectedResponseError(afterAnswer(call), reading.reason, { response, ...reading });
  }
  const data = reading.kind === "none" ? undefined : reading.value;
  const issues = refusals(received);
  if (issues.length > 0)
    throw new ValidationError(call, "response", issues, { body: data, response });
  return data;
}

/**
 * The error of a status that is none. A body that is not what the document promises does not hide
 * the status: it makes the error an undocumented one. `missing`: the schemes without credentials, in words.
 */
export function errorOf(
  received: Received,
  {
    missing,
    retryAfter,
  }: { readonly missing?: string | undefined; readonly retryAfter?: Date | undefined } = {},
): ApiError {
  const { call, operation, response, reading } = received;
  const issues = refusals(received);
  const body = reading.kind === "none" ? undefined : reading.value;
  const refused =
    issues.length === 0
      ? undefined
      : new ValidationError(call, "response", issues, { body, response });
  const declared = declaredResponse(operation, response) !== undefined;
  return new ApiError(call, {
    response,
    body,
    retryAfter,
    documented: declared && reading.kind !== "fault" && refused === undefined,
    ...(reading.kind === "fault"
      ? { text: reading.text, cause: reading.cause }
      : { cause: refused }),
    hint:
      response.status === 401 && missing !== undefined
        ? `no credentials were given for ${missing}`
        : undefined,
  });
}

function refusals({ operation, response, reading, judge }: Received): readonly ValidationIssue[] {
  const declared = declaredResponse(operation, response);
  if (judge === undefined || declared === undefined || reading.kind !== "value") return [];
  return judge.ofResponse(declared.key, reading.mediaType, reading.value);
}
