import type { Json } from "../../../model/json.js";
import type { Pointer } from "../../../model/schema.js";
import type { AnswerCase, Edit, Input, RequestCase, SecurityCase, ViolationCase } from "../case.js";

/**
 * All that a contract run does with a document, as data: what is to be covered, and the cases that
 * cover it. Same model, same suite; a runner adds nothing but what it observes.
 */
export interface Suite {
  readonly document: { readonly title: string; readonly version: string };
  readonly operations: readonly SuiteOperation[];
}

export interface SuiteOperation {
  /** `Operation.name`: the generated function. */
  readonly name: string;
  readonly method: string;
  readonly path: string;
  /** Valid inputs by name. */
  readonly inputs: { readonly [name: string]: Input };
  readonly units: readonly Unit[];
  readonly cases: readonly SuiteCase[];
}

/** One cell of the matrix: something the document promises that a case has to show. */
export interface Unit {
  readonly id: string;
  readonly dimension: Dimension;
  /** What it is, for people: `404 application/json`, `query pageSize absent`. */
  readonly name: string;
  readonly pointer: Pointer;
  /** Why no case covers it; absent where one does. */
  readonly reason?: string;
  /** No value can show it: the document itself makes it void. */
  readonly isVoid?: true;
}

/** The matrix's columns, in its order. */
export const DIMENSIONS = [
  "answer",
  "example",
  "media type",
  "parameter",
  "request value",
  "answer value",
  "request constraint",
  "answer constraint",
  "header",
  "header constraint",
  "security",
  "misdirection",
  "malformed answer",
] as const;

export type Dimension = (typeof DIMENSIONS)[number];

export type SuiteCase = { readonly covers: readonly string[] } & (
  | (AnswerCase & { readonly made?: true })
  /** `edit` makes the named input show something else; it stays valid. */
  | (RequestCase & { readonly edit?: Edit })
  | SecurityCase
  | AccessCase
  | ViolationCase
  | MisdirectedCase
  | MalformedCase
  | AnswerViolationCase
  | HeadersCase
  | HeaderViolationCase
);

export type CaseKind = SuiteCase["kind"];

interface Base {
  readonly id: string;
  readonly pointer: Pointer;
  readonly input: string;
}

/** The operation called with the credentials of one alternative of its security requirements, all of them or all but one. */
export interface AccessCase extends Base {
  readonly kind: "access";
  /** Those of the alternative, by name. */
  readonly schemes: readonly string[];
  /** The one that the caller does not have. */
  readonly withheld?: string;
  /** What the client is to send; absent: nothing, and the server is to refuse it. */
  readonly sends?: readonly string[];
  /** Of the refusal. */
  readonly status: 401;
  /** As `SecurityCase.documented`. */
  readonly documented: boolean;
}

/** A valid request that is led astray on its way: the server refuses it, and the client says so. */
export interface MisdirectedCase extends Base {
  readonly kind: "misdirected";
  readonly change:
    | { readonly of: "path"; readonly to: string }
    | { readonly of: "method"; readonly to: string }
    | { readonly of: "media type"; readonly to: string };
  /** Statuses by which a server may refuse it. */
  readonly statuses: readonly number[];
}

/** What an answer is that is none the document promises. */
export type MalformedAnswer =
  | { readonly fault: "cut" }
  | { readonly fault: "truncated" | "page" | "empty" | "broken off"; readonly mediaType: string }
  | { readonly fault: "type"; readonly mediaType: string; readonly value: Json }
  | { readonly fault: "undocumented status" };

/** An answer that the document does not promise: the client's error is foretold. */
export interface MalformedCase extends Base {
  readonly kind: "malformed";
  readonly status: number;
  readonly answer: MalformedAnswer;
  readonly error: ExpectedError;
}

/** An answer that breaks one constraint. */
export interface AnswerViolationCase extends Base {
  readonly kind: "answer-violation";
  readonly documented: string;
  readonly status: number;
  readonly mediaType: string;
  readonly keyword: string;
  readonly detail?: string;
  readonly value: Json;
  readonly alone: boolean;
  readonly error: ExpectedError;
}

/** A header of an answer: its value, and what stands for it on the wire. */
export interface PlayedHeader {
  readonly key: string;
  /** Absent of a text that is no JSON though it should be. */
  readonly value?: Json;
  /** More than one of cookies alone. */
  readonly texts: readonly string[];
  /** The document does not say how the text is read. */
  readonly isUnread?: true;
}

/** A documented answer with headers that the document allows: the client hands them over typed. */
export interface HeadersCase extends Base {
  readonly kind: "headers";
  readonly documented: string;
  readonly status: number;
  /** Absent: the answer has no body. */
  readonly mediaType?: string;
  readonly text: string;
  readonly headers: readonly PlayedHeader[];
}

/** The same with one header that is missing, or breaks one constraint. */
export interface HeaderViolationCase extends Omit<HeadersCase, "kind"> {
  readonly kind: "header-violation";
  /** The header that is at fault. */
  readonly key: string;
  readonly keyword: string;
  readonly detail?: string;
  readonly alone: boolean;
  /** `ApiError` is a documented one here, with the fault as its cause. */
  readonly error: Extract<ExpectedError, "ValidationError" | "ApiError">;
}

/** `ApiError` is then an undocumented one: `documented` is false. */
export type ExpectedError =
  "NetworkError" | "UnexpectedResponseError" | "ValidationError" | "ApiError";

/** The error of an answer that is not what the document promises. */
export function errorOfAnswer(status: number, isReadable: boolean): ExpectedError {
  if (status >= 400 || status < 200 || (status >= 300 && status < 400)) return "ApiError";
  return isReadable ? "ValidationError" : "UnexpectedResponseError";
}
