import type { ApiCall } from "./call.js";
import type { OperationInput } from "./descriptor.js";
import { canonicalText } from "./json-value.js";
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

/** A list whose pages have numbers. Pointers, RFC 6901, lead into the body. */
export interface NumberedPages extends PagesDescriptor {
  readonly page: RequestPlace;
  readonly pageSize?: RequestPlace;
  /** Number of the first page. */
  readonly firstPage: number;
  readonly totalPages?: string;
  /** Where a boolean says that there is another page. */
  readonly hasMore?: string;
}

/** A list that is read from an item's number on, counted from 0. Pointers, RFC 6901, lead into the body. */
export interface OffsetPages extends PagesDescriptor {
  readonly offset: RequestPlace;
  readonly limit?: RequestPlace;
  /** Where the number of all items stands. */
  readonly total?: string;
  readonly hasMore?: string;
}

/**
 * Reads a list from the page the input names, or the first, to the last: the one `totalPages` or
 * `hasMore` tells, or one without items, or one with fewer than asked for and than before.
 *
 * @throws UnexpectedResponseError when a page repeats the one before it, which would never end.
 */
export function pagesByNumber<Item, Page, Input extends OperationInput>(
  descriptor: NumberedPages,
  input: Input | undefined,
  call: (input: Input) => ApiCall<Page>,
): Pages<Item, Page> {
  const { page: place, pageSize: size, firstPage: first, totalPages: total } = descriptor;
  const count = { place, size, first, total, more: descriptor.hasMore, step: () => 1 };
  return counted(descriptor, count, input, call);
}

/**
 * Reads a list from the offset the input names, or the beginning, to the end: where `total` or
 * `hasMore` tell, or a page without items, or one with fewer than asked for and than before.
 *
 * @throws UnexpectedResponseError when a page repeats the one before it, which would never end.
 */
export function pagesByOffset<Item, Page, Input extends OperationInput>(
  descriptor: OffsetPages,
  input: Input | undefined,
  call: (input: Input) => ApiCall<Page>,
): Pages<Item, Page> {
  const { offset: place, limit: size, total } = descriptor;
  const step = (count: number) => count;
  return counted(
    descriptor,
    { place, size, first: 0, total, more: descriptor.hasMore, step },
    input,
    call,
  );
}

/** How a request counts, pages or items. */
interface Count {
  readonly place: RequestPlace;
  readonly size: RequestPlace | undefined;
  readonly first: number;
  readonly total: string | undefined;
  readonly more: string | undefined;
  /** How far a page of so many items goes. */
  readonly step: (count: number) => number;
}

function counted<Item, Page, Input extends OperationInput>(
  descriptor: PagesDescriptor,
  count: Count,
  input: Input = {} as Input,
  call: (input: Input) => ApiCall<Page>,
): Pages<Item, Page> {
  const ask = (number: number) => () => call(withValue(input, count.place, number));
  const begin = Number(valueAt(input, count.place) ?? count.first);
  const size = count.size && valueAt(input, count.size);
  const next = (): Next<Page> => {
    let number = begin;
    let before: string | undefined;
    let most = 0;
    return (answer, items) => {
      const content = canonicalText(items);
      if (content === before)
        throw stopped(answer, `the page at ${String(number)} repeats the one before it`);
      before = content;
      const step = count.step(items.length);
      if (step === 0) return undefined;
      number += step;
      const more = hasMore(answer.data, count.more) ?? !isLast(answer.data, number, items.length);
      most = Math.max(most, items.length);
      return more ? ask(number) : undefined;
    };
    function isLast(page: unknown, reached: number, length: number): boolean {
      if (length === 0) return true;
      const total = count.total === undefined ? undefined : at(page, count.total);
      if (typeof total === "number" || typeof total === "bigint")
        return reached - count.first >= total;
      // A server may allow fewer than were asked for: only a page shorter than another is short.
      return typeof size === "number" && length < Math.min(size, most);
    }
  };
  return pagesOf(descriptor, ask(begin), next);
}
