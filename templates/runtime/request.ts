import type { Proof } from "./auth.js";
import type { JsonText, OperationDescriptor, OperationInput } from "./descriptor.js";
import { mergeHeaders, type HeaderValues, type SentHeaders } from "./headers.js";
import { pointerTo } from "./pointer.js";
import { redactUrl, REDACTED } from "./redact.js";
import { serializeCookies, serializeHeaders, serializePath, serializeQuery } from "./serialize.js";
import type { Sendable } from "./sender.js";
import { SerializationFault } from "./serialization-fault.js";
import type { ValidationIssue } from "./validation.js";

/** A request before credentials: it can be sent more than once. */
export interface OpenRequest {
  readonly headers: SentHeaders;
  readonly replayable: boolean;
  /** For errors: without secrets. */
  readonly shownUrl: string;
  /** Why it cannot be sent: values that have no form where they belong. */
  readonly issues: readonly ValidationIssue[];
  /** The value of the header that `operation.idempotencyKey` names. */
  readonly idempotencyKey: string | undefined;
  /** What openapi-fetch is asked to send. */
  sendable(proofs: readonly Proof[]): Sendable;
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
  const { parameters = [], path: template, idempotencyKey: keyed } = operation;
  const { baseUrl, json } = options;
  const issues: ValidationIssue[] = [];
  const values = (place: object | undefined) => (place ?? {}) as Readonly<Record<string, unknown>>;
  /** What a serialiser writes; where it refuses a value, nothing, and why. */
  const checked = <Written>(write: () => Written): Written | undefined => {
    try {
      return write();
    } catch (error) {
      if (!(error instanceof SerializationFault)) throw error;
      const { in: place, key } = error.place;
      const pointer = pointerTo(key === undefined ? [] : [key]);
      issues.push({ in: place, pointer, message: error.message });
      return undefined;
    }
  };
  const pathOf = (of: string) => serializePath(of, parameters, values(input.path), json);
  const path = checked(() => pathOf(template)) ?? template;
  const query = input.query && checked(() => serializeQuery(parameters, values(input.query), json));
  const cookies =
    input.cookie && checked(() => serializeCookies(parameters, values(input.cookie), json));
  const header =
    input.header && checked(() => serializeHeaders(parameters, values(input.header), json));
  const body =
    operation.body && checked(() => operation.body?.encodeBody(operation.body, input, json));
  if (operation.body === undefined && input.body !== undefined)
    issues.push({ in: "body", pointer: "", message: "is not part of this operation" });
  const [first, ...given] = options.headers;
  // Checked beforehand: `fetch` quotes a value that it refuses.
  const [shared, own] = given.map((of) => checked(() => of && serializeHeaders([], of) && of));
  const headers = mergeHeaders(
    first,
    // Made once a call, so attempts share it; whoever gives one wins.
    keyed && { [keyed.header]: keyed.make() },
    body && { "content-type": body.contentType },
    shared,
    header,
    own,
  );
  const replayable = body?.replayable ?? true;
  return {
    headers,
    replayable,
    issues,
    idempotencyKey: (keyed && headers[keyed.header.toLowerCase()]) || undefined,
    // Few ask.
    get shownUrl() {
      const secrets = parameters.filter(({ secret }) => secret === true);
      const others = parameters.filter(({ secret }) => secret !== true);
      const asked: Record<string, unknown> = { ...input.query };
      let shown = template;
      for (const { in: place, key } of secrets) {
        if (place === "path") shown = shown.replaceAll(`{${key}}`, REDACTED);
        // One key in place of what may be several, such as an object's.
        if (place === "query" && Object.hasOwn(asked, key)) asked[key] = REDACTED;
      }
      const count = issues.length;
      const address = checked(() => pathOf(shown)) ?? shown;
      const search = input.query && checked(() => serializeQuery(others, asked, json));
      issues.length = count;
      return redactUrl(
        baseUrl + address + (search ? `?${search}` : ""),
        secrets.map(({ key }) => key),
      );
    },
    sendable(proofs) {
      const sent = {
        headers: mergeHeaders(headers),
        query: query ? [query] : [],
        cookies: cookies ? [cookies] : [],
      };
      for (const { write } of proofs) write(sent);
      if (sent.cookies.length > 0)
        sent.headers["cookie"] = [headers["cookie"] ?? [], ...sent.cookies].flat().join("; ");
      const init = {
        baseUrl,
        params: { path: values(input.path), query: values(input.query) },
        // Both are written already, by the document's styles.
        pathSerializer: () => baseUrl + path,
        querySerializer: () => sent.query.join("&"),
        bodySerializer: (content: unknown) => content,
        ...(body && { body: body.content, ...(replayable ? {} : { duplex: "half" }) }),
        headers: sent.headers,
        parseAs: "stream",
        redirect: "manual",
      };
      return { method: operation.method, path: template, init, replayable };
    },
  };
}
