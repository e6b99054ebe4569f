import type { ApiCall } from "./call.js";
import type { OperationInput } from "./descriptor.js";
import {
  hasMore,
  pagesOf,
  stopped,
  valueAt,
  withValue,
  type Next,
  type Pages,
  type PagesDescriptor,
  type RequestPlace,
} from "./pages.js";
import { at } from "./pointer.js";

/** A list whose pages tell where the next one begins. Pointers are RFC 6901's. */
export interface CursorPages extends PagesDescriptor {
  readonly cursor: RequestPlace;
  /** Where the next page's cursor stands in the body. */
  readonly nextCursor?: string;
  /** Instead: where it stands in the last item. */
  readonly itemCursor?: string;
  /** Where a boolean says that there is another page. */
  readonly hasMore?: string;
}

/**
 * Reads a list from the cursor the input names, or the beginning, until an answer names no other:
 * nothing, null or an empty text; or until `hasMore` says so.
 *
 * @throws UnexpectedResponseError when a cursor comes again, which would never end.
 */
export function pagesByCursor<Item, Page, Input extends OperationInput>(
  descriptor: CursorPages,
  input: Input = {} as Input,
  call: (input: Input) => ApiCall<Page>,
): Pages<Item, Page> {
  const { cursor, nextCursor, itemCursor } = descriptor;
  const next = (): Next<Page> => {
    const seen = new Set<unknown>([valueAt(input, cursor)]);
    return (answer, items) => {
      const found =
        nextCursor === undefined ? at(items.at(-1), itemCursor ?? "") : at(answer.data, nextCursor);
      if (found === undefined || found === null || found === "") return undefined;
      if (hasMore(answer.data, descriptor.hasMore) === false) return undefined;
      if (!seen.has(found)) {
        seen.add(found);
        return () => call(withValue(input, cursor, found));
      }
      // Some servers repeat the last cursor for the empty page behind it.
      if (items.length === 0) return undefined;
      throw stopped(answer, "the cursor of the next page has come before");
    };
  };
  return pagesOf(descriptor, () => call(input), next);
}
