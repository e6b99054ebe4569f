import type { Authorization } from "./auth.js";
import type { JsonText, OperationDescriptor, OperationInput } from "./descriptor.js";
import { percentEncode } from "./escapes.js";
import { pointerTo } from "./pointer.js";
import { redactUrl, REDACTED } from "./redact.js";
import { serializeCookies, serializeHeaders, serializePath, serializeQuery } from "./serialize.js";
import { mergeHeaders, type HeaderValues, type Sendable } from "./sender.js";
import { SerializationFault } from "./serialization-fault.js";
import type { ValidationIssue } from "./validation.js";

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
  const pathOf = (template: string) => serializePath(template, parameters, { ...input.path }, json);
  const path = checked(issues, operation.path, () => pathOf(operation.path));
  const query = checked(issues, "", () => serializeQuery(parameters, { ...input.query }, json));
  const cookies = checked(issues, "", () =>
    serializeCookies(parameters, { ...input.cookie }, json),
  );
  const header = checked(issues, {}, () => serializeHeaders(parameters, { ...input.header }, json));
  const body = checked(issues, undefined, () =>
    operation.body?.encodeBody(operation.body, input, json),
  );
  if (operation.body === undefined && input.body !== undefined)
    issues.push({ in: "body", pointer: "", message: "is not part of this operation" });
  const [accept, ...given] = options.headers;
  // Checked beforehand: `fetch` quotes a value that it refuses.
  const [shared, own] = given.map((values) =>
    checked(issues, undefined, () => values && serializeHeaders([], values) && values),
  );
  const { idempotencyKey: keyed } = operation;
  const headers = mergeHeaders(
    accept,
    // Made once a call, so attempts share it; whoever gives one wins.
    keyed && { [keyed.header]: keyed.make() },
    { "Content-Type": body?.contentType },
    shared,
    header,
    own,
  );
  return {
    headers,
    replayable: body?.replayable ?? true,
    idempotencyKey: (keyed && headers.get(keyed.header)) || undefined,
    issues,
    // Few ask.
    get shownUrl() {
      const secrets = parameters.filter(({ secret }) => secret === true);
      const others = parameters.filter(({ secret }) => secret !== true);
      const values: Record<string, unknown> = { ...input.query };
      let template = operation.path;
      for (const { in: place, key } of secrets) {
        if (place === "path") template = template.replaceAll(`{${key}}`, REDACTED);
        // One key in place of what may be several, such as an object's.
        if (place === "query" && Object.hasOwn(values, key)) values[key] = REDACTED;
      }
      const address = checked([], template, () => pathOf(template));
      const shown = checked([], "", () => serializeQuery(others, values, json));
      return redactUrl(
        options.baseUrl + address + (shown === "" ? "" : `?${shown}`),
        secrets.map(({ key }) => key),
      );
    },
    sendable(authorization) {
      const sent = mergeHeaders(headers, authorization?.headers);
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
