import { isObject, type Json, type JsonObject } from "../../model/json.js";
import type { Acceptor, Status, Waiter } from "../../model/model.js";
import { child } from "../../model/pointer.js";
import type { Pointer } from "../../model/schema.js";
import { listOf, present } from "../access.js";
import { Extension, type Fault } from "./extension.js";

const MEMBERS = ["name", "delay", "maxDelay", "timeout", "acceptors"];
const OUTCOMES = ["success", "failure", "retry"] as const;

/** `x-waiter` of an operation; see `Waiter` for its members and units. */
export function waiterOf(
  source: JsonObject,
  operation: Pointer,
  faults: Fault[],
): Waiter | undefined {
  const written = Extension.of("x-waiter", source, operation, MEMBERS, faults);
  if (written === undefined) return undefined;
  const before = faults.length;
  written.allow(...MEMBERS);
  const { pointer } = written;
  const name = written.identifier("name");
  if (!written.has("name")) written.fault("`name`, of the function that waits, is missing");
  const delay = written.positive("delay") ?? 5_000;
  const maxDelay = written.positive("maxDelay") ?? Math.max(delay, 30_000);
  const timeout = written.positive("timeout") ?? 600_000;
  if (maxDelay < delay) written.fault("`maxDelay` must be no less than `delay`", "maxDelay");
  const acceptors = listOf(written.value("acceptors")).flatMap((acceptor, index) => {
    const read = acceptorOf(acceptor, child(pointer, "acceptors", index), faults);
    return read === undefined ? [] : [read];
  });
  if (!mentions(written.value("acceptors"), "success"))
    written.fault("`acceptors` must hold at least one with the outcome `success`", "acceptors");
  return name === undefined || faults.length > before
    ? undefined
    : { pointer, name, delay, maxDelay, timeout, acceptors };
}

function mentions(acceptors: Json | undefined, outcome: string): boolean {
  return listOf(acceptors).some((one) => isObject(one) && one["outcome"] === outcome);
}

function acceptorOf(written: Json, pointer: Pointer, faults: Fault[]): Acceptor | undefined {
  if (!isObject(written)) {
    faults.push({ pointer, extension: "x-waiter", reason: "each acceptor must be an object" });
    return undefined;
  }
  const read = new Extension("x-waiter", written, pointer, faults);
  read.allow("outcome", "status", "pointer", "values");
  const outcome = OUTCOMES.find((known) => known === read.value("outcome"));
  if (outcome === undefined)
    read.fault("`outcome` must be `success`, `failure` or `retry`", "outcome");
  const status = read.value("status");
  const known = status === undefined || isStatus(status) ? status : undefined;
  if (status !== known)
    read.fault("`status` must be a status code, a range or `default`", "status");
  const at = read.pointerText("pointer");
  const values = listOf(read.value("values"));
  if (read.has("pointer") !== read.has("values") || (read.has("values") && values.length === 0))
    read.fault("`pointer` (a JSON pointer into the body) and `values` (a list) go together");
  if (outcome === undefined) return undefined;
  const body = at === undefined || values.length === 0 ? undefined : { pointer: at, values };
  return present({ outcome, status: known, body });
}

function isStatus(status: Json): status is Status {
  if (typeof status === "number") return Number.isInteger(status) && status >= 100 && status <= 599;
  return status === "default" || (typeof status === "string" && /^[1-5]XX$/.test(status));
}
