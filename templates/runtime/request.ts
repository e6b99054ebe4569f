import type { Authorization } from "./auth.js";
import type { JsonText, OperationDescriptor, OperationInput } from "./descriptor.js";
import { percentEncode } from "./escapes.js";
import { pointerTo } from "./pointer.js";
import { redactUrl, REDACTED } from "./redact.js";
import { serializeCookies, serializeHeaders, serializePath, serializeQuery } from "./serialize.js";
import { SerializationFault } from "./serialization-fault.js";
import type { ValidationIssue } from "./validation.js";

/** Header values by name; `null` and `undefined` leave one out. */
export type HeaderValues = { readonly [name: string]: string | null | undefined };

/** A request before credentials: it can be sent more than once. */
export interface OpenRequest {
  readonly method: string;
  /** The template; openapi-fetch shows it to middleware. */
  readonly path: string;
  readonly headers: Headers;
  readonly replayable: boolean;
  /** For errors: without secrets. */
  readonly shownUrl: string;
  /** Why it cannot be sent: values that have no form where they belong. */
  readonly issues: readonly ValidationIssue[];
  /** What openapi-fetch is asked to send. */
  init(authorization: Authorization | undefined, signal: AbortSignal): Record<string, unknown>;
}

/** Writes down a call. `headers`: those of the client and of the call, later ones winning over the document's; `json` writes the body. */
export function openRequest(
  operation: OperationDescriptor,
  input: OperationInput,
  options: {
    readonly baseUrl: string;
    readonly headers: readonly (HeaderValues | undefined)[];
    readonly json?: JsonText | undefined;
  },
): OpenRequest {
  const parameters = operation.parameters ?? [];
  const { json } = options;
  const issues: ValidationIssue[] = [];
  const { path, query, cookies, header } = {
    path: checked(issues, operation.path, () =>
      serializePath(operation.path, parameters, { ...input.path }, json),
    ),
    query: checked(issues, "", () => serializeQuery(parameters, { ...input.query }, json)),
    cookies: checked(issues, "", () => serializeCookies(parameters, { ...input.cookie }, json)),
    header: checked(issues, {}, () => serializeHeaders(parameters, { ...input.header }, json)),
  };
  const body = checked(issues, undefined, () =>
    operation.body?.encodeBody(operation.body, input, json),
  );
  if (operation.body === undefined && input.body !== undefined)
    issues.push({ in: "body", pointer: "", message: "is not part of this operation" });
  const [accept, shared, own] = options.headers;
  const headers = merged([
    accept,
    body?.contentType === undefined ? undefined : { "Content-Type": body.contentType },
    shared,
    header,
    own,
  ]);
  const secrets = parameters.filter(
    (parameter) => parameter.secret === true && parameter.in === "query",
  );
  const shownPath = parameters.some(({ secret }) => secret === true)
    ? shown(operation, input)
    : path;
  return {
    method: operation.method,
    path: operation.path,
    headers,
    replayable: body?.replayable ?? true,
    shownUrl: redactUrl(
      options.baseUrl + shownPath + (query === "" ? "" : `?${query}`),
      secrets.map(({ key }) => key),
    ),
    issues,
    init(authorization, signal) {
      const sent = merged([Object.fromEntries(headers), authorization?.headers]);
      const pairs = (authorization?.cookies ?? []).map(([key, value]) => `${key}=${value}`);
      const cookie = [headers.get("cookie") ?? "", cookies, ...pairs]
        .filter((text) => text !== "")
        .join("; ");
      if (cookie !== "") sent.set("Cookie", cookie);
      const search = [
        query,
        ...(authorization?.query ?? []).map((pair) => pair.map(percentEncode).join("=")),
      ];
      return {
        baseUrl: options.baseUrl,
        params: { path: { ...input.path }, query: { ...input.query } },
        // Both are written already, by the document's styles.
        pathSerializer: () => options.baseUrl + path,
        querySerializer: () => search.filter((text) => text !== "").join("&"),
        bodySerializer: (content: unknown) => content,
        ...(body === undefined ? {} : { body: body.content }),
        ...(body?.replayable === false ? { duplex: "half" } : {}),
        headers: sent,
        parseAs: "stream",
        signal,
      };
    },
  };
}

/** What a serialiser writes; where it refuses a value, what to send instead, which is nothing, and why. */
function checked<Written>(
  issues: ValidationIssue[],
  otherwise: Written,
  write: () => Written,
): Written {
  try {
    return write();
  } catch (error) {
    if (!(error instanceof SerializationFault)) throw error;
    const { in: place, key } = error.place;
    issues.push({ in: place, pointer: pointerTo([key]), message: error.message });
    return otherwise;
  }
}

/** The path with its secrets replaced. */
function shown(operation: OperationDescriptor, input: OperationInput): string {
  const values: Record<string, unknown> = { ...input.path };
  for (const { key, secret } of operation.parameters ?? [])
    if (secret === true) values[key] = "redacted";
  const path = checked([], operation.path, () =>
    serializePath(operation.path, operation.parameters ?? [], values),
  );
  return path.replaceAll("redacted", REDACTED);
}

function merged(sources: readonly (HeaderValues | undefined)[]): Headers {
  const headers = new Headers();
  for (const source of sources) {
    for (const [name, value] of Object.entries(source ?? {})) {
      if (value === null) headers.delete(name);
      else if (value !== undefined) headers.set(name, value);
    }
  }
  return headers;
}
