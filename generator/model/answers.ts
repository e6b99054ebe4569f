import { isSequential } from "./media-types.js";
import type { MediaType, Operation, Response } from "./model.js";

/** The answers that a call resolves to: those of success, `default` where none is declared. */
export function successesOf({ responses }: Operation): readonly Response[] {
  const successes = responses.filter(({ status }) => String(status).startsWith("2"));
  return successes.length > 0 ? successes : responses.filter(({ status }) => status === "default");
}

/** The media types of which a caller may choose the one a call resolves to; none where there is but one. */
export function offeredTypes(operation: Operation): readonly string[] {
  const types = successesOf(operation).flatMap(({ content }) => content.map(({ type }) => type));
  const offered = [...new Set(types)];
  // Under a range, the caller says which.
  return offered.length > 1 || offered.some((type) => /^[^*]+\/\*$/.test(type)) ? offered : [];
}

/** The body that a call resolves to unless another is asked for: JSON, else what comes first. */
export function usualAnswer(operation: Operation): MediaType | undefined {
  const content = successesOf(operation).find((response) => response.content.length > 0)?.content;
  return content?.find(({ codec }) => codec === "json") ?? content?.[0];
}

/** True of an operation one of whose answers is a sequence of items. */
export function answersByItems({ responses }: Operation): boolean {
  return responses.some(({ content }) => content.some(({ codec }) => isSequential(codec)));
}
