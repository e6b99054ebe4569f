import type { Json } from "../../model/json.js";
import { escapeToken } from "../../model/pointer.js";
import type { Example, MediaType, Operation, Response } from "../../model/model.js";
import type { OriginalRequest, Request, SavedResponse } from "./collection.js";
import type { Context } from "./context.js";
import { uuidOf } from "./ids.js";
import { jsonText } from "./json-text.js";
import { secretsOf } from "./secrets.js";
import { plain } from "./text.js";

/**
 * The documented answers with an example, saved beside a request. Where answers of one status have
 * an example named like the request's, it is the answer to it, and its siblings are left out.
 */
export function savedResponses(
  context: Context,
  operation: Operation,
  request: Request,
  id: string,
  example: string | undefined,
): SavedResponse[] {
  const { description: _, header, url, ...rest } = request;
  const original: OriginalRequest = {
    ...rest,
    header: header.map(({ description: _, ...pair }) => pair),
    url: url.raw,
  };
  return operation.responses.flatMap((response) => {
    const all = response.content.flatMap((content) =>
      content.examples.map((one) => [content, one] as const),
    );
    const twins = all.filter(([, { key }]) => key !== undefined && key === example);
    const shown = twins.length > 0 ? twins : all;
    if (response.content.length === 0) return [empty(response, original, id)];
    return shown.map(([content, one]) => saved(context, response, content, one, original, id));
  });
}

function saved(
  context: Context,
  response: Response,
  content: MediaType,
  { key, summary, value }: Example,
  originalRequest: OriginalRequest,
  id: string,
): SavedResponse {
  const label = summary ?? key ?? response.docs.description ?? "";
  const json = content.codec === "json" || typeof value !== "string";
  return {
    ...common(response, originalRequest),
    id: uuidOf(id, String(response.status), content.type, key ?? ""),
    name: plain([`${String(response.status)} ${label}`.trim().split("\n")[0] ?? ""]),
    _postman_previewlanguage: json ? "json" : content.type.includes("xml") ? "xml" : "text",
    header: [{ key: "Content-Type", value: plain([content.type]) }],
    body: json ? jsonText(hidden(context, content, value)) : value,
  };
}

function empty(response: Response, originalRequest: OriginalRequest, id: string): SavedResponse {
  const label = response.docs.description ?? "";
  return {
    ...common(response, originalRequest),
    id: uuidOf(id, String(response.status)),
    name: plain([`${String(response.status)} ${label}`.trim().split("\n")[0] ?? ""]),
    _postman_previewlanguage: "text",
    header: [],
    body: "",
  };
}

function common(
  { status }: Response,
  originalRequest: OriginalRequest,
): Pick<SavedResponse, "originalRequest" | "status" | "code"> {
  // A range stands for its first code; `default` for what a document leaves open, a fault of the server.
  const code =
    typeof status === "number" ? status : status === "default" ? 500 : Number(status[0]) * 100;
  return { originalRequest, status: REASONS[code] ?? "", code };
}

/** Secrets an answer shows once are not shown here at all. */
function hidden(context: Context, { schema }: MediaType, value: Json): Json {
  if (schema === undefined) return value;
  const secrets = secretsOf(context.model.schemas, schema, value);
  if (secrets.size === 0) return value;
  const copy = (here: Json, pointer: string): Json => {
    if (secrets.has(pointer)) return "********";
    if (typeof here !== "object" || here === null) return here;
    if (Array.isArray(here))
      return here.map((item, index) => copy(item as Json, `${pointer}/${String(index)}`));
    return Object.fromEntries(
      Object.entries(here).map(([key, child]) => [
        key,
        copy(child as Json, `${pointer}/${escapeToken(key)}`),
      ]),
    );
  };
  return copy(value, "");
}

/** @see https://www.rfc-editor.org/rfc/rfc9110#name-status-codes */
const REASONS: { readonly [code: number]: string } = {
  200: "OK",
  201: "Created",
  202: "Accepted",
  204: "No Content",
  206: "Partial Content",
  301: "Moved Permanently",
  302: "Found",
  303: "See Other",
  304: "Not Modified",
  307: "Temporary Redirect",
  308: "Permanent Redirect",
  400: "Bad Request",
  401: "Unauthorized",
  402: "Payment Required",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  406: "Not Acceptable",
  409: "Conflict",
  410: "Gone",
  412: "Precondition Failed",
  413: "Content Too Large",
  415: "Unsupported Media Type",
  422: "Unprocessable Content",
  429: "Too Many Requests",
  500: "Internal Server Error",
  501: "Not Implemented",
  502: "Bad Gateway",
  503: "Service Unavailable",
  504: "Gateway Timeout",
  505: "HTTP Version Not Supported",
};
