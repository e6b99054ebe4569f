import type { Json, JsonObject } from "../model/json.js";
import type { Acceptor, Pagination, Status, Waiter } from "../model/model.js";
import { child } from "../model/pointer.js";
import type { Pointer } from "../model/schema.js";
import { isObject, listOf, member, numberOf, present, textOf } from "./access.js";

/** What is wrong with an extension; the caller reports it. */
export interface Fault {
  readonly pointer: Pointer;
  readonly extension: string;
  readonly reason: string;
}

const IDENTIFIER = /^[A-Za-z][A-Za-z0-9]*$/;
const OUTCOMES = ["success", "failure", "retry"] as const;

/** `x-waiter` of an operation; see `Waiter` for its members and units. */
export function waiterOf(source: JsonObject, operation: Pointer): Waiter | Fault | undefined {
  const written = member(source, "x-waiter");
  if (written === undefined) return undefined;
  const pointer = child(operation, "x-waiter");
  const fault = (reason: string): Fault => ({ pointer, extension: "x-waiter", reason });
  if (!isObject(written)) return fault("expected an object");
  const name = textOf(member(written, "name"));
  if (name === undefined || !IDENTIFIER.test(name))
    return fault("`name` must be an identifier of letters and digits");
  const acceptors: Acceptor[] = [];
  for (const acceptor of listOf(member(written, "acceptors"))) {
    const read = isObject(acceptor) ? acceptorOf(acceptor) : "each acceptor must be an object";
    if (typeof read === "string") return fault(read);
    acceptors.push(read);
  }
  if (!acceptors.some(({ outcome }) => outcome === "success")) {
    return fault("`acceptors` must hold at least one with the outcome `success`");
  }
  const delay = numberOf(member(written, "delay")) ?? 5_000;
  const maxDelay = numberOf(member(written, "maxDelay")) ?? Math.max(delay, 30_000);
  const timeout = numberOf(member(written, "timeout")) ?? 600_000;
  if (delay <= 0 || maxDelay < delay || timeout <= 0) {
    return fault(
      "`delay`, `maxDelay` and `timeout` are milliseconds: positive, and `maxDelay` no less than `delay`",
    );
  }
  return { pointer, name, delay, maxDelay, timeout, acceptors };
}

function acceptorOf(source: JsonObject): Acceptor | string {
  const outcome = OUTCOMES.find((known) => known === member(source, "outcome"));
  if (outcome === undefined) return "`outcome` must be `success`, `failure` or `retry`";
  const status = member(source, "status");
  if (status !== undefined && !isStatus(status))
    return "`status` must be a status code, a range or `default`";
  const at = textOf(member(source, "pointer"));
  const values = member(source, "values");
  if (at === undefined && values === undefined) return present({ outcome, status });
  if (at === undefined || !at.startsWith("/") || !Array.isArray(values) || values.length === 0) {
    return "`pointer` (a JSON pointer into the body) and `values` (a list) go together";
  }
  return present({ outcome, status, body: { pointer: at, values: listOf(values) } });
}

function isStatus(status: Json): status is Status {
  if (typeof status === "number") return Number.isInteger(status) && status >= 100 && status <= 599;
  return status === "default" || (typeof status === "string" && /^[1-5]XX$/.test(status));
}

/** `x-pagination` of an operation; see `Pagination`. `name` is the iterator's when the document gives none. */
export function paginationOf(
  source: JsonObject,
  operation: Pointer,
  name: string,
  parameters: readonly { readonly in: string; readonly key: string }[],
): Pagination | Fault | undefined {
  const written = member(source, "x-pagination");
  if (written === undefined) return undefined;
  const pointer = child(operation, "x-pagination");
  const fault = (reason: string): Fault => ({ pointer, extension: "x-pagination", reason });
  if (!isObject(written)) return fault("expected an object");
  if (member(written, "style") !== "page")
    return fault("`style` must be `page`, the only style there is so far");
  const pageParameter = textOf(member(written, "page"));
  const sizeParameter = textOf(member(written, "pageSize"));
  const known = (key: string): boolean =>
    parameters.some((it) => it.in === "query" && it.key === key);
  if (pageParameter === undefined || !known(pageParameter))
    return fault("`page` must name a query parameter of the operation");
  if (sizeParameter !== undefined && !known(sizeParameter))
    return fault("`pageSize` must name a query parameter of the operation");
  const items = textOf(member(written, "items"));
  const totalPages = textOf(member(written, "totalPages"));
  if (items === undefined || !/^(?:\/|$)/.test(items))
    return fault("`items` must be a JSON pointer into the body");
  if (totalPages !== undefined && !totalPages.startsWith("/"))
    return fault("`totalPages` must be a JSON pointer into the body");
  const given = textOf(member(written, "name"));
  if (given !== undefined && !IDENTIFIER.test(given))
    return fault("`name` must be an identifier of letters and digits");
  return present({
    pointer,
    style: "page" as const,
    pageParameter,
    sizeParameter,
    firstPage: numberOf(member(written, "firstPage")) ?? 1,
    items,
    totalPages,
    name: given ?? name,
  });
}
