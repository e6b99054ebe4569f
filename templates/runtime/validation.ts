import type { Compile } from "./compiled.js";
import type { Finding } from "./finding.js";
import type { OperationDescriptor, OperationInput, ParameterLocation } from "./descriptor.js";
import { isSingle } from "./json-value.js";
import { isBytes, Part } from "./part.js";
import { pointerTo } from "./pointer.js";

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
  /** `pointer` leads into the body, or into the parameters of a place by their names on the wire. */
  readonly in: ParameterLocation | "body";
}

const LOCATIONS = ["path", "query", "header", "cookie"] as const;

/** What is wrong with a request; empty when nothing is. `mediaType` is that of the body. */
export function requestIssues(
  operation: OperationDescriptor,
  validators: OperationValidators,
  input: OperationInput,
  mediaType: string | undefined,
): ValidationIssue[] {
  const issues: ValidationIssue[] = [];
  for (const location of LOCATIONS) {
    issues.push(...judge(location, validators, validators[location], input[location] ?? {}));
  }
  const validator = mediaType === undefined ? undefined : validators.body?.[mediaType];
  const absent = input.body === undefined && operation.body?.required !== true;
  if (!absent && !isEncoded(input.body)) {
    const { value, unjudged } =
      mediaType !== undefined && operation.body?.content[mediaType] === "multipart"
        ? withoutParts(input.body)
        : { value: input.body, unjudged: NOTHING };
    const found = judge("body", validators, validator, value);
    issues.push(...found.filter(({ pointer }) => !unjudged.has(pointer)));
  }
  return issues;
}

const NOTHING: ReadonlySet<string> = new Set();

/**
 * A body as a schema can judge it: where the schema says text and the caller gives bytes, or a `Part`,
 * a text stands in, of which nothing found counts.
 */
function withoutParts(body: unknown): {
  readonly value: unknown;
  readonly unjudged: ReadonlySet<string>;
} {
  const unjudged = new Set<string>();
  const judged = (value: unknown, ...path: PropertyKey[]): unknown => {
    const content = value instanceof Part ? value.content : value;
    if (content === value && !isBytes(content)) return value;
    // Text of a part may be of another media type than the schema speaks of.
    if (typeof content === "object" && content !== null && !isBytes(content)) return content;
    unjudged.add(pointerTo(path));
    return "";
  };
  const member = (value: unknown, key: PropertyKey): unknown =>
    Array.isArray(value)
      ? value.map((item, index) => judged(item, key, index))
      : judged(value, key);
  if (Array.isArray(body))
    return { value: body.map((item, index) => judged(item, index)), unjudged };
  if (typeof body !== "object" || body === null || isSingle(body)) return { value: body, unjudged };
  const members = Object.entries(body).map(([key, value]) => [key, member(value, key)] as const);
  return { value: Object.fromEntries(members), unjudged };
}

/** What is wrong with an answer's body. `status` is the document's key: `200`, `4XX`, `default`. */
export function responseIssues(
  validators: OperationValidators,
  status: string,
  mediaType: string,
  body: unknown,
): ValidationIssue[] {
  const validator = validators.responses[status]?.[mediaType];
  return isEncoded(body) ? [] : judge("body", validators, validator, body);
}

function judge(
  place: ValidationIssue["in"],
  { explain }: OperationValidators,
  validator: Validator | undefined,
  value: unknown,
): ValidationIssue[] {
  const result = validator?.safeParse(value);
  if (result === undefined || result.success) return [];
  if (explain !== undefined) {
    const findings = explain(validator as never, value);
    return findings.map((finding) => ({ in: place, ...finding }));
  }
  return result.error.issues.map(({ path, message }) => ({
    in: place,
    pointer: pointerTo(path),
    message,
  }));
}

/** Bytes, or a form: nothing a schema could judge. */
function isEncoded(body: unknown): boolean {
  return body instanceof FormData || body instanceof URLSearchParams || isBytes(body);
}
