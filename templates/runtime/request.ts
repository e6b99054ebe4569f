import type { EncodedBody, JsonText, OperationDescriptor, OperationInput } from "./descriptor.js";
import { mergeHeaders, type HeaderValues, type SentHeaders } from "./headers.js";
import { redactUrl } from "./redact.js";
import { serializeCookies, serializeHeaders, serializePath, serializeQuery } from "./serialize.js";
import { SerializationFault } from "./serialization-fault.js";
import type { ValidationIssue } from "./validation.js";

/** A request before credentials: it can be sent more than once. */
export interface OpenRequest {
  readonly url: string;
  readonly headers: SentHeaders;
  readonly body: EncodedBody | undefined;
  /** For errors: without secrets. A method: a getter of an object that each call makes costs a tenth of all it does. */
  readonly shownUrl: () => string;
  /** Why it cannot be sent: values that have no form where they belong. */
  readonly issues: readonly ValidationIssue[];
  /** The value of the header that `operation.idempotencyKey` names. */
  readonly idempotencyKey: string | undefined;
}

/** Headers by where they come from, later ones winning. */
export interface HeaderSources {
  readonly first: HeaderValues;
  readonly id: HeaderValues | undefined;
  /** The client's. */
  readonly shared: HeaderValues | undefined;
  /** The call's. */
  readonly own: HeaderValues | undefined;
}

/** Writes down a call; \`json\` writes the body. */
export function openRequest(
  operation: OperationDescriptor,
  input: OperationInput,
  baseUrl: string,
  { first, id, shared, own }: HeaderSources,
  json?: JsonText,
): OpenRequest {
  const { parameters = [], path: template, body: described, idempotencyKey: keyed } = operation;
  const issues: ValidationIssue[] = [];
  /** What a serialiser writes; where it refuses a value, nothing, and why. */
  const written = <Written>(write: () => Written) => {
    try {
      return write();
    } catch (error) {
      if (!(error instanceof SerializationFault)) throw error;
      issues.push(error.issue);
      return undefined;
    }
  };
  const { path: inPath, query: asked, cookie, header: given } = input;
  const path =
    written(() => serializePath(template, parameters, (inPath ?? {}) as Values, json)) ?? template;
  const query = asked && written(() => serializeQuery(parameters, asked as Values, json));
  const cookies = cookie && written(() => serializeCookies(parameters, cookie as Values, json));
  const header = given && written(() => serializeHeaders(parameters, given as Values, json));
  const body = described && written(() => described.encodeBody(described, input, json));
  if (described === undefined && input.body !== undefined)
    issues.push({ in: "body", pointer: "", message: "is not part of this operation" });
  const headers =
    written(() =>
      mergeHeaders(
        first,
        id,
        // Made once a call, so attempts share it; whoever gives one wins.
        keyed && { [keyed.header]: keyed.make() },
        body && { "content-type": body.contentType },
        shared,
        header,
        own,
      ),
    ) ?? {};
  if (cookies) headers["cookie"] = headers["cookie"] ? `${headers["cookie"]}; ${cookies}` : cookies;
  const url = baseUrl + path + (query ? `?${query}` : "");
  return {
    url,
    headers,
    body,
    issues,
    idempotencyKey: (keyed && headers[keyed.header.toLowerCase()]) || undefined,
    // Few ask.
    shownUrl() {
      const shown = operation.showAddress?.(operation, input, json);
      return shown ? redactUrl(baseUrl + shown.address, shown.secretKeys) : redactUrl(url);
    },
  };
}

type Values = Readonly<Record<string, unknown>>;
