import type { ApiModel, MediaType, Operation, Response } from "../../model/model.js";
import type { AnswerCase, SecurityCase } from "./case.js";
import type { Evaluator } from "./evaluate.js";
import type { NamedInput } from "./inputs.js";

/**
 * Every documented answer: status × media type × example; without examples, as the mock makes it up.
 * `evaluator` judges what is answered.
 */
export function answersOf(
  operation: Operation,
  inputs: readonly NamedInput[],
  evaluator: Evaluator,
): AnswerCase[] {
  return operation.responses.flatMap((response) => {
    const status = askedStatus(operation, response);
    const documented = String(response.status);
    const base = { kind: "answer" as const, documented, status };
    const hasBody =
      response.content.length > 0 &&
      operation.method !== "head" &&
      status !== 204 &&
      status !== 304;
    if (!hasBody) {
      const id = `${operation.name}/answer/${documented}`;
      return [
        {
          ...base,
          id,
          pointer: response.pointer,
          input: inputFor(inputs),
          prefer: `code=${status}`,
        },
      ];
    }
    return response.content.flatMap((media) => mediaAnswers(media, response.content.length > 1));
    function mediaAnswers(media: MediaType, isOneOfMany: boolean): AnswerCase[] {
      const id = `${operation.name}/answer/${documented}${isOneOfMany ? `/${media.type}` : ""}`;
      const examples = media.examples.filter(
        ({ value }) => media.schema === undefined || evaluator.isValid(media.schema, value),
      );
      if (examples.length === 0)
        return [
          {
            ...base,
            id,
            pointer: media.pointer,
            input: inputFor(inputs),
            prefer: `code=${status}`,
            mediaType: media.type,
          },
        ];
      return examples.map((example) => ({
        ...base,
        id: example.key === undefined ? id : `${id}/${example.key}`,
        pointer: example.pointer,
        input: inputFor(inputs, example.key),
        prefer: `code=${status}${example.key === undefined ? "" : `, example=${preference(example.key)}`}`,
        mediaType: media.type,
        ...(example.key === undefined ? {} : { example: example.key }),
        body: { value: example.value },
      }));
    }
  });
}

/** The operation without credentials, where it needs some whatever alternative is chosen. */
export function securityOf(
  { security }: ApiModel,
  operation: Operation,
  inputs: readonly NamedInput[],
): SecurityCase[] {
  // No server of HTTP sees by a request alone whether its connection is proven.
  // Nor is anything known of a scheme that the document does not declare.
  const isOutside = (name: string): boolean =>
    !Object.hasOwn(security, name) || security[name]?.type === "mutualTLS";
  const isNeeded =
    operation.security.length > 0 &&
    operation.security.every((one) => Object.keys(one).some((name) => !isOutside(name)));
  if (!isNeeded || inputs.length === 0) return [];
  return [
    {
      kind: "security",
      id: `${operation.name}/security`,
      pointer: operation.pointer,
      input: inputFor(inputs),
      status: 401,
      documented: isRefusalDocumented(operation),
    },
  ];
}

/** Whether the operation says what it answers to those whom it does not know. */
export function isRefusalDocumented({ responses }: Operation): boolean {
  return responses.some(({ status }) => status === 401 || status === "4XX" || status === "default");
}

/**
 * The status by which Prism refuses an invalid request: the first of 422 and 400 that is documented,
 * 422 by `default` or by its own problem document otherwise.
 *
 * @see https://docs.stoplight.io/docs/prism/6cbc8f5d5a5d5-response-generation
 */
export function refusalOf(operation: Operation): number {
  const has = (...statuses: readonly Response["status"][]): boolean =>
    operation.responses.some(({ status }) => statuses.includes(status));
  return has(422, "4XX") ? 422 : has(400) ? 400 : 422;
}

/** A status that only this response documents: 500 stands for `default`, 4X0 for a range. */
function askedStatus(operation: Operation, response: Response): number {
  if (typeof response.status === "number") return response.status;
  const taken = new Set(operation.responses.map(({ status }) => status));
  const hundred =
    response.status === "default" ? firstFree(taken) : Number(response.status.charAt(0));
  for (let status = hundred * 100; status < hundred * 100 + 100; status++)
    if (!taken.has(status)) return status;
  return hundred * 100;
}

/** The class of `default`: one whose range is not documented, errors of the server first. */
function firstFree(taken: ReadonlySet<Response["status"]>): number {
  return ([5, 4, 3, 2] as const).find((hundred) => !taken.has(`${hundred}XX`)) ?? 5;
}

/** The input of the same name as the example, or the first. */
function inputFor(inputs: readonly NamedInput[], example?: string): string {
  return (inputs.find(({ name }) => name === example) ?? inputs[0])?.name ?? "";
}

/** A preference's value: a token, or quoted. @see https://datatracker.ietf.org/doc/html/rfc7240#section-2 */
function preference(value: string): string {
  return /^[\w!#$%&'*+.^`|~-]+$/.test(value) ? value : JSON.stringify(value);
}
