import { chosenMediaType } from "./body.js";
import { createCompiler, type Compile } from "./compiled.js";
import type { OperationDescriptor, OperationInput, PartEncodings } from "./descriptor.js";
import { ValidationError } from "./errors.js";
import type { ItemStream } from "./item-stream.js";
import { isItems, type Items } from "./json-lines.js";
import { isSingle } from "./json-value.js";
import { streamOf } from "./media-type.js";
import { encodingOf, isBytes, Part } from "./part.js";
import { pointerTo } from "./pointer.js";
import type {
  OpenJudge,
  OperationValidators,
  RequestJudge,
  ResponseJudge,
  ValidationIssue,
  Validator,
} from "./validation.js";

/** Compilers keep what they compiled, for all transports that compile by the same function. */
const compilers = new WeakMap<Compile, ReturnType<typeof createCompiler>>();

function compilerOf(compile: Compile): ReturnType<typeof createCompiler> {
  const compiler = compilers.get(compile) ?? createCompiler(compile);
  compilers.set(compile, compiler);
  return compiler;
}

/** Judges calls by an operation's validators. Stands beside them, so that who has none bundles none of this. */
export const judge: OpenJudge = (given, shared = {}, own = {}) => {
  if (own === false) return {};
  const { compile } = shared;
  const validators = compile === undefined ? given : compilerOf(compile)(given);
  const judges = (side: "requests" | "responses") => own[side] ?? shared[side] ?? true;
  return {
    requests: judges("requests") ? requestJudge(validators) : undefined,
    responses: judges("responses") ? responseJudge(validators) : undefined,
  };
};

function responseJudge(validators: OperationValidators): ResponseJudge {
  return (call, { key = "", mediaType = "", value, isStream, fault }, response) => {
    const refusal = (issues: readonly ValidationIssue[] = []) =>
      issues.length > 0
        ? new ValidationError(call, "response", issues, { body: value, response })
        : undefined;
    const issuesOfBody = (body: unknown) => {
      const validator = validators.responses[key]?.[mediaType];
      return isEncoded(body) ? [] : issuesOf("body", validators, validator, body);
    };
    // What an answer is not at all, its headers need not tell of.
    const refusedHeaders = () =>
      fault === undefined
        ? refusal(
            validators.headers?.(key, response, (validator, values) =>
              issuesOf("header", validators, validator, values),
            ),
          )
        : undefined;
    return {
      refused: isStream || fault !== undefined ? undefined : refusal(issuesOfBody(value)),
      issuesOf: issuesOfBody,
      refusedHeaders,
      guard(answer) {
        const judged = () => {
          const refused = refusedHeaders();
          if (refused === undefined) return answer;
          // Of a stream that nobody is given, nobody would let go.
          if (isStream) void (answer.data as ItemStream<unknown>).cancel().catch(() => undefined);
          throw refused;
        };
        if (validators.headers) Object.defineProperty(answer, "judged", { value: judged });
      },
    };
  };
}

function requestJudge(validators: OperationValidators): RequestJudge {
  return {
    ofRequest: (operation, input, key) =>
      requestIssues(
        operation,
        validators,
        keyed(operation, input, key),
        chosenMediaType(operation.body, input),
      ),
    whileSending(operation, input, refuse) {
      const { body } = input;
      const mediaType = chosenMediaType(operation.body, input);
      if (mediaType === undefined || !hasItems(operation, mediaType)) return input;
      if (Array.isArray(body) || !isItems(body)) return input;
      const items = watched(body, (item, index) => {
        const issues = itemIssues(validators, mediaType, item, index);
        if (issues.length > 0) throw refuse(issues);
      });
      return { ...input, body: items };
    },
  };
}

const LOCATIONS = ["path", "query", "header", "cookie"] as const;

function requestIssues(
  operation: OperationDescriptor,
  validators: OperationValidators,
  input: OperationInput,
  mediaType: string | undefined,
): ValidationIssue[] {
  const issues: ValidationIssue[] = [];
  for (const location of LOCATIONS) {
    issues.push(...issuesOf(location, validators, validators[location], input[location] ?? {}));
  }
  const validator = mediaType === undefined ? undefined : validators.body?.[mediaType];
  const { body } = input;
  const absent = body === undefined && operation.body?.required !== true;
  if (absent || isEncoded(body)) return issues;
  // Bytes have no validator that would miss them.
  if (body === undefined && validator === undefined)
    issues.push({ in: "body", pointer: "", message: "is required" });
  if (mediaType === undefined || !hasItems(operation, mediaType)) {
    const { value, unjudged } =
      mediaType !== undefined && operation.body?.content[mediaType] === "multipart"
        ? withoutParts(body, operation.body.encoding?.[mediaType])
        : { value: body, unjudged: NOTHING };
    const found = issuesOf("body", validators, validator, value);
    issues.push(...found.filter(({ pointer }) => !unjudged.has(pointer)));
  } else if (Array.isArray(body)) {
    const items = body.map((item: unknown, index) =>
      itemIssues(validators, mediaType, item, index),
    );
    issues.push(...items.flat());
  }
  return issues;
}

/** The input with its key, which a document may require. */
function keyed(
  { idempotencyKey }: OperationDescriptor,
  input: OperationInput,
  key: string | undefined,
): OperationInput {
  if (idempotencyKey === undefined || key === undefined) return input;
  return { ...input, header: { [idempotencyKey.header]: key, ...input.header } };
}

/** What is wrong with one of the items of a body; pointers lead to it by its index, as in an array. */
function itemIssues(
  validators: OperationValidators,
  mediaType: string,
  item: unknown,
  index: number,
): ValidationIssue[] {
  const found = issuesOf("body", validators, validators.body?.[mediaType], item);
  return found.map((issue) => ({ ...issue, pointer: `/${String(index)}${issue.pointer}` }));
}

/** True of a body that is a sequence of items, not one value. */
function hasItems(operation: OperationDescriptor, mediaType: string): boolean {
  return streamOf(operation.body?.content ?? {}, mediaType) !== undefined;
}

const NOTHING: ReadonlySet<string> = new Set();

/**
 * A body as a schema can judge it: where the schema says text and the caller gives bytes, or a `Part`,
 * a text stands in, of which nothing found counts.
 */
function withoutParts(
  body: unknown,
  encodings: PartEncodings = {},
): { readonly value: unknown; readonly unjudged: ReadonlySet<string> } {
  const unjudged = new Set<string>();
  const judged = (value: unknown, path: readonly PropertyKey[], parts?: PartEncodings): unknown => {
    const content = value instanceof Part ? value.content : value;
    const isOfText = typeof content !== "object" || content === null;
    if (isBytes(content) || (isOfText && content !== value)) {
      // Text of a part may be of another media type than the schema speaks of.
      unjudged.add(pointerTo(path));
      return "";
    }
    return isOfText || parts === undefined ? content : inside(content, path, parts);
  };
  /** Of what is multipart, each part. */
  const inside = (whole: object, path: readonly PropertyKey[], parts: PartEncodings): unknown => {
    if (isSingle(whole)) return whole;
    if (Array.isArray(whole))
      return whole.map((item, at) => judged(item, [...path, at], encodingOf(parts, at)?.parts));
    const members = Object.entries(whole).map(([key, value]: [string, unknown]) => {
      const own = encodingOf(parts, key)?.parts;
      const isSeveral = Array.isArray(value) && !Array.isArray(own);
      const part = isSeveral
        ? value.map((item, at) => judged(item, [...path, key, at], own))
        : judged(value, [...path, key], own);
      return [key, part] as const;
    });
    return Object.fromEntries(members);
  };
  const value = typeof body === "object" && body !== null ? inside(body, [], encodings) : body;
  return { value, unjudged };
}

function issuesOf(
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

async function* watched(
  items: Items,
  see: (item: unknown, index: number) => void,
): AsyncGenerator<unknown, void, undefined> {
  let index = 0;
  for await (const item of items) {
    see(item, index);
    yield item;
    index += 1;
  }
}
