import type { Json, JsonObject } from "../model/json.js";
import { methodsOf } from "../document/methods.js";
import type { Operation, RequestBody, Response, Status } from "../model/model.js";
import { child } from "../model/pointer.js";
import type { Pointer } from "../model/schema.js";
import { flagOf, isObject, listOf, member, objectOf, present, textOf } from "./access.js";
import { docsOf } from "./docs.js";
import { linksOf } from "./links/links.js";
import { contentOf, headersOf, parametersOf } from "./parameters.js";
import type { Reading } from "./reading.js";
import { routeOf } from "./routes.js";
import { requirementsOf, serversOf } from "./security.js";
import { camelCase } from "./words.js";

/** An operation before names are allocated. */
export type UnnamedOperation = Omit<
  Operation,
  | "name"
  | "typeName"
  | "member"
  | "group"
  | "file"
  | "links"
  | "callbacks"
  | "waiter"
  | "pagination"
  | "retry"
  | "idempotencyKey"
> & { readonly source: JsonObject; readonly callbacks: readonly UnnamedOperation[] };

/** The operations of `paths`, `webhooks` or a callback, in document order. @see https://spec.openapis.org/oas/v3.1.0#paths-object */
export function operationsOf(
  reading: Reading,
  items: Json | undefined,
  pointer: Pointer,
): UnnamedOperation[] {
  return Object.entries(objectOf(items))
    .filter(([path]) => !path.startsWith("x-"))
    .flatMap(([path, written]) => {
      const [item, at] = reading.follow(written, child(pointer, path));
      if (!isObject(item)) return [];
      return methodsOf(item).map(({ method, value, tokens }) =>
        operationOf(reading, { path, method, item, source: value, parent: at, tokens }),
      );
    });
}

interface Place {
  readonly path: string;
  readonly method: string;
  readonly item: JsonObject;
  readonly source: JsonObject;
  /** Of the item, and where the operation stands in it. */
  readonly parent: Pointer;
  readonly tokens: readonly string[];
}

/** @see https://spec.openapis.org/oas/v3.1.0#operation-object */
function operationOf(
  reading: Reading,
  { path, method, item, source, parent, tokens }: Place,
): UnnamedOperation {
  const pointer = child(parent, ...tokens);
  const servers = member(source, "servers") ?? member(item, "servers");
  const serversAt = child(member(source, "servers") === undefined ? parent : pointer, "servers");
  return present({
    source,
    pointer,
    id: textOf(member(source, "operationId")) ?? camelCase(`${method} ${path}`),
    method,
    path,
    route: routeOf(path),
    docs: docsOf({ ...inherited(item), ...source }),
    tags: listOf(member(source, "tags")).filter((tag) => typeof tag === "string"),
    parameters: parametersOf(reading, [
      [member(item, "parameters"), child(parent, "parameters")],
      [member(source, "parameters"), child(pointer, "parameters")],
    ]),
    requestBody: bodyOf(reading, member(source, "requestBody"), child(pointer, "requestBody")),
    responses: responsesOf(reading, member(source, "responses"), child(pointer, "responses")),
    callbacks: Object.entries(objectOf(member(source, "callbacks"))).flatMap(([key, written]) => {
      const [callback, at] = reading.follow(written, child(pointer, "callbacks", key));
      return operationsOf(reading, callback, at);
    }),
    security: requirementsOf(member(source, "security") ?? member(reading.root, "security")),
    servers: listOf(servers).length > 0 ? serversOf(servers, serversAt) : undefined,
  });
}

/** A path item's summary and description speak for its operations where they say nothing themselves. */
function inherited(item: JsonObject): JsonObject {
  return present({
    summary: member(item, "summary"),
    description: member(item, "description"),
  }) as JsonObject;
}

/** @see https://spec.openapis.org/oas/v3.1.0#request-body-object */
function bodyOf(
  reading: Reading,
  written: Json | undefined,
  pointer: Pointer,
): RequestBody | undefined {
  if (written === undefined) return undefined;
  const [source, at] = reading.follow(written, pointer);
  if (!isObject(source)) return undefined;
  return reading.once("body", source, at, () => ({
    pointer: at,
    required: flagOf(member(source, "required")) ?? false,
    docs: docsOf(source),
    content: contentOf(reading, member(source, "content"), child(at, "content")),
  }));
}

/** Exact codes first, then ranges, then `default`. @see https://spec.openapis.org/oas/v3.1.0#responses-object */
function responsesOf(reading: Reading, written: Json | undefined, pointer: Pointer): Response[] {
  const responses = Object.entries(objectOf(written)).flatMap(([key, value]) => {
    const status = statusOf(key);
    const [source, at] = reading.follow(value, child(pointer, key));
    if (status === undefined || !isObject(source)) return [];
    const response = reading.once("response", source, at, () => ({
      pointer: at,
      docs: docsOf(source),
      headers: headersOf(reading, member(source, "headers"), child(at, "headers")),
      content: contentOf(reading, member(source, "content"), child(at, "content")),
      links: linksOf(reading, member(source, "links"), child(at, "links")),
    }));
    return [{ ...response, status }];
  });
  return responses.sort((a, b) => rank(a.status) - rank(b.status));
}

function statusOf(key: string): Status | undefined {
  if (/^[1-5][0-9][0-9]$/.test(key)) return Number(key);
  if (/^[1-5]XX$/i.test(key)) return key.toUpperCase() as Status;
  return key === "default" ? key : undefined;
}

function rank(status: Status): number {
  if (typeof status === "number") return status;
  return status === "default" ? 10_000 : 1_000 * Number(status.charAt(0));
}
