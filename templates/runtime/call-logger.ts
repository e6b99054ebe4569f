import type { CallContext } from "./call-error.js";
import type { DocumentDescriptor, OperationDescriptor } from "./descriptor.js";

/** Told what becomes of calls; made by `logTo`, which shows no secret of what it is told. */
export interface CallLogger {
  /** A request goes out. The operation and the schemes say which headers hold secrets, beside those that usually do. */
  sent(
    call: CallContext,
    headers: Headers,
    operation: OperationDescriptor,
    schemes: DocumentDescriptor["security"],
  ): void;
  /** Its answer has come, after so many milliseconds. */
  answered(
    call: CallContext,
    response: Response,
    duration: number,
    operation: OperationDescriptor,
  ): void;
  /** It has failed, and is sent again after so many milliseconds; undefined: that is the end. */
  failed(call: CallContext, error: unknown, delay: number | undefined): void;
}
