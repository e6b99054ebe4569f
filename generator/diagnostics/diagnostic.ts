import type { Pointer } from "../model/schema.js";

export type Severity = "error" | "warning" | "info";

/** A finding about a document: returned, never thrown. */
export interface Diagnostic {
  /** `area/fault`: `ref/unresolved`. */
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly hint?: string;
  /** Where, in the canonical document or in a source file; absent when the fault has no place. */
  readonly location?: Location;
}

/** A place in a source file. `pointer` is RFC 6901 into that file, `#/paths/~1pets`. */
export interface Location {
  /** As the caller named it, or relative to the document's folder. */
  readonly file: string;
  readonly pointer?: Pointer;
  /** The finding is about the name of what stands at the pointer, and not its value. */
  readonly part?: "key";
  /** Known for faults of syntax, which have no pointer; both start at 1. */
  readonly position?: { readonly line: number; readonly column: number };
}

/** The finding as seen from another folder: `from`, with which its file begins, becomes `to`. A URL stays one. */
export function moved(finding: Diagnostic, from: string, to: string): Diagnostic {
  const { location } = finding;
  if (location === undefined || !location.file.startsWith(from)) return finding;
  if (/^https?:/i.test(location.file)) return finding;
  return { ...finding, location: { ...location, file: to + location.file.slice(from.length) } };
}
