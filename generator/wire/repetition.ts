import { repetition } from "../../templates/runtime/repeatable.js";
import type { Operation } from "../model/model.js";

/** Whether the client sends an operation again that failed, by its method or by what the document says; one with a key it does in any case. */
export function isSentAgain({ method, retry, idempotencyKey }: Operation): boolean {
  const told = retry === undefined ? { method } : { method, retry };
  return idempotencyKey !== undefined || repetition(told).repeatable;
}
