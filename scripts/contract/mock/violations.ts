import { parsedJson } from "../../json-text.js";

/** A fault that Prism found in a request, as its `sl-violations` header or problem document has it. */
interface Violation {
  readonly location?: readonly string[];
  readonly severity?: string;
  readonly message?: string;
}

/**
 * What Prism holds against a request. It answers a wrong request with the document's own error, so
 * the status alone cannot tell a refusal from an error that was asked for; this header can.
 */
export function requestFaults(response: Response): string[] {
  const header = response.headers.get("sl-violations");
  if (header === null) return [];
  const violations = parsed(header);
  if (violations === undefined) return isAbout(header, "request") ? [header] : [];
  return violations
    .filter(({ location, severity }) => location?.[0] === "request" && severity === "Error")
    .map(({ location, message }) => `${(location ?? []).join(".")} ${message ?? ""}`);
}

/** What Prism holds against its own answer. */
export function answerFaults(response: Response): string[] {
  const header = response.headers.get("sl-violations") ?? "[]";
  const violations = parsed(header);
  if (violations === undefined) return isAbout(header, "response") ? [header] : [];
  return violations
    .filter(({ location, severity }) => location?.[0] === "response" && severity === "Error")
    .map(({ location, message }) => `${(location ?? []).join(".")} ${message ?? ""}`);
}

/** Prism's own problem document: the operation documents no status by which to refuse. */
export function isProblem(response: Response): boolean {
  return response.headers.get("content-type")?.includes("application/problem+json") === true;
}

/** Whether a list that was cut short speaks of one side; Prism lists the request's faults first. */
function isAbout(header: string, side: "request" | "response"): boolean {
  return header.includes(`"location":["${side}"`);
}

/** `undefined` for a list that Prism has cut short. */
function parsed(header: string): readonly Violation[] | undefined {
  return parsedJson(header) as readonly Violation[] | undefined;
}
