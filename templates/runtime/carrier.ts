import type { ApiCall } from "./call.js";
import type { Clock } from "./clock.js";
import type { OperationDescriptor, OperationInput } from "./descriptor.js";
import type { AcceptOptions } from "./transport-options.js";

/** Carries calls of any operation of one document: what the functions of operations ask of a transport. */
export interface Carrier {
  /** Sends one call. See `CallError` for what it rejects with. */
  call<Data, Described = unknown>(
    operation: OperationDescriptor,
    input?: OperationInput,
    options?: AcceptOptions<string>,
  ): ApiCall<Data, Described>;
  readonly clock: Clock;
}
