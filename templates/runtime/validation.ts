import type { Reading } from "./answer.js";
import type { CallContext } from "./call-error.js";
import type { Compile } from "./compiled.js";
import type { Finding } from "./finding.js";
import type { OperationDescriptor, OperationInput, ParameterLocation } from "./descriptor.js";
import type { ValidationError } from "./errors.js";

/** What the runtime asks of a validator; a zod schema is one. */
export interface Validator {
  safeParse(
    value: unknown,
  ):
    | { success: true; data: unknown }
    | { success: false; error: { issues: readonly ValidatorIssue[] } };
}

export interface ValidatorIssue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** The validators of one operation. Parameters are judged together, as an object of wire names. */
export interface OperationValidators {
  readonly path?: Validator;
  readonly query?: Validator;
  readonly header?: Validator;
  readonly cookie?: Validator;
  readonly body?: { readonly [mediaType: string]: Validator };
  /** By `200`, `4XX` or `default`, then by media type. */
  readonly responses: { readonly [status: string]: { readonly [mediaType: string]: Validator } };
  /** What judges the headers of answers, where something can be wrong with any: a `headerJudge`. */
  readonly headers?: HeaderJudge;
  /** What judges by them: the export `judge` of the package. Calls without validators bundle none of it. */
  readonly judge: OpenJudge;
  /** Says of a validator's refusal which keywords of the document do not hold; without it, the validator's own issues are told. */
  readonly explain?: (validator: never, value: unknown) => readonly Finding[];
}

/** Which validators judge what. */
export interface ValidationOptions {
  /** By the operation's name: the export `validators` of the package's `schemas`. */
  readonly validators: { readonly [operation: string]: OperationValidators };
  /** Refuse requests the document does not allow before they are sent. Default true. */
  readonly requests?: boolean;
  /** Refuse answers the document does not allow. Default true. */
  readonly responses?: boolean;
  /**
   * Compiles each validator when it is first needed: `z.compile` of zod 4.6, which is several times
   * as fast on valid values and leaves what it cannot compile as it is, as it leaves all where
   * `eval` is forbidden. Default: nothing is compiled, and nothing of the compiler is bundled.
   *
   * @see https://zod.dev/compile
   */
  readonly compile?: Compile;
}

/** One finding. Keyword and schema are missing when a validator that was not generated found it. */
export interface ValidationIssue
  extends Pick<Finding, "pointer" | "message">, Partial<Pick<Finding, "keyword" | "schema">> {
  /** `pointer` leads into the body, or into the parameters of a place or an answer's headers by their names on the wire. */
  readonly in: ParameterLocation | "body";
}

/** What of one call is judged; `false`: nothing. */
export type CallValidation = false | { readonly requests?: boolean; readonly responses?: boolean };

/** Judges a call of one operation, on the sides that are to be judged. */
export interface Judge {
  readonly requests?: RequestJudge | undefined;
  readonly responses?: ResponseJudge | undefined;
}

export interface RequestJudge {
  /** What is wrong with a request; empty when nothing is. `key`: its idempotency key. */
  ofRequest(
    operation: OperationDescriptor,
    input: OperationInput,
    key?: string,
  ): readonly ValidationIssue[];
  /** The input, with items that are yet to come judged as they are sent. A list is judged beforehand, with all else. */
  whileSending(
    operation: OperationDescriptor,
    input: OperationInput,
    refuse: (issues: readonly ValidationIssue[]) => ValidationError,
  ): OperationInput;
}

/** Judges an answer as it was read. */
export type ResponseJudge = (
  call: CallContext,
  reading: Reading,
  response: Response,
) => JudgedAnswer;

/** What validators say of one answer. */
export interface JudgedAnswer {
  /** Why its body is refused; undefined where it is not, or where it comes item by item. */
  readonly refused: ValidationError | undefined;
  /** What is wrong with one of its items. */
  issuesOf(item: unknown): readonly ValidationIssue[];
  /** Why its headers are refused. */
  refusedHeaders(): ValidationError | undefined;
  /** Has the answer given to those alone who do not ask for its headers, where these are refused. */
  guard(answer: { readonly data: unknown }): void;
}

/** What is wrong with the headers of an answer, of which `issuesOf` judges the values. */
export type HeaderJudge = (
  status: string,
  response: Response,
  issuesOf: (validator: Validator | undefined, values: unknown) => readonly ValidationIssue[],
) => readonly ValidationIssue[];

/** `shared`: what the client says of validation, `own`: what the call does, which wins. */
export type OpenJudge = (
  validators: OperationValidators,
  shared?: Omit<ValidationOptions, "validators">,
  own?: CallValidation,
) => Judge;
