import type { TokenFailure } from "./errors.js";

/** Why there is no token. Shared by the calls that waited for it; each throws its own error. */
export class TokenFault extends Error {
  readonly failure: TokenFailure;
  constructor(failure: TokenFailure) {
    super(failure.message, failure);
    this.failure = failure;
  }
}
