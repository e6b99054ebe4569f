import type { Json } from "../../model/json.js";
import type { Pointer } from "../../model/schema.js";

/**
 * `contract/cases.json`: what a client of the document must send, receive and refuse, as data. A
 * runner sends each case through the generated client to a mock and compares. Cases say what to
 * send by naming one of `inputs` and, where the request is to be wrong, one edit of it, so that a
 * reader sees the fault and not a wall of JSON.
 */
export interface CaseFile {
  /** Of this format; a runner refuses another. */
  readonly version: 1;
  readonly document: { readonly title: string; readonly version: string };
  readonly operations: readonly CaseOperation[];
}

/** An operation's inputs and cases, in the document's order. */
export interface CaseOperation {
  /** `Operation.name`: the generated function. */
  readonly name: string;
  readonly method: string;
  readonly path: string;
  /** Valid inputs by name; the first is the one used where any will do. */
  readonly inputs: { readonly [name: string]: Input };
  readonly cases: readonly Case[];
  /** Constraints for which no violating request was found, each with the reason. */
  readonly uncovered: readonly Uncovered[];
}

/** In the generated client's form; groups are absent where the operation has none. */
export interface Input {
  readonly path?: { readonly [key: string]: Json };
  readonly query?: { readonly [key: string]: Json };
  readonly header?: { readonly [key: string]: Json };
  readonly cookie?: { readonly [key: string]: Json };
  readonly body?: Json;
  /** Media type of `body`. */
  readonly contentType?: string;
}

interface CaseBase {
  /** Stable while the clause it stems from keeps its place: `createConnection/answer/404`. */
  readonly id: string;
  /** The clause of the document that the case stems from. */
  readonly pointer: Pointer;
  /** Name of an input of the operation. */
  readonly input: string;
}

/** A documented answer: the mock is asked for it, the client must hand it over typed. */
export interface AnswerCase extends CaseBase {
  readonly kind: "answer";
  /** As the document lists it: `404`, `4XX`, `default`. */
  readonly documented: string;
  /** The status that the mock is asked for. */
  readonly status: number;
  /** Value of the `Prefer` header for the mock. @see https://datatracker.ietf.org/doc/html/rfc7240 */
  readonly prefer: string;
  /** Absent: the answer has no body. */
  readonly mediaType?: string;
  /** Key of the example that the mock is asked for. */
  readonly example?: string;
  /** The example itself, boxed: absent where the mock makes a body up from the schema. */
  readonly body?: { readonly value: Json };
}

/** A valid request: neither the validators nor the mock may object. */
export interface RequestCase extends CaseBase {
  readonly kind: "request";
}

/** The operation called without credentials. */
export interface SecurityCase extends CaseBase {
  readonly kind: "security";
  /** Of the refusal. */
  readonly status: 401;
  /** 401 is listed by the operation, by itself, a range or `default`. */
  readonly documented: boolean;
}

/** A request that breaks one constraint, and only that one. */
export interface ViolationCase extends CaseBase {
  readonly kind: "violation";
  /** The JSON Schema keyword that is broken, or `discriminator`. */
  readonly keyword: string;
  /** What the keyword names, where it names several: the property of `required`. */
  readonly detail?: string;
  readonly edit: Edit;
  /** The status by which the mock refuses a request that is not valid. */
  readonly status: number;
  /** False when another constraint unavoidably breaks with this one. */
  readonly alone: boolean;
  /** Why the fault cannot be seen on the wire: the request is then judged before sending only. */
  readonly unsendable?: string;
}

export type Case = AnswerCase | RequestCase | SecurityCase | ViolationCase;

/**
 * One change of an input. `at` is an RFC 6901 pointer into the input: `/body/config/port`. `repeat`
 * stands for a long text.
 */
export type Edit =
  | { readonly op: "remove"; readonly at: string }
  | { readonly op: "set"; readonly at: string; readonly value: Json }
  | { readonly op: "set"; readonly at: string; readonly repeat: Repeat };

export interface Repeat {
  readonly text: string;
  readonly times: number;
}

export interface Uncovered {
  readonly pointer: Pointer;
  readonly keyword: string;
  readonly detail?: string;
  readonly reason: string;
}
