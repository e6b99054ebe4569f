import { chosenMediaType } from "./body.js";
import type { OperationDescriptor, OperationInput } from "./descriptor.js";
import type { ValidationError } from "./errors.js";
import { isItems, type Items } from "./json-lines.js";
import {
  hasItems,
  itemIssues,
  type OperationValidators,
  type ValidationIssue,
} from "./validation.js";

/** The input, with items that are yet to come judged as they are sent. A list is judged beforehand, with all else. */
export function withWatchedItems(
  operation: OperationDescriptor,
  input: OperationInput,
  validators: OperationValidators | undefined,
  refuse: (issues: readonly ValidationIssue[]) => ValidationError,
): OperationInput {
  const { body } = input;
  const mediaType = chosenMediaType(operation.body, input);
  if (validators === undefined || mediaType === undefined) return input;
  if (Array.isArray(body) || !isItems(body) || !hasItems(operation, mediaType)) return input;
  const items = watched(body, (item, index) => {
    const issues = itemIssues(validators, mediaType, item, index);
    if (issues.length > 0) throw refuse(issues);
  });
  return { ...input, body: items };
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
