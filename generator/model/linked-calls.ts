import type { Found, Linked, LinkedCall } from "./links.js";
import type { Operation, Parameter, Response } from "./model.js";

/** What a function of a link reads: the answer's body, its raw response, and what the call was given. */
export type Source = "body" | "response" | "input";

const SOURCES: Readonly<Record<Found["place"]["of"], Source>> = {
  answer: "body",
  header: "response",
  status: "response",
  url: "response",
  request: "input",
  parameter: "input",
};

export function isRead(call: LinkedCall, source: Source): boolean {
  return allOf(call).some(({ value }) =>
    foundIn(value).some(({ place }) => SOURCES[place.of] === source),
  );
}

/** Everything a call is given. */
export function allOf({ parameters, body }: LinkedCall): Linked[] {
  return body === undefined ? [...parameters] : [...parameters, body];
}

/** What expressions find for a value. */
function foundIn(value: Linked["value"]): Found[] {
  if (value.kind === "found") return [value];
  return value.kind === "text" ? value.parts.filter((part) => typeof part !== "string") : [];
}

/** Whether there may be no value. */
export function isMissing({ value }: Linked): boolean {
  return foundIn(value).some(({ missing }) => missing.absent || missing.null);
}

/** Whether there may be no call: it demands a value that may be missing. */
export function mayFail(call: LinkedCall): boolean {
  return allOf(call).some((one) => one.required && isMissing(one));
}

/** Whether a caller need not give a parameter, because the client does. */
export function isMade(parameter: Parameter, idempotencyKey: string | undefined): boolean {
  return parameter.in === "header" && parameter.key === idempotencyKey;
}

/** Whether a link gives a call all that it demands. */
export function isComplete(call: LinkedCall, target: Operation): boolean {
  const { parameters, requestBody } = target;
  return (
    parameters.every((one) => isOptional(one, target) || isGiven(one, call)) &&
    (requestBody?.required !== true || call.body !== undefined)
  );
}

/** Where a call's parameters are sent, in the order of its input. */
export function placesOf({ parameters }: LinkedCall): Parameter["in"][] {
  const places = ["path", "query", "header", "cookie"] as const;
  return places.filter((place) => parameters.some((one) => one.in === place));
}

export function isOptional(parameter: Parameter, { idempotencyKey }: Operation): boolean {
  return !parameter.required || isMade(parameter, idempotencyKey);
}

export function isGiven(parameter: Parameter, { parameters }: LinkedCall): boolean {
  return parameters.some((one) => one.in === parameter.in && one.key === parameter.key);
}

/** Whether a call rejects with an answer instead of resolving to it. */
export function isFailure({ status }: Response, { responses }: Operation): boolean {
  if (status === "default") return responses.some((one) => String(one.status).startsWith("2"));
  return !String(status).startsWith("2");
}
