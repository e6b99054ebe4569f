import type { ParameterLocation } from "./descriptor.js";
import { escapeToken } from "./pointer.js";
import type { ValidationIssue } from "./validation.js";

/** Where a value belongs: a parameter, or a member of the body; without a key, the whole body. */
interface Place {
  readonly in: ParameterLocation | "body";
  readonly key?: string;
}

/** A value that cannot be written where it belongs. */
export class SerializationFault extends Error {
  readonly issue: ValidationIssue;
  constructor({ in: place, key }: Place, message: string) {
    super(message);
    const pointer = key === undefined ? "" : `/${escapeToken(key)}`;
    this.issue = { in: place, pointer, message };
  }
}

/** What `write` makes; its RangeErrors, which say what is wrong with a value, become faults of the place. */
export function writtenAt<Result>(place: Place, write: () => Result): Result {
  try {
    return write();
  } catch (error) {
    throw error instanceof RangeError ? new SerializationFault(place, error.message) : error;
  }
}
