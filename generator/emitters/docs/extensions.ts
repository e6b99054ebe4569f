import type { RequestPlace } from "../../model/extensions.js";
import type { Json } from "../../model/json.js";
import type { ApiModel, Operation } from "../../model/model.js";
import { sampleRequests } from "./sample.js";
import { callee, paginationSample, waiterSample } from "./sample-typescript.js";
import { jsonText } from "./span.js";

/** How the client waits. */
export function waiterView(operation: Operation, model: ApiModel): Json {
  const { waiter } = operation;
  const [request] = sampleRequests(operation, model);
  if (waiter === undefined || request === undefined) return null;
  return {
    call: callee(operation, waiter.name),
    delay: seconds(waiter.delay),
    maxDelay: seconds(waiter.maxDelay),
    timeout: seconds(waiter.timeout),
    acceptors: waiter.acceptors.map(({ outcome, status, body }) => ({
      outcome,
      status: status === undefined ? "" : String(status),
      pointer: body?.pointer ?? "",
      values: (body?.values ?? []).map((value) => jsonText(value)).join(", "),
    })),
    typescript: waiterSample(request, waiter.name),
  };
}

function seconds(milliseconds: number): string {
  return String(milliseconds / 1000);
}

/** How the iterator walks the pages; members are empty where the style, or the document, has none. */
export function paginationView(operation: Operation, model: ApiModel): Json {
  const { pagination } = operation;
  const [request] = sampleRequests(operation, model);
  if (pagination === undefined || request === undefined) return null;
  const { style, name, items } = pagination;
  const members = new Map(Object.entries(pagination) as [string, RequestPlace | string][]);
  const told = (key: string): string => {
    const pointer = members.get(key);
    return typeof pointer === "string" ? pointer : "";
  };
  const place = (key: string): { readonly name: string; readonly inBody: boolean } | null => {
    const written = members.get(key);
    if (typeof written !== "object") return null;
    return "query" in written
      ? { name: written.query, inBody: false }
      : { name: written.body, inBody: true };
  };
  const position = place("page") ?? place("offset") ?? place("cursor");
  const skipped = position === null || position.inBody ? [] : [position.name];
  return {
    call: callee(operation, name),
    style: { [style]: true },
    items,
    position,
    size: place("pageSize") ?? place("limit"),
    firstPage: pagination.style === "page" ? pagination.firstPage : 0,
    total: told("totalPages") || told("total"),
    hasMore: told("hasMore"),
    nextCursor: told("nextCursor"),
    itemCursor: told("itemCursor"),
    next: told("next"),
    typescript: paginationSample(request, name, skipped),
  };
}
