import type { Authorization } from "./auth.js";
import type { JsonText, OperationDescriptor, OperationInput } from "./descriptor.js";
import { percentEncode } from "./escapes.js";
import { pointerTo } from "./pointer.js";
import { redactUrl, REDACTED } from "./redact.js";
import { serializeCookies, serializeHeaders, serializePath, serializeQuery } from "./serialize.js";
import type { Sendable } from "./sender.js";
import { SerializationFault } from "./serialization-fault.js";
import type { ValidationIssue } from "./validation.js";

/** Header values by name; `null` and `undefined` leave one out. */
export type HeaderValues = { readonly [name: string]: string | null | undefined };

/** A request before credentials: it can be sent more than once. */
export interface OpenRequest {
  readonly headers: Headers;
  readonly replayable: boolean;
  /** For errors: without secrets. */
  readonly shownUrl: string;
  /** Why it cannot be sent: values that have no form where they belong. */
  readonly issues: readonly ValidationIssue[];
  /** The value of the header that `operation.idempotencyKey` names. */
  readonly idempotencyKey: string | undefined;
  /** What openapi-fetch is asked to send. */
  sendable(authorization: Authorization | undefined): Sendable;
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
  const { idempotencyKey: keyed } = operation;
  const headers = merged([
    accept,
    // Made once a call, so attempts share it; whoever gives one wins.
    keyed === undefined ? undefined : { [keyed.header]: keyed.make() },
    body?.contentType === undefined ? undefined : { "Content-Type": body.contentType },
    shared,
    header,
    own,
  ]);
  return {
    headers,
    replayable: body?.replayable ?? true,
    idempotencyKey: (keyed && headers.get(keyed.header)) || undefined,
    issues,
    // Few ask.
    get shownUrl() {
      const secrets = parameters.filter(({ secret }) => secret === true);
      const address = secrets.length === 0 ? path : shown(operation, input);
      const url = options.baseUrl + address + (query === "" ? "" : `?${query}`);
      const keys = secrets.filter((parameter) => parameter.in === "query").map(({ key }) => key);
      return redactUrl(url, keys);
    },
    sendable(authorization) {
      const sent = new Headers(headers);
      for (const [name, value] of Object.entries(authorization?.headers ?? {}))
        sent.set(name, value);
      const pairs = (authorization?.cookies ?? []).map(([key, value]) => `${key}=${value}`);
      const cookie = [headers.get("cookie") ?? "", cookies, ...pairs]
        .filter((text) => text !== "")
        .join("; ");
      if (cookie !== "") sent.set("Cookie", cookie);
      const search = [
        query,
        ...(authorization?.query ?? []).map((pair) => pair.map(percentEncode).join("=")),
      ];
      const init = {
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
        redirect: "manual",
      };
      return { method: operation.method, path: operation.path, init, replayable: this.replayable };
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
    issues.push({
      in: place,
      pointer: pointerTo(key === undefined ? [] : [key]),
      message: error.message,
    });
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
